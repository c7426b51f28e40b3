#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "services/platform/host/service_core.h"
#include "services/platform/schedule/timers.h"

namespace parcours::host {

struct TimerQueueOptions {
  int per_round = 50;  // timers fired in one job of the writer
  int most_attempts = 8;
  std::chrono::milliseconds first_retry{200};  // doubles with each refusal
  std::chrono::milliseconds longest_retry{30'000};
};

// Fires due timers in due order, each in a savepoint with its mark: what its handler recorded and
// the mark are durable together. A refusal is tried again with back-off; with the last attempt the
// timer is set aside, so that it holds up nobody, and due again when the process starts again. Not
// thread-safe.
class TimerQueue {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  struct Attempt {
    int attempts = 0;   // so far
    bool last = false;  // set aside
  };
  using Refused = std::function<void(const schedule::Timer&, const Error&, const Attempt&)>;

  TimerQueue(ServiceCore& core, TimerQueueOptions options, Refused refused)
      : core_(core), options_(options), refused_(std::move(refused)) {}

  struct Round {
    int fired = 0;
    int refused = 0;
    std::optional<Steady> retry_at;  // first retry of those refused so far
  };
  // Fires at most `per_round` of the timers due by the service's day. Not from the writer's thread.
  [[nodiscard]] Result<Round> Fire(Steady now);

  // Rounds until none is left that may fire now.
  [[nodiscard]] Result<Round> FireAll(Steady now);

  // Makes those due again that an earlier process set aside.
  [[nodiscard]] Result<void> TakeBack();

 private:
  using Key = std::tuple<std::string, std::string, CivilDate>;
  struct Retry {
    int attempts = 0;
    Steady at;
  };

  [[nodiscard]] Round RunRound(store::Connection& db, Steady now);
  [[nodiscard]] bool MayFire(const Key& key, Steady now) const;
  [[nodiscard]] Result<void> FireOne(store::Connection& db, const schedule::Timer& timer);
  [[nodiscard]] Result<void> Judge(const schedule::Timer& timer, execution::Session& session) const;
  void Postpone(store::Connection& db, const schedule::Timer& timer, const Error& error,
                Steady now);

  ServiceCore& core_;
  const TimerQueueOptions options_;
  const Refused refused_;
  std::map<Key, Retry> retries_;
};

}  // namespace parcours::host
