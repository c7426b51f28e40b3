#include "services/cli/shell.h"

#include <cstdlib>

#include "services/cli/refusals.h"

namespace parcours::cli {
namespace {

std::string Given(const std::string& option, const char* variable) {
  if (!option.empty()) return option;
  const char* value = std::getenv(variable);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

std::filesystem::path Shell::EndpointsFile() const {
  return globals_.endpoints.empty() ? DefaultEndpointsFile()
                                    : std::filesystem::path(globals_.endpoints);
}

std::filesystem::path Shell::KeyFile() const {
  if (auto file = Given(globals_.key, "PARCOURS_TOKEN_KEY"); !file.empty()) return file;
  auto beside = EndpointsFile().parent_path() / "token.private.pem";
  std::error_code unknown;
  return std::filesystem::exists(beside, unknown) ? beside : std::filesystem::path();
}

Result<TokenDesk> Shell::Desk(std::chrono::seconds lifetime) const {
  const auto key = KeyFile();
  if (key.empty()) return Refuse(KeyMissing());
  return TokenDesk::Open({.private_key = key,
                          .partners = Given(globals_.partners, "PARCOURS_PARTNERS"),
                          .lifetime = lifetime});
}

Result<security::Actor> Shell::ActorNamed(const TokenDesk& desk, const std::string& name) {
  constexpr std::string_view kSystem = "system/";
  if (name == TokenDesk::Operator().principal) return TokenDesk::Operator();
  if (name.starts_with(kSystem)) return security::SystemActor(name.substr(kSystem.size()));
  if (name.starts_with("persons/")) {
    return security::Actor{
        .principal = name, .organisation = {}, .person = name, .roles = {options::v1::BENEFICIARY}};
  }
  return desk.Agent(name);
}

Result<std::string> Shell::Token() const {
  if (!globals_.token.empty()) return globals_.token;
  if (globals_.as.empty()) {
    if (auto token = Given({}, "PARCOURS_TOKEN"); !token.empty()) return token;
    if (KeyFile().empty()) return Refuse(TokenMissing());
  }
  TRY(const auto desk, Desk());
  if (globals_.as.empty()) return desk.For(TokenDesk::Operator());
  TRY(const auto actor, ActorNamed(desk, globals_.as));
  return desk.For(actor);
}

Result<std::unique_ptr<PlatformClient>> Shell::Connect() const {
  TRY(auto endpoints, ReadEndpoints(EndpointsFile()));
  TRY(auto token, Token());
  const auto timeout = std::chrono::milliseconds(static_cast<std::int64_t>(globals_.timeout * 1e3));
  return std::make_unique<PlatformClient>(
      std::move(endpoints),
      ClientOptions{
          .operator_token = std::move(token), .language = console_.language, .timeout = timeout});
}

}  // namespace parcours::cli
