#include "services/cli/settling.h"

#include <gtest/gtest.h>

namespace parcours::cli {
namespace {

using operations::v1::Status;

Status Ready(const std::string& service) {
  Status status;
  status.set_service(service);
  status.set_ready(true);
  status.mutable_clock()->set_today("2025-03-06");
  return status;
}

void Produce(Status& status, const std::string& topic, int partition, std::int64_t next) {
  auto& head = *status.add_produced();
  head.set_topic(topic);
  head.set_partition(partition);
  head.set_next_offset(next);
}

void Read(Status& status, const std::string& topic, int partition, std::int64_t next) {
  auto& position = *status.add_subscriptions();
  position.set_topic(topic);
  position.set_partition(partition);
  position.set_next_offset(next);
}

TEST(Settling, NothingMovesWhereNothingWasRecorded) {
  const Statuses statuses{Ready("partners"), Ready("followup")};
  EXPECT_EQ(WhatMoves(statuses, Language::kEnglish), "");
  EXPECT_TRUE(HasSettled(statuses, statuses));
}

TEST(Settling, ASubscriberBehindItsProducersHeadMoves) {
  auto producer = Ready("partners");
  Produce(producer, "t", 0, 5);
  Produce(producer, "t", 1, 7);
  auto subscriber = Ready("followup");
  Read(subscriber, "t", 0, 5);
  EXPECT_EQ(LagOf(subscriber, {producer, subscriber}), 7);
  EXPECT_EQ(WhatMoves({producer, subscriber}, Language::kEnglish), "followup 7 facts to read");
  Read(subscriber, "t", 1, 7);
  EXPECT_EQ(LagOf(subscriber, {producer, subscriber}), 0);
}

TEST(Settling, ATopicThatASubscriberDoesNotReadIsNoLag) {
  auto producer = Ready("partners");
  Produce(producer, "t", 0, 5);
  EXPECT_EQ(LagOf(Ready("followup"), {producer}), 0);
}

TEST(Settling, QueuesRowsTimersAndStartingServicesMove) {
  auto queued = Ready("a");
  queued.set_queue_depth(2);
  auto pending = Ready("b");
  pending.set_relay_pending(3);
  auto due = Ready("c");
  due.set_timers_due(1);
  auto starting = Ready("d");
  starting.set_ready(false);
  EXPECT_EQ(WhatMoves({queued, pending, due, starting}, Language::kEnglish),
            "a 2 commands queued, b 3 facts to publish, c 1 timers due, d is not ready");
}

TEST(Settling, ATimerSetAsideMovesNothing) {
  auto status = Ready("a");
  status.set_timers_set_aside(1);
  EXPECT_EQ(WhatMoves({status}, Language::kEnglish), "");
}

TEST(Settling, AFactRecordedBetweenTwoLooksMoves) {
  auto later = Ready("a");
  later.set_journal_head(1);
  EXPECT_FALSE(HasSettled({Ready("a")}, {later}));
}

TEST(Settling, TheNextStopIsTheNearestTimerUpToTheDay) {
  auto one = Ready("a");
  one.set_next_timer_date("2025-04-02");
  auto other = Ready("b");
  other.set_next_timer_date("2025-03-24");
  EXPECT_EQ(NextStop({one, other}, CivilDate(2025, 6, 2)), CivilDate(2025, 3, 24));
  EXPECT_EQ(NextStop({one, other}, CivilDate(2025, 3, 23)), std::nullopt);
}

TEST(Settling, ATimerOfTodayOrBeforeIsNoStop) {
  auto status = Ready("a");
  status.set_next_timer_date("2025-03-06");
  EXPECT_EQ(NextStop({status}, CivilDate(2025, 6, 2)), std::nullopt);
}

TEST(Settling, GapsDeadLettersHeldBackFactsAndTimersSetAsideAreWrong) {
  auto status = Ready("a");
  status.set_gap_count(1);
  status.set_open_dead_letters(2);
  status.set_waiting_count(3);
  status.set_timers_set_aside(4);
  EXPECT_EQ(WhatIsWrong({status}, Language::kEnglish),
            "a 1 gaps, a 2 dead letters, a 3 facts held back, a 4 timers set aside");
  EXPECT_EQ(WhatIsWrong({Ready("b")}, Language::kFrench), "");
}

}  // namespace
}  // namespace parcours::cli
