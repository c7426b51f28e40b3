#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "services/platform/host/timer_queue.h"

namespace parcours::host {

// The one thread of a service that fires its timers: when a day begins, when a commit may have set
// one, when one that was refused may be tried again. Sleeps otherwise.
class Scheduler {
 public:
  // `may_fire` says whether subscriptions have caught up; overdue timers wait for it at start.
  // `turned` is called on its thread after each look; it may ask for another one at an instant.
  struct Hooks {
    std::function<bool()> may_fire;
    std::function<std::optional<std::chrono::steady_clock::time_point>()> turned;
  };
  Scheduler(ServiceCore& core, TimerQueue queue, Hooks hooks);
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  void Start();
  // Something was committed, the day changed, or subscriptions caught up. Thread-safe, cheap.
  void Wake();
  void Stop();

 private:
  void Loop();
  [[nodiscard]] bool AnyDue();

  ServiceCore& core_;
  TimerQueue queue_;
  const Hooks hooks_;
  std::unique_ptr<store::Connection> reading_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool woken_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace parcours::host
