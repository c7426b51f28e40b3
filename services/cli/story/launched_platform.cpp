#include "services/cli/story/launched_platform.h"

#include <array>
#include <csignal>
#include <fstream>
#include <thread>

#include "services/platform/core/crash_points.h"

namespace parcours::cli {
namespace {

constexpr std::array kServices{"partners", "recruitment", "followup", "support", "insertion"};
constexpr const char* kWhole = "all";
constexpr const char* kGateway = "gateway";
constexpr const char* kProxy = "proxy";
constexpr std::chrono::seconds kReadyWithin{30};
constexpr std::chrono::seconds kDeadWithin{20};

std::string LastLine(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string last;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) last = line;
  }
  return last;
}

Error NotReady(const std::string& name, const std::filesystem::path& log) {
  const std::string said = LastLine(log);
  return {.code = Code::kUnavailable,
          .reason = "SERVICE_NOT_READY",
          .field = name,
          .french = "Le service " + name + " n'a pas démarré : " + said,
          .english = "The service " + name + " did not start: " + said};
}

Error DidNotDie(const std::string& name) {
  return {.code = Code::kInternal,
          .reason = "CRASH_POINT_NOT_PASSED",
          .field = name,
          .french = "Le service " + name + " n'est pas passé par le point de rupture prévu.",
          .english = "The service " + name + " did not pass its crash point."};
}

Result<void> WriteSecret(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::trunc);
  std::filesystem::permissions(
      file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  stream << text;
  if (stream.good()) return {};
  return Refuse(Error{.code = Code::kUnavailable,
                      .reason = "TOKEN_KEY_NOT_WRITTEN",
                      .field = file.filename().string(),
                      .french = "La clé des jetons n'a pas pu être écrite.",
                      .english = "The token key could not be written."});
}

Result<TokenDesk> OpenDesk(const LaunchOptions& options) {
  const auto private_key = options.data / "token.private.pem";
  if (!std::filesystem::exists(private_key)) {
    TRY(const auto pair, security::GenerateKeyPair());
    TRY(WriteSecret(options.data / "token.public.pem", pair.public_key_pem));
    TRY(WriteSecret(private_key, pair.private_key_pem));
  }
  return TokenDesk::Open({.private_key = private_key, .partners = options.partners});
}

}  // namespace

Result<std::unique_ptr<LaunchedPlatform>> LaunchedPlatform::Start(LaunchOptions options) {
  std::filesystem::create_directories(options.data / "logs");
  TRY(auto desk, OpenDesk(options));
  std::unique_ptr<LaunchedPlatform> platform(
      new LaunchedPlatform(std::move(options), std::move(desk)));
  TRY(platform->StartAll());
  return platform;
}

Result<void> LaunchedPlatform::StartAll() {
  if (options_.brokers.empty()) {
    TRY(StartProcess(kWhole, {}));
    TRY(AwaitReady(kWhole));
  } else {
    for (const char* service : kServices) TRY(StartProcess(service, {}));
    for (const char* service : kServices) TRY(AwaitReady(service));
  }
  return Connect();
}

Result<void> LaunchedPlatform::StartProcess(const std::string& name,
                                            const std::vector<std::string>& more) {
  std::filesystem::remove(AddressFile(name));
  std::vector<std::string> arguments;
  if (name == kWhole) arguments = {"serve", "all"};
  const std::vector<std::string> common{
      "--data",          options_.data.string(),
      "--clock",         "virtual:" + options_.start.ToString(),
      "--token-key",     (options_.data / "token.public.pem").string(),
      "--bus",           options_.brokers.empty() ? "embedded" : "kafka://" + options_.brokers,
      "--write-address", AddressFile(name).string()};
  arguments.insert(arguments.end(), common.begin(), common.end());
  arguments.insert(arguments.end(), options_.arguments.begin(), options_.arguments.end());
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto program = options_.programs / (name == kWhole ? "parcours" : "parcours-" + name);
  TRY(auto process, Process::Start(program, arguments, Log(name)));
  processes_.insert_or_assign(name, std::move(process));
  return {};
}

Result<Endpoints> LaunchedPlatform::AwaitAddresses(const std::string& name) {
  const auto latest = std::chrono::steady_clock::now() + kReadyWithin;
  while (!std::filesystem::exists(AddressFile(name))) {
    if (!processes_.at(name).Running() || std::chrono::steady_clock::now() > latest) {
      return Refuse(NotReady(name, Log(name)));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return ReadEndpoints(AddressFile(name));
}

Result<void> LaunchedPlatform::AwaitReady(const std::string& name) {
  TRY(const auto addresses, AwaitAddresses(name));
  for (const auto& [service, address] : addresses) endpoints_[service] = address;
  return {};
}

Result<std::string> LaunchedPlatform::StartGateway() {
  std::filesystem::remove(AddressFile(kGateway));
  std::vector<std::string> arguments{
      "--endpoints",         (options_.data / "endpoints.json").string(),
      "--token-key",         (options_.data / "token.public.pem").string(),
      "--token-private-key", (options_.data / "token.private.pem").string(),
      "--write-address",     AddressFile(kGateway).string()};
  if (!options_.partners.empty())
    arguments.insert(arguments.end(), {"--sample-agents", options_.partners.string()});
  if (!options_.pages.empty())
    arguments.insert(arguments.end(), {"--pages", options_.pages.string()});
  TRY(auto process,
      Process::Start(options_.programs / "parcours-gateway", arguments, Log(kGateway)));
  processes_.insert_or_assign(kGateway, std::move(process));
  TRY(const auto addresses, AwaitAddresses(kGateway));
  return addresses.at(kGateway);
}

Result<std::string> LaunchedPlatform::StartProxy(const std::filesystem::path& program,
                                                 const std::string& gateway) {
  std::filesystem::remove(AddressFile(kProxy));
  TRY(auto process,
      Process::Start(program,
                     {"--upstream", gateway, "--data", (options_.data / kProxy).string(),
                      "--write-address", AddressFile(kProxy).string()},
                     Log(kProxy)));
  processes_.insert_or_assign(kProxy, std::move(process));
  TRY(const auto addresses, AwaitAddresses(kProxy));
  return addresses.at(kProxy);
}

Result<void> LaunchedPlatform::Connect() {
  TRY(WriteEndpoints(options_.data / "endpoints.json", endpoints_));
  TRY(const auto token, desk_.For(TokenDesk::Operator()));
  client_ = std::make_unique<PlatformClient>(
      endpoints_, ClientOptions{.operator_token = token, .language = Language::kEnglish});
  return {};
}

Result<void> LaunchedPlatform::Crash(const std::string& service, const std::function<void()>& act) {
  const std::string name = ProcessOf(service);
  processes_.erase(name);  // drains it
  TRY(StartProcess(
      name, {"--crash-at",
             std::string(options_.brokers.empty() ? "after_commit" : kAfterCommitBeforePublish)}));
  TRY(AwaitReady(name));
  TRY(Connect());
  act();
  if (!processes_.at(name).WaitForEnd(kDeadWithin)) return Refuse(DidNotDie(name));
  TRY(StartProcess(name, {}));
  TRY(AwaitReady(name));
  return Connect();
}

void LaunchedPlatform::Signal(const std::string& service, int number) {
  auto& process = processes_.at(service);
  process.Signal(number);
  if (number == SIGKILL) static_cast<void>(process.WaitForEnd(kDeadWithin));
}

Result<void> LaunchedPlatform::StartAgain(const std::string& service) {
  TRY(StartProcess(service, {}));
  TRY(AwaitReady(service));
  return Connect();
}

std::string LaunchedPlatform::Fallen() {
  for (auto& [name, process] : processes_) {
    if (!process.Running()) return name;
  }
  return {};
}

std::string LaunchedPlatform::ProcessOf(const std::string& service) const {
  return options_.brokers.empty() ? kWhole : service;
}

std::filesystem::path LaunchedPlatform::AddressFile(const std::string& name) const {
  return options_.data / (name + ".address.json");
}

std::filesystem::path LaunchedPlatform::Log(const std::string& name) const {
  return options_.data / "logs" / (name + ".log");
}

}  // namespace parcours::cli
