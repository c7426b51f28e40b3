#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "services/platform/bus/inbox.h"
#include "services/platform/bus/relay.h"
#include "services/platform/bus/subscription.h"
#include "services/platform/host/clocks.h"
#include "services/platform/host/configuration.h"
#include "services/platform/host/rebuilds.h"
#include "services/platform/host/scheduler.h"
#include "services/platform/host/service_core.h"
#include "services/platform/host/traffic.h"
#include "services/platform/observe/calls.h"
#include "services/platform/observe/log.h"
#include "services/platform/observe/metrics.h"

namespace grpc {
class Service;
}

namespace parcours::host {

// What the services of a process share; outlives them.
struct Surroundings {
  const Configuration& configuration;
  const SystemClock& clock;
  RandomSource& random;
  security::TokenVerifier& tokens;
  observe::MetricsRegistry& metrics;
  CrashPoints crash_points;
};

// One service in a process: its core on a bus, with relay, subscription and scheduler.
class ServiceHost {
 public:
  // Opens the database and everything that needs no bus.
  [[nodiscard]] static Result<std::unique_ptr<ServiceHost>> Open(
      execution::ServiceDefinition definition, const Surroundings& surroundings);
  ~ServiceHost();
  ServiceHost(const ServiceHost&) = delete;
  ServiceHost& operator=(const ServiceHost&) = delete;

  // Checks topics and journal against the bus and builds outdated projections. TOPIC_UNKNOWN,
  // JOURNAL_BEHIND_TOPIC. A bus that cannot be reached is no error, but where a projection must be
  // built from it. The bus outlives it.
  [[nodiscard]] Result<void> Connect(bus::Bus& bus);
  // Relay, subscription, timers.
  void Start();

  // Timers and subscription end.
  void StopListening();
  // What is queued is committed; what is committed is sent; everything is closed. Once.
  void Stop();

  [[nodiscard]] const std::string& name() const { return core_->name(); }
  [[nodiscard]] ServiceCore& core() { return *core_; }
  [[nodiscard]] bus::Bus& bus() { return *bus_; }
  [[nodiscard]] bus::Inbox& inbox() { return *inbox_; }
  [[nodiscard]] bus::Subscription& subscription() { return *subscription_; }
  // nullptr where the bus needs none.
  [[nodiscard]] bus::Relay* relay() { return relay_.get(); }
  [[nodiscard]] Rebuilds& rebuilds() { return *rebuilds_; }
  [[nodiscard]] observe::Log& log() { return *log_; }
  // nullptr where the service has none.
  [[nodiscard]] grpc::Service* grpc_service() { return grpc_service_.get(); }

  [[nodiscard]] bool has_virtual_clock() const { return virtual_clock_ != nullptr; }
  // The stored day is this one from now on; timers due by it fire. Virtual clocks only; never goes
  // back. Thread-safe.
  void DayHasCome(CivilDate day);

  [[nodiscard]] bool ready() const { return ready_.load(); }
  void SetReady(bool ready) { ready_.store(ready); }

 private:
  explicit ServiceHost(const Surroundings& surroundings);
  [[nodiscard]] Result<void> OpenCore(execution::ServiceDefinition definition);
  [[nodiscard]] Result<void> SetFirstDay();
  void MakeRelay();
  void MakeSubscription();
  void MakeScheduler();
  // When it was asked too soon: when to ask again.
  std::optional<std::chrono::steady_clock::time_point> UpdateGauges();
  void ReadGauges();
  void ForgetOldAnswersOnceADay();

  const Surroundings surroundings_;
  std::unique_ptr<observe::Log> log_;
  std::unique_ptr<observe::ServiceMetrics> metrics_;
  std::unique_ptr<observe::CallReporter> reporter_;
  std::unique_ptr<Traffic> traffic_;
  std::unique_ptr<VirtualClock> virtual_clock_;
  std::unique_ptr<ServiceCore> core_;
  std::unique_ptr<grpc::Service> grpc_service_;
  bus::Bus* bus_ = nullptr;
  std::unique_ptr<bus::Inbox> inbox_;
  std::unique_ptr<bus::Relay> relay_;
  std::unique_ptr<bus::Subscription> subscription_;
  std::unique_ptr<Scheduler> scheduler_;
  std::unique_ptr<Rebuilds> rebuilds_;
  std::unique_ptr<store::Connection> reading_;  // of the scheduler's thread
  std::chrono::steady_clock::time_point next_gauges_{};
  std::optional<CivilDate> answers_looked_at_;
  std::atomic<bool> ready_{false};
  bool listening_ = false;
  bool stopped_ = false;
};

}  // namespace parcours::host
