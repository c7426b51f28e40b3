#include "services/cli/tests/commands/running_platform.h"

#include <gtest/gtest.h>

#include "services/cli/all_services.h"
#include "services/cli/files.h"
#include "services/platform/host/configuration.h"

namespace parcours::cli {

RunningPlatform::RunningPlatform(const std::string& clock) {
  const auto keys = security::GenerateKeyPair().value();
  const auto private_key = folder_.path() / "token.private.pem";
  const auto public_key = folder_.path() / "token.public.pem";
  EXPECT_TRUE(WriteSmallFile(private_key, keys.private_key_pem));
  EXPECT_TRUE(WriteSmallFile(public_key, keys.public_key_pem));
  const auto partners = std::filesystem::path(kSampleFolder) / "partners.json";
  desk_ = std::make_unique<TokenDesk>(
      TokenDesk::Open({.private_key = private_key, .partners = partners}).value());
  host::Options options;
  options.data = folder_.path();
  options.clock = clock;
  options.log_level = "error";
  options.token_key = public_key;
  options.write_address = folder_.path() / "endpoints.json";
  auto configuration = host::Check(options);
  EXPECT_TRUE(configuration) << configuration.error().english;
  auto runtime = host::Runtime::Start(*std::move(configuration), AllServices());
  EXPECT_TRUE(runtime) << runtime.error().english;
  runtime_ = *std::move(runtime);
  const auto addresses = runtime_->addresses();
  client_ = std::make_unique<PlatformClient>(
      Endpoints(addresses.begin(), addresses.end()),
      ClientOptions{.operator_token = desk_->For(TokenDesk::Operator()).value(),
                    .language = Language::kEnglish});
}

std::string RunningPlatform::TokenOf(std::string_view agent) const {
  return desk_->For(desk_->Agent(agent).value()).value();
}

}  // namespace parcours::cli
