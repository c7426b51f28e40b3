#include "services/platform/testing/service_bench.h"

#include <gtest/gtest.h>

#include "services/platform/core/check.h"
#include "services/platform/security/redaction.h"

namespace parcours::testing {
namespace {

constexpr std::chrono::minutes kDeadline{1};

std::unique_ptr<host::ServiceCore> OpenOrStop(execution::ServiceDefinition definition,
                                              const host::CoreOptions& options, host::World world) {
  auto core = host::ServiceCore::Open(std::move(definition), options, std::move(world));
  if (!core) std::fprintf(stderr, "%s\n", core.error().english.c_str());
  CHECK(core.has_value());
  return *std::move(core);
}

}  // namespace

ServiceBench::ServiceBench(execution::ServiceDefinition definition, BenchWorld& world)
    : world_(world) {
  core_ = OpenOrStop(std::move(definition),
                     {.folder = world.folder.path(),
                      .writer = {.own_thread = false},
                      .reader_threads = 0,
                      .keys_in_memory = true},
                     {.clock = world.clock,
                      .random = world.random,
                      .tokens = world.tokens,
                      .observer = world.notes,
                      .crash_points = {}});
  runner_ =
      std::make_unique<bus::FactRunner>(core_->writing(), name(), core_->definition().reactions);
  timers_ = std::make_unique<host::TimerQueue>(
      *core_, host::TimerQueueOptions{},
      [](const schedule::Timer& timer, const Error& error, const auto&) {
        ADD_FAILURE() << "timer " << timer.kind << " of " << timer.aggregate
                      << " was refused: " << error.reason;
      });
}

execution::Call ServiceBench::CallOf(const security::Actor& actor) {
  return {.token = world_.tokens.TokenOf(actor),
          .deadline = std::chrono::steady_clock::now() + kDeadline,
          .trace = {},
          .language = language_};
}

Result<void> ServiceBench::Run(const security::Actor& actor,
                               const google::protobuf::Message& request,
                               google::protobuf::Message& answer, execution::Executor::Body body) {
  std::optional<Result<void>> outcome;
  core_->executor().Run(CallOf(actor), request, answer, std::move(body),
                        [&outcome](Result<void> done) { outcome = std::move(done); });
  while (!outcome && core_->writer().Drain()) {
  }
  CHECK(outcome.has_value());
  return *outcome;
}

Result<void> ServiceBench::RunBatch(const security::Actor& actor,
                                    const google::protobuf::Message& request,
                                    execution::Executor::Batch batch) {
  std::optional<Result<void>> outcome;
  core_->executor().RunBatch(CallOf(actor), request, std::move(batch),
                             [&outcome](Result<void> done) { outcome = std::move(done); });
  while (!outcome && core_->writer().Drain()) {
  }
  CHECK(outcome.has_value());
  return *outcome;
}

Result<void> ServiceBench::Deliver(const google::protobuf::Message& fact, journal::FactMeta known) {
  const auto& type = *fact.GetDescriptor();
  if (known.source.empty()) known.source = "/parcours/" + std::string(journal::ContextOf(type));
  if (known.type.empty()) known.type = type.full_name();
  if (known.aggregate.empty()) known.aggregate = "aggregates/of-" + type.name();
  if (known.subject.empty()) known.subject = known.aggregate;
  if (known.version == 0) known.version = ++delivered_[known.aggregate];
  if (known.topic_version == 0) known.topic_version = known.version;
  if (known.effective == CivilDate{})
    known.effective = journal::EffectiveDateOf(fact, world_.clock.Today());
  if (known.recorded == Instant{}) known.recorded = world_.clock.Now();
  bus::Fact delivered{.message = std::unique_ptr<google::protobuf::Message>(fact.New()),
                      .meta = std::move(known)};
  delivered.message->CopyFrom(fact);
  security::RemoveSensitiveFields(*delivered.message);
  Result<void> outcome;
  TRY(core_->writer().SubmitAndWait([&](store::Connection& db) {
    auto ran = runner_->Run(db, delivered);
    if (!ran) outcome = Refuse(ran.error().error);
    return ran.has_value();
  }));
  return outcome;
}

int ServiceBench::FireTimers() {
  const auto round = timers_->FireAll(std::chrono::steady_clock::now());
  EXPECT_TRUE(round.has_value());
  return round ? round->fired : 0;
}

std::optional<CivilDate> ServiceBench::NextTimer() {
  std::optional<CivilDate> next;
  Write([&next](store::Connection& db) { next = schedule::Timers(db).NextDue(); });
  return next;
}

void ServiceBench::Write(const std::function<void(store::Connection&)>& act) {
  const auto written = core_->writer().SubmitAndWait([&act](store::Connection& db) {
    act(db);
    return true;
  });
  if (!written) std::fprintf(stderr, "%s\n", written.error().english.c_str());
  CHECK(written.has_value());
}

std::vector<RecordedFact> ServiceBench::Facts() {
  std::vector<RecordedFact> facts;
  Write([&](store::Connection& db) {
    for (auto& row : core_->journal().ReadFrom(db, 1, 1'000'000)) {
      auto message = core_->journal().Decode(row);
      CHECK(message != nullptr);
      facts.push_back({.row = std::move(row), .message = std::move(message)});
    }
  });
  return facts;
}

}  // namespace parcours::testing
