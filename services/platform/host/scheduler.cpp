#include "services/platform/host/scheduler.h"

#include <algorithm>

namespace parcours::host {
namespace {

using std::chrono::steady_clock;

// How soon a day that has begun is noticed when nothing else happens.
constexpr std::chrono::seconds kLongestSleep{30};
// Commits in quick succession are looked at together.
constexpr std::chrono::milliseconds kShortestPause{50};
// How soon to ask again whether subscriptions have caught up.
constexpr std::chrono::milliseconds kCatchUpPause{50};

}  // namespace

Scheduler::Scheduler(ServiceCore& core, TimerQueue queue, Hooks hooks)
    : core_(core), queue_(std::move(queue)), hooks_(std::move(hooks)) {}

Scheduler::~Scheduler() { Stop(); }

void Scheduler::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void Scheduler::Wake() {
  {
    const std::scoped_lock lock(mutex_);
    if (woken_) return;
    woken_ = true;
  }
  wake_.notify_one();
}

void Scheduler::Stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool Scheduler::AnyDue() {
  if (reading_ == nullptr) {
    auto opened = core_.OpenForReading();
    if (!opened) return true;
    reading_ = *std::move(opened);
  }
  try {
    return schedule::Timers(*reading_).CountDue(core_.clock().Today()) > 0;
  } catch (const store::Failure&) {
    return true;  // the round will say why
  }
}

void Scheduler::Loop() {
  steady_clock::time_point until = steady_clock::now();
  bool taken_back = false;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_until(lock, until, [this] { return stopping_ || woken_; });
      if (stopping_) return;
      woken_ = false;
    }
    until = steady_clock::now() + kLongestSleep;
    if (!taken_back) taken_back = queue_.TakeBack().has_value();
    if (AnyDue()) {
      if (!hooks_.may_fire()) {
        until = steady_clock::now() + kCatchUpPause;
      } else if (const auto round = queue_.FireAll(steady_clock::now()); !round) {
        until = steady_clock::now() + std::chrono::seconds(1);
      } else if (round->retry_at) {
        until = std::min(until, *round->retry_at);
      }
    }
    if (const auto again = hooks_.turned()) until = std::min(until, *again);
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, kShortestPause, [this] { return stopping_; });
  }
}

}  // namespace parcours::host
