#include "tests/simulation/process.h"

#include <utility>

namespace parcours::simulation {
namespace {

using std::chrono::milliseconds;

// Time stands still between two moves: nothing is waited for.
constexpr bus::BackoffOptions kAtOnce{.first = milliseconds{0}, .longest = milliseconds{0}};
constexpr int kMostAttempts = 10'000;
// An idle subscription looks once, at its start.
constexpr milliseconds kNever = std::chrono::hours{1'000};

}  // namespace

// A store that fails meanwhile is a refusal, as in host::Runtime.
Result<std::unique_ptr<Process>> Process::Start(execution::ServiceDefinition definition,
                                                const Ground& ground) {
  try {
    return Open(std::move(definition), ground);
  } catch (const store::Failure& failure) {
    return Refuse(failure.error());
  }
}

Result<std::unique_ptr<Process>> Process::Open(execution::ServiceDefinition definition,
                                               const Ground& ground) {
  TRY(auto core, host::ServiceCore::Open(std::move(definition),
                                         {.folder = ground.folder,
                                          .writer = {.own_thread = false},
                                          .reader_threads = 0,
                                          .vfs = ground.vfs},
                                         {.clock = ground.clock,
                                          .random = ground.random,
                                          .tokens = ground.tokens,
                                          .observer = ground.observer,
                                          .crash_points = ground.crash_points}));
  std::unique_ptr<Process> process(new Process(std::move(core), ground));
  TRY(process->Connect());
  return process;
}

Process::Process(std::unique_ptr<host::ServiceCore> core, const Ground& ground)
    : ground_(ground),
      core_(std::move(core)),
      inbox_(core_->writing(), core_->name(), core_->definition().reactions,
             {.max_not_yet_attempts = kMostAttempts}),
      timers_(
          *core_,
          {.most_attempts = kMostAttempts,
           .first_retry = milliseconds{0},
           .longest_retry = milliseconds{0}},
          [this](const schedule::Timer& timer, const Error& error, const auto&) {
            ground_.on_timer_refused(core_->name() + " timer " + timer.kind + ": " + error.reason);
          }) {
  const auto open = [this] { return core_->OpenForReading(); };
  relay_ = std::make_unique<bus::Relay>(bus::Relay::Parts{.bus = ground_.bus,
                                                          .journal = core_->journal(),
                                                          .writer = core_->writer(),
                                                          .open = open,
                                                          .random = ground_.random,
                                                          .crash_points = ground_.crash_points,
                                                          .on_trouble = {}},
                                        bus::RelayOptions{.topics = core_->definition().OwnTopics(),
                                                          .pace = milliseconds{0},
                                                          .watermark_every = milliseconds{0},
                                                          .backoff = kAtOnce});
  subscription_ = std::make_unique<bus::Subscription>(
      bus::Subscription::Parts{.bus = ground_.bus,
                               .inbox = inbox_,
                               .writer = core_->writer(),
                               .open = open,
                               .random = ground_.random,
                               .crash_points = ground_.crash_points,
                               .on_trouble = {},
                               .on_caught_up = {}},
      bus::SubscriptionOptions{.group = core_->name(),
                               .instance = {},
                               .topics = core_->definition().SubscribedTopics(),
                               .pace = milliseconds{0},
                               .passing_pace = milliseconds{0},
                               .poll_wait = milliseconds{0},
                               .backoff = kAtOnce,
                               .not_yet = kAtOnce,
                               .look_after = kNever,
                               .look_again = milliseconds{0}});
  core_->OnFacts([this](std::vector<journal::Row> rows) { relay_->Offer(std::move(rows)); });
  core_->OnCommit([this] { ++commits_; });
}

Result<void> Process::Connect() {
  TRY(core_->readers().Submit([this](store::Connection& db) { reading_ = &db; }));
  const auto verified = relay_->Verify();
  if (!verified && verified.error().code == Code::kFailedPrecondition) return verified;
  return {};
}

void Process::Move(Part part) {
  switch (part) {
    case Part::kRelay:
      relay_->Step(milliseconds{0});
      break;
    case Part::kSubscription:
      subscription_->Step();
      break;
    case Part::kWriter:
      core_->writer().Drain();
      break;
    case Part::kTimers:
      FireTimers();
      break;
  }
}

void Process::FireTimers() {
  if (!subscription_->caught_up()) return;
  const std::pair now{commits_, core_->clock().Today()};
  if (nothing_due_ == now) return;
  try {
    if (schedule::Timers(*reading_).CountDue(now.second) == 0) {
      nothing_due_ = now;
      return;
    }
  } catch (const store::Failure&) {
    return;
  }
  // Where the store fails they stay due.
  static_cast<void>(timers_.Fire(std::chrono::steady_clock::now()));
}

Result<void> Process::Rebuild(std::size_t projection) {
  const auto& projections = core_->definition().projections;
  return host::ProjectionRebuild(*core_, ground_.bus, projections[projection % projections.size()],
                                 {})
      .Run();
}

}  // namespace parcours::simulation
