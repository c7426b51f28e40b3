#include "services/platform/host/timer_queue.h"

#include <gtest/gtest.h>

#include "services/platform/testing/service_bench.h"
#include "services/platform/tests/sample/sample_service.h"

namespace parcours::host {
namespace {

constexpr CivilDate kToday(2025, 3, 6);
const std::string kCfa = "organisations/01950000-0000-7000-8000-000000000001";

class TimerQueueTest : public ::testing::Test {
 protected:
  void Set(const std::string& kind, const std::string& aggregate, CivilDate due) {
    bench.Write([&](store::Connection& db) {
      schedule::Timers(db).Set({.kind = kind, .aggregate = aggregate, .due = due});
    });
  }
  // Under the name "Refused" its review is refused.
  void Register(const std::string& name, const std::string& display_name) {
    Record<sample::v1::OrganisationRegistered>(name, display_name);
  }
  void Correct(const std::string& name, const std::string& display_name) {
    Record<sample::v1::OrganisationCorrected>(name, display_name);
  }
  template <typename Fact>
  void Record(const std::string& name, const std::string& display_name) {
    Fact fact;
    fact.set_organisation(name);
    fact.set_display_name(display_name);
    bench.Write([&](store::Connection& db) {
      execution::Session session(bench.core().writing(), {.actor = security::SystemActor("test")},
                                 db, execution::Session::Mode::kWrite);
      sample::Context context(session);
      CHECK(context.organisations.Record(context.organisations.Find(name), fact).has_value());
    });
  }
  std::int64_t CountDue() {
    std::int64_t due = 0;
    bench.Write([&](store::Connection& db) { due = schedule::Timers(db).CountDue(kToday); });
    return due;
  }
  std::vector<std::string> SetAside() {
    std::vector<std::string> named;
    bench.Write([&](store::Connection& db) {
      for (const auto& [timer, refusal] : schedule::Timers(db).SetAsideFirst(10)) {
        named.push_back(timer.kind + " " + timer.aggregate + " " + timer.due.ToString() + " " +
                        refusal);
      }
      EXPECT_EQ(schedule::Timers(db).CountSetAside(), named.size());
    });
    return named;
  }
  TimerQueue Queue(TimerQueueOptions options) {
    return TimerQueue(
        bench.core(), options,
        [this](const schedule::Timer&, const Error& error, const TimerQueue::Attempt& attempt) {
          refusals.push_back(error.reason + " " + std::to_string(attempt.attempts) +
                             (attempt.last ? ", the last" : ""));
        });
  }

  testing::BenchWorld world{kToday, 1};
  testing::ServiceBench bench{sample::DefinePartners(), world};
  TimerQueue::Steady now{};
  std::vector<std::string> refusals;
};

TEST_F(TimerQueueTest, FiresInDueOrderWhateverWasSetFirst) {
  Set("review", kCfa, kToday);
  Set("review", kCfa, kToday.AddDays(-2));
  Set("review", kCfa, kToday.AddDays(-1));
  Set("review", kCfa, kToday.AddDays(1));
  auto queue = Queue({.per_round = 2});
  EXPECT_EQ(queue.FireAll(now).value().fired, 3);
  std::vector<std::string> days;
  for (const auto& fact : bench.Facts()) {
    days.push_back(
        static_cast<const sample::v1::EmployerContactNoted&>(*fact.message).contact_date());
  }
  EXPECT_EQ(days, (std::vector<std::string>{"2025-03-04", "2025-03-05", "2025-03-06"}));
  EXPECT_EQ(queue.FireAll(now).value().fired, 0);
}

TEST_F(TimerQueueTest, ARefusalIsTriedAgainLaterAndLaterAndThenSetAside) {
  Register(kCfa, "Refused");
  Set("review", kCfa, kToday);
  auto queue = Queue({.most_attempts = 3, .first_retry = std::chrono::milliseconds(100)});
  EXPECT_EQ(queue.FireAll(now).value().retry_at, now + std::chrono::milliseconds(100));
  EXPECT_EQ(queue.FireAll(now + std::chrono::milliseconds(99)).value().refused, 0) << "not yet";
  now += std::chrono::milliseconds(100);
  EXPECT_EQ(queue.FireAll(now).value().retry_at, now + std::chrono::milliseconds(200));
  EXPECT_EQ(CountDue(), 1);
  now += std::chrono::milliseconds(200);
  EXPECT_EQ(queue.FireAll(now).value().retry_at, std::nullopt);
  EXPECT_EQ(queue.FireAll(now + std::chrono::hours(1)).value().refused, 0);
  EXPECT_EQ(refusals,
            (std::vector<std::string>{"NOT_WANTED 1", "NOT_WANTED 2", "NOT_WANTED 3, the last"}));
  EXPECT_EQ(CountDue(), 0) << "nobody waits for it";
  EXPECT_EQ(SetAside(), std::vector<std::string>{"review " + kCfa + " 2025-03-06 NOT_WANTED"});
  EXPECT_EQ(bench.Facts().size(), 1);
}

TEST_F(TimerQueueTest, WhatWasSetAsideHidesNoLaterTimer) {
  Register(kCfa, "Refused");
  Set("review", kCfa, kToday);
  Set("review", kCfa, kToday.AddDays(20));
  auto queue = Queue({.most_attempts = 1});
  ASSERT_EQ(queue.FireAll(now).value().refused, 1);
  EXPECT_EQ(bench.NextTimer(), kToday.AddDays(20));
}

TEST_F(TimerQueueTest, WhatWasSetAsideIsDueAgainAtTheNextStart) {
  Register(kCfa, "Refused");
  Set("review", kCfa, kToday);
  auto queue = Queue({.most_attempts = 1});
  ASSERT_EQ(queue.FireAll(now).value().refused, 1);
  Correct(kCfa, "Welcome");
  auto next = Queue({.most_attempts = 1});
  EXPECT_EQ(next.FireAll(now).value().fired, 0);
  ASSERT_TRUE(next.TakeBack());
  EXPECT_EQ(next.FireAll(now).value().fired, 1);
  EXPECT_EQ(SetAside(), std::vector<std::string>{});
}

TEST_F(TimerQueueTest, ACancelledTimerIsNotSetAsideAnyMore) {
  Register(kCfa, "Refused");
  Set("review", kCfa, kToday);
  auto queue = Queue({.most_attempts = 1});
  ASSERT_EQ(queue.FireAll(now).value().refused, 1);
  bench.Write([](store::Connection& db) { schedule::Timers(db).Cancel("review", kCfa); });
  EXPECT_EQ(SetAside(), std::vector<std::string>{});
}

TEST_F(TimerQueueTest, ARefusedTimerDoesNotHoldUpOthers) {
  const std::string other = "organisations/01950000-0000-7000-8000-000000000002";
  Register(kCfa, "Refused");
  Set("review", kCfa, kToday.AddDays(-1));
  Set("review", other, kToday);
  auto queue = Queue({.per_round = 1});
  const auto round = queue.FireAll(now).value();
  EXPECT_EQ(round.fired, 1);
  EXPECT_EQ(round.refused, 1);
}

TEST_F(TimerQueueTest, ATimerWithoutHandlerIsRefused) {
  Set("unknown", kCfa, kToday);
  auto queue = Queue({});
  EXPECT_EQ(queue.FireAll(now).value().refused, 1);
  EXPECT_EQ(refusals, (std::vector<std::string>{"TIMER_HANDLER_MISSING 1"}));
}

}  // namespace
}  // namespace parcours::host
