#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "services/platform/bus/inbox.h"
#include "services/platform/bus/relay.h"
#include "services/platform/bus/subscription.h"
#include "services/platform/host/projection_rebuild.h"
#include "services/platform/host/service_core.h"
#include "services/platform/host/timer_queue.h"
#include "services/platform/testing/fakes.h"

namespace parcours::simulation {

// What a simulated process stands on; outlives it.
struct Ground {
  std::filesystem::path folder;  // of lock files
  std::string vfs;
  bus::Bus& bus;
  const Clock& clock;
  RandomSource& random;
  testing::FakeTokens& tokens;
  execution::CallObserver& observer;
  CrashPoints crash_points;
  std::function<void(const std::string&)> on_timer_refused;
};

// A service as host::ServiceHost wires it, without threads: it moves when it is told to.
class Process {
 public:
  // Refused where the store or the state of the topics forbids to serve.
  [[nodiscard]] static Result<std::unique_ptr<Process>> Start(
      execution::ServiceDefinition definition, const Ground& ground);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  enum class Part { kRelay, kSubscription, kWriter, kTimers };
  static constexpr std::array kParts{Part::kRelay, Part::kSubscription, Part::kWriter,
                                     Part::kTimers};
  static constexpr auto kPartsButTimers = std::span(kParts).first<3>();
  void Move(Part part);
  // Nothing is queued for the writer.
  [[nodiscard]] bool Idle() const { return core_->writer().queued() == 0; }
  // Commits since the start.
  [[nodiscard]] std::int64_t commits() const { return commits_; }

  // Reads every topic again from its beginning.
  void Replay() { subscription_->ReplayFromBeginning({}); }
  // Builds a projection anew, to the end.
  [[nodiscard]] Result<void> Rebuild(std::size_t projection);

  [[nodiscard]] host::ServiceCore& core() { return *core_; }
  [[nodiscard]] bus::RelayStatus relay() const { return relay_->status(); }
  // For looking.
  [[nodiscard]] store::Connection& reading() { return *reading_; }

 private:
  Process(std::unique_ptr<host::ServiceCore> core, const Ground& ground);
  [[nodiscard]] static Result<std::unique_ptr<Process>> Open(
      execution::ServiceDefinition definition, const Ground& ground);
  [[nodiscard]] Result<void> Connect();
  void FireTimers();

  const Ground& ground_;
  const std::unique_ptr<host::ServiceCore> core_;
  bus::Inbox inbox_;
  std::unique_ptr<bus::Relay> relay_;
  std::unique_ptr<bus::Subscription> subscription_;
  host::TimerQueue timers_;
  store::Connection* reading_ = nullptr;  // the core's own
  std::int64_t commits_ = 0;
  std::pair<std::int64_t, CivilDate> nothing_due_{-1, {}};  // after so many commits, on that day
};

}  // namespace parcours::simulation
