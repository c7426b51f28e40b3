#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/host/clocks.h"
#include "services/platform/host/configuration.h"
#include "services/platform/host/crash_point.h"
#include "services/platform/host/operations_service.h"
#include "services/platform/host/service_host.h"
#include "services/platform/host/system_random.h"
#include "services/platform/observe/metrics_endpoint.h"
#include "services/platform/rpc/server.h"

namespace parcours::host {

// One or several services in one process, on one bus, behind one port. Started in order: directory
// lock, database, keys, bus, projections, relay, subscriptions, timers, port, health.
class Runtime {
 public:
  // Ready to serve when it returns. Refuses with what the operator has to change.
  [[nodiscard]] static Result<std::unique_ptr<Runtime>> Start(
      Configuration configuration, std::vector<execution::ServiceDefinition> definitions);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  // Service name → host:port.
  [[nodiscard]] std::map<std::string, std::string> addresses() const;

  // What the metrics port answers.
  [[nodiscard]] std::string Metrics() const { return metrics_.Exposition(); }

  // NOT_SERVING, no new calls, those that run finish, the writers are flushed, the relays are
  // flushed, all is closed.
  void Drain();

 private:
  explicit Runtime(Configuration configuration) : configuration_(std::move(configuration)) {}
  [[nodiscard]] Result<void> Prepare();
  [[nodiscard]] Result<void> OpenHosts(std::vector<execution::ServiceDefinition> definitions);
  [[nodiscard]] Result<void> ConnectHosts();
  [[nodiscard]] Result<void> Serve();
  [[nodiscard]] bus::Bus& MakeBus(const std::string& service);

  const Configuration configuration_;
  std::unique_ptr<SystemClock> clock_;
  SystemRandom random_;
  std::unique_ptr<security::TokenVerifier> tokens_;
  std::unique_ptr<CrashPoint> crash_point_;
  observe::MetricsRegistry metrics_;
  std::unique_ptr<observe::MetricsEndpoint> metrics_endpoint_;
  std::vector<std::unique_ptr<bus::Bus>> buses_;
  std::vector<std::unique_ptr<ServiceHost>> hosts_;
  std::unique_ptr<OperationsService> operations_;
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace parcours::host
