#include "services/platform/host/service_host.h"

#include <grpcpp/impl/codegen/service_type.h>

#include "services/platform/bus/inbox_status.h"
#include "services/platform/core/check.h"
#include "services/platform/host/answers_kept.h"
#include "services/platform/host/schema.h"

namespace parcours::host {
namespace {

constexpr std::chrono::seconds kBetweenGauges{1};

}  // namespace

ServiceHost::ServiceHost(const Surroundings& surroundings) : surroundings_(surroundings) {}

ServiceHost::~ServiceHost() { Stop(); }

Result<std::unique_ptr<ServiceHost>> ServiceHost::Open(execution::ServiceDefinition definition,
                                                       const Surroundings& surroundings) {
  std::unique_ptr<ServiceHost> host(new ServiceHost(surroundings));
  const auto& configuration = surroundings.configuration;
  TRY(host->log_,
      observe::Log::Open({.service = definition.name, .level = configuration.log_level, .file = {}},
                         surroundings.clock));
  host->metrics_ = std::make_unique<observe::ServiceMetrics>(surroundings.metrics, definition.name);
  host->traffic_ = std::make_unique<Traffic>(*host->metrics_);
  host->reporter_ = std::make_unique<observe::CallReporter>(*host->metrics_, *host->log_);
  if (configuration.virtual_day) {
    host->virtual_clock_ =
        std::make_unique<VirtualClock>(surroundings.clock.zone(), *configuration.virtual_day);
  }
  TRY(host->OpenCore(std::move(definition)));
  return host;
}

Result<void> ServiceHost::OpenCore(execution::ServiceDefinition definition) {
  const auto& configuration = surroundings_.configuration;
  const Clock& clock =
      has_virtual_clock() ? static_cast<const Clock&>(*virtual_clock_) : surroundings_.clock;
  TRY(core_, ServiceCore::Open(std::move(definition),
                               {.folder = configuration.data,
                                .writer = {.max_queued = configuration.max_queued},
                                .reader_threads = configuration.reader_threads},
                               {.clock = clock,
                                .random = surroundings_.random,
                                .tokens = surroundings_.tokens,
                                .observer = *reporter_,
                                .crash_points = surroundings_.crash_points}));
  core_->writer().AddHooks({.measured = [this](std::size_t jobs, std::chrono::nanoseconds took) {
    metrics_->BatchCommitted(static_cast<std::int64_t>(jobs), took);
  }});
  rebuilds_ = std::make_unique<Rebuilds>(*core_);
  TRY(reading_, core_->OpenForReading());
  if (core_->definition().rpc) grpc_service_ = core_->definition().rpc(core_->executor());
  return {};
}

Result<void> ServiceHost::SetFirstDay() {
  if (!has_virtual_clock()) return {};
  const CivilDate today = virtual_clock_->Today();
  if (core_->stored_day() && *core_->stored_day() >= today) {
    virtual_clock_->Set(*core_->stored_day());
    return {};
  }
  return core_->writer().SubmitAndWait([today](store::Connection& db) {
    StoreDay(db, today);
    return true;
  });
}

Result<void> ServiceHost::Connect(bus::Bus& bus) {
  bus_ = &bus;
  MakeRelay();
  MakeSubscription();
  MakeScheduler();
  core_->OnFacts([this](std::vector<journal::Row> rows) {
    metrics_->SetJournalPosition(rows.back().position);
    for (const auto& row : rows) metrics_->AggregateGrew(row.meta.version);
    if (relay_ != nullptr) relay_->Offer(std::move(rows));
    bus_->Wake(name());
  });
  core_->OnCommit([this] { scheduler_->Wake(); });
  TRY(SetFirstDay());
  auto topics = core_->definition().SubscribedTopics();
  const auto own = core_->definition().OwnTopics();
  topics.insert(topics.end(), own.begin(), own.end());
  auto checked = bus.CheckTopics(topics);
  if (checked && relay_ != nullptr) checked = relay_->Verify();
  if (!checked && checked.error().code == Code::kFailedPrecondition) return checked;
  if (!checked) log_->Warn("bus_not_reached", {observe::Field::Refusal(checked.error())});
  for (const auto& projection : core_->outdated_projections()) {
    log_->Info("projection_rebuilding",
               {observe::Field::Projection(*core_->FindProjection(projection))});
    TRY(ProjectionRebuild(*core_, bus, *core_->FindProjection(projection), {}).Run());
  }
  return {};
}

void ServiceHost::MakeRelay() {
  if (!bus_->NeedsRelay()) return;
  relay_ = std::make_unique<bus::Relay>(
      bus::Relay::Parts{.bus = *bus_,
                        .journal = core_->journal(),
                        .writer = core_->writer(),
                        .open = [this] { return core_->OpenForReading(); },
                        .random = surroundings_.random,
                        .crash_points = surroundings_.crash_points,
                        .on_trouble =
                            [this](const Error& error) {
                              log_->Warn("relay_in_trouble", {observe::Field::Refusal(error)});
                            }},
      bus::RelayOptions{.topics = core_->definition().OwnTopics()});
}

void ServiceHost::MakeSubscription() {
  inbox_ = std::make_unique<bus::Inbox>(
      core_->writing(), name(), core_->definition().reactions,
      bus::InboxOptions{.overtaking = core_->definition().OvertakingFacts()});
  subscription_ = std::make_unique<bus::Subscription>(
      bus::Subscription::Parts{.bus = *bus_,
                               .inbox = *inbox_,
                               .writer = core_->writer(),
                               .open = [this] { return core_->OpenForReading(); },
                               .random = surroundings_.random,
                               .crash_points = surroundings_.crash_points,
                               .on_trouble =
                                   [this](const Error& error) {
                                     log_->Warn("subscription_in_trouble",
                                                {observe::Field::Refusal(error)});
                                   },
                               .on_caught_up = [this] { scheduler_->Wake(); }},
      bus::SubscriptionOptions{
          .group = name(), .instance = {}, .topics = core_->definition().SubscribedTopics()});
}

void ServiceHost::MakeScheduler() {
  TimerQueue queue(
      *core_, {},
      [this](const schedule::Timer& timer, const Error& error, const TimerQueue::Attempt& attempt) {
        const auto tried = observe::Field::Count("attempts", attempt.attempts);
        if (attempt.last) {
          log_->Fail("timer_set_aside",
                     {observe::Field::Timer(timer), observe::Field::Refusal(error), tried});
        } else {
          log_->Warn("timer_refused",
                     {observe::Field::Timer(timer), observe::Field::Refusal(error), tried});
        }
      });
  scheduler_ = std::make_unique<Scheduler>(
      *core_, std::move(queue),
      Scheduler::Hooks{.may_fire = [this] { return subscription_->caught_up(); },
                       .turned =
                           [this] {
                             ForgetOldAnswersOnceADay();
                             return UpdateGauges();
                           }});
}

void ServiceHost::Start() {
  if (relay_ != nullptr) relay_->Start();
  subscription_->Start();
  scheduler_->Start();
  listening_ = true;
}

void ServiceHost::StopListening() {
  if (!std::exchange(listening_, false)) return;
  rebuilds_->Stop();
  scheduler_->Stop();
  subscription_->Stop();
}

void ServiceHost::Stop() {
  if (stopped_ || core_ == nullptr) return;
  stopped_ = true;
  StopListening();
  core_->readers().Stop();
  if (relay_ != nullptr) relay_->Stop();
  core_->Stop();
}

void ServiceHost::DayHasCome(CivilDate day) {
  CHECK(has_virtual_clock());
  if (day > virtual_clock_->Today()) virtual_clock_->Set(day);
  scheduler_->Wake();
}

void ServiceHost::ForgetOldAnswersOnceADay() {
  // Callers repeat themselves in real days; a virtual year passes in seconds.
  if (has_virtual_clock()) return;
  const CivilDate today = core_->clock().Today();
  if (answers_looked_at_ == today) return;
  answers_looked_at_ = today;
  try {
    const auto forgotten = ForgetOldAnswers(*core_, *reading_);
    if (!forgotten)
      log_->Warn("answers_not_forgotten", {observe::Field::Refusal(forgotten.error())});
  } catch (const store::Failure& failure) {
    log_->Warn("answers_not_forgotten", {observe::Field::Fault(failure)});
  }
}

std::optional<std::chrono::steady_clock::time_point> ServiceHost::UpdateGauges() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_gauges_) return next_gauges_;
  next_gauges_ = now + kBetweenGauges;
  ReadGauges();
  return std::nullopt;
}

void ServiceHost::ReadGauges() {
  try {
    const auto inbox = bus::ReadInboxStatus(*reading_, core_->clock().Now());
    metrics_->SetWaiting(inbox.waiting);
    metrics_->SetGapAge(inbox.oldest_gap.value_or(std::chrono::microseconds{0}));
    metrics_->SetDeadLettersOpen(inbox.open_dead_letters);
    schedule::Timers timers(*reading_);
    const auto today = core_->clock().Today();
    metrics_->SetTimers(timers.CountDue(today), timers.CountDue(today.AddDays(-1)),
                        timers.CountSetAside());
    metrics_->SetQueueDepth(static_cast<std::int64_t>(core_->writer().queued()));
    traffic_->Received(subscription_->status());
    if (relay_ == nullptr) return;
    const auto relay = relay_->status();
    metrics_->SetRelayedPosition(relay.watermark);
    traffic_->Sent(relay);
  } catch (const store::Failure& failure) {
    log_->Warn("gauges_not_read", {observe::Field::Fault(failure)});
  }
}

}  // namespace parcours::host
