#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/cli/endpoints.h"
#include "services/cli/platform_client.h"
#include "services/cli/story/process.h"
#include "services/cli/token_desk.h"

namespace parcours::cli {

struct LaunchOptions {
  std::filesystem::path programs;      // folder of `parcours` and `parcours-<service>`
  std::filesystem::path data;          // databases, keys, logs, endpoints.json
  std::string brokers;                 // host:port of Kafka; empty: one process on the embedded bus
  CivilDate start;                     // virtual day of a platform without data
  std::filesystem::path partners;      // whom agents act for
  std::vector<std::string> arguments;  // of every process, beside the usual ones
  std::filesystem::path pages;         // that the gateway serves; empty: none
};

// The platform as this process starts, drives, crashes and ends it: five processes over Kafka, or
// `serve all`.
class LaunchedPlatform final : public Stage {
 public:
  // Ready when it returns. Fails with what the process that did not start said last.
  [[nodiscard]] static Result<std::unique_ptr<LaunchedPlatform>> Start(LaunchOptions options);

  [[nodiscard]] Result<nlohmann::json> Call(std::string_view service, std::string_view method,
                                            const nlohmann::json& request,
                                            const std::string& token) override {
    return client_->Call(service, method, request, token);
  }
  [[nodiscard]] Result<ImportReport> Import(ImportKind kind, const std::filesystem::path& file,
                                            const std::string& token,
                                            const ImportOptions& options) override {
    return client_->Import(kind, file, token, options);
  }
  [[nodiscard]] Result<void> Settle(std::chrono::milliseconds longest) override {
    return client_->Settle(longest);
  }
  [[nodiscard]] Result<void> AdvanceTo(CivilDate day) override { return client_->AdvanceTo(day); }
  [[nodiscard]] Result<std::string> DatedView(std::optional<CivilDate> day) override {
    return client_->DatedView(day);
  }
  [[nodiscard]] Result<nlohmann::json> Status(std::string_view service) override {
    return client_->Status(service);
  }
  [[nodiscard]] Result<void> VerifyAudit() override { return client_->VerifyAudit(); }

  // Starts the service anew so that it dies (SIGKILL) between its next commit and publishing it,
  // lets `act` run into that, and starts it again. On the embedded bus the one process dies.
  [[nodiscard]] Result<void> Crash(const std::string& service, const std::function<void()>& act);

  // Over Kafka: sends the service's process a signal; SIGKILL is waited for.
  void Signal(const std::string& service, int number);
  // Starts a service that has ended; ready when it returns, at another address.
  [[nodiscard]] Result<void> StartAgain(const std::string& service);

  // The public door, before the services as they are now; its address. Anybody may see the platform
  // as one of the partners' agents there.
  [[nodiscard]] Result<std::string> StartGateway();
  // TLS before that gateway, by a program that is told --upstream, --data and --write-address; its
  // address.
  [[nodiscard]] Result<std::string> StartProxy(const std::filesystem::path& program,
                                               const std::string& gateway);

  [[nodiscard]] PlatformClient& client() { return *client_; }
  [[nodiscard]] const TokenDesk& desk() const { return desk_; }
  [[nodiscard]] const Endpoints& endpoints() const { return endpoints_; }
  // Name of a process that ended by itself; empty while all run.
  [[nodiscard]] std::string Fallen();

 private:
  LaunchedPlatform(LaunchOptions options, TokenDesk desk)
      : options_(std::move(options)), desk_(std::move(desk)) {}
  [[nodiscard]] Result<void> StartAll();
  // `name` is a service, or "all".
  [[nodiscard]] Result<void> StartProcess(const std::string& name,
                                          const std::vector<std::string>& more);
  [[nodiscard]] Result<void> AwaitReady(const std::string& name);
  // What the process wrote when it was ready.
  [[nodiscard]] Result<Endpoints> AwaitAddresses(const std::string& name);
  [[nodiscard]] Result<void> Connect();
  [[nodiscard]] std::string ProcessOf(const std::string& service) const;
  [[nodiscard]] std::filesystem::path AddressFile(const std::string& name) const;
  [[nodiscard]] std::filesystem::path Log(const std::string& name) const;

  const LaunchOptions options_;
  const TokenDesk desk_;
  std::map<std::string, Process> processes_;
  Endpoints endpoints_;
  std::unique_ptr<PlatformClient> client_;
};

}  // namespace parcours::cli
