#include "services/platform/bus/relay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/bus/refusals.h"
#include "services/platform/tests/bus/producer_bench.h"

namespace parcours::bus {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Error TimedOut() { return BusUnreachable("MSG_TIMED_OUT"); }

TEST(Relay, SendsCommittedFactsInOrderAndWritesItsWatermark) {
  ProducerBench bench;
  bench.Record("organisations/a");
  bench.Record("organisations/b");
  bench.Record("organisations/a");
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(),
              ElementsAre("organisations/a/1", "organisations/b/1", "organisations/a/2"));
  EXPECT_EQ(bench.relay().status().watermark, 3);
  EXPECT_EQ(bench.SavedWatermark(), 3);
  EXPECT_THAT(bench.relay().status().heads,
              ElementsAre(Position{.topic = kPartnersTopic, .partition = 0, .next_offset = 3}));
}

TEST(Relay, WhatIsPrivateStays) {
  ProducerBench bench;
  bench.RecordPrivate("organisations/a");
  bench.Record("organisations/a");
  bench.RecordPrivate("organisations/a");
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(), ElementsAre("organisations/a/2"));
  EXPECT_EQ(bench.SavedWatermark(), 3);
}

TEST(Relay, ReadsFromTheJournalWhatNobodyHandedOver) {
  ProducerBench bench({.rows_per_read = 2});
  for (int i = 0; i < 7; ++i) bench.Record("organisations/a", false);
  bench.Turn();
  EXPECT_EQ(bench.script().Delivered().size(), 7U);
  EXPECT_EQ(bench.SavedWatermark(), 7);
}

TEST(Relay, SendsNothingTwiceThatItReadAndWasHanded) {
  ProducerBench bench;
  bench.Record("organisations/a", false);
  bench.Record("organisations/b", true);
  bench.Turn();
  bench.Record("organisations/c", true);
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(),
              ElementsAre("organisations/a/1", "organisations/b/1", "organisations/c/1"));
}

TEST(Relay, MoreThanItKeepsInMemoryIsReadBack) {
  ProducerBench bench({.max_kept = 3, .rows_per_read = 2});
  bench.Turn();
  for (int i = 0; i < 9; ++i) bench.Record("organisations/" + std::to_string(i));
  bench.Turn();
  EXPECT_EQ(bench.script().Delivered().size(), 9U);
  EXPECT_EQ(bench.script().Delivered().front(), "organisations/0/1");
  EXPECT_EQ(bench.script().Delivered().back(), "organisations/8/1");
}

TEST(Relay, TheWatermarkWaitsForTheRowThatIsNotReported) {
  ProducerBench bench;
  bench.script().Hold();
  for (const auto* name : {"organisations/a", "organisations/b", "organisations/c"})
    bench.Record(name);
  bench.Turn();
  bench.script().Deliver(2);
  bench.script().Deliver(1);
  bench.Turn();
  EXPECT_EQ(bench.relay().status().watermark, 0);
  EXPECT_EQ(bench.SavedWatermark(), 0);
  EXPECT_EQ(bench.relay().status().in_flight, 1);
  bench.script().Deliver(0);
  bench.Turn();
  EXPECT_EQ(bench.SavedWatermark(), 3);
}

TEST(Relay, ARowThatCouldNotBeDeliveredIsSentAgainAndTheReportedOnesAreNot) {
  ProducerBench bench;
  bench.script().Hold();
  for (const auto* name : {"organisations/a", "organisations/b", "organisations/c"})
    bench.Record(name);
  bench.Turn();
  bench.script().Deliver(2);
  bench.Turn();
  bench.script().Fail(0, TimedOut());
  bench.Turn();
  EXPECT_EQ(bench.script().made(), 2);
  EXPECT_THAT(bench.script().Held(), ElementsAre("organisations/a/1", "organisations/b/1"));
  bench.script().DeliverAll();
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(),
              ElementsAre("organisations/c/1", "organisations/a/1", "organisations/b/1"));
  EXPECT_EQ(bench.SavedWatermark(), 3);
  EXPECT_EQ(bench.relay().status().trouble, std::nullopt);
}

TEST(Relay, AFatalProducerIsReplacedAndEverythingUnreportedSentAgainInOrder) {
  ProducerBench bench;
  bench.script().Hold();
  bench.Record("organisations/a");
  bench.Record("organisations/b");
  bench.Turn();
  bench.script().RefuseSends(ProducerFatal("scripted"));
  bench.Record("organisations/c");
  bench.Turn();
  EXPECT_EQ(bench.relay().status().trouble->reason, "PRODUCER_FATAL");
  bench.script().RefuseSends(std::nullopt);
  bench.script().DeliverAll();
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(),
              ElementsAre("organisations/a/1", "organisations/b/1", "organisations/c/1"));
  EXPECT_EQ(bench.SavedWatermark(), 3);
}

TEST(Relay, AFullQueueIsWaitedFor) {
  ProducerBench bench;
  bench.script().RefuseSends(ProducerQueueFull());
  bench.Record("organisations/a");
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(), IsEmpty());
  EXPECT_EQ(bench.script().made(), 1);
  bench.script().RefuseSends(std::nullopt);
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(), ElementsAre("organisations/a/1"));
}

TEST(Relay, WhatIsInFlightIsBounded) {
  ProducerBench bench({.max_in_flight = 2});
  bench.script().Hold();
  for (int i = 0; i < 5; ++i) bench.Record("organisations/" + std::to_string(i));
  bench.Turn();
  EXPECT_EQ(bench.script().Held().size(), 2U);
  bench.script().Deliver(0);
  bench.Turn();
  EXPECT_EQ(bench.script().Held().size(), 2U);
  bench.script().DeliverAll();
  bench.Turn();
  EXPECT_EQ(bench.script().Delivered().size(), 5U);
}

TEST(Relay, AProducerThatCannotBeMadeIsTriedAgain) {
  ProducerBench bench;
  bench.script().FailMake(5);
  bench.Record("organisations/a");
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(), ElementsAre("organisations/a/1"));
}

TEST(Relay, AfterACrashWhatWasNotAcknowledgedIsSentAgain) {
  ProducerBench bench;
  bench.Record("organisations/a");
  bench.Turn();
  bench.script().Hold();
  bench.Record("organisations/b");
  bench.Turn();
  bench.Restart();
  bench.script().DeliverAll();
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(), ElementsAre("organisations/a/1", "organisations/b/1"));
  EXPECT_EQ(bench.SavedWatermark(), 2);
}

TEST(Relay, PassesThePlacesWhereACrashHurtsMost) {
  ProducerBench bench;
  bench.Record("organisations/a");
  bench.Turn();
  EXPECT_THAT(bench.passed,
              ElementsAre(kAfterCommitBeforePublish, kBetweenSends, kAfterSend, kAfterReport,
                          kAfterReportBeforeWatermark, kAfterWatermark));
}

TEST(Relay, AJournalBehindItsTopicIsRefusedBeforeAnythingIsSent) {
  ProducerBench bench;
  bench.Record("organisations/a");
  bench.script().SetTail({{.aggregate = "organisations/a", .topic_version = 1},
                          {.aggregate = "organisations/lost", .topic_version = 4}});
  const auto verified = bench.relay().Verify();
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().reason, "JOURNAL_BEHIND_TOPIC");
  EXPECT_THAT(verified.error().english, HasSubstr("organisations/lost (4)"));
  EXPECT_THAT(verified.error().english, HasSubstr("parcours recover"));
  EXPECT_THAT(verified.error().english, Not(HasSubstr("organisations/a (")));
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(), IsEmpty());
}

TEST(Relay, ATopicBehindItsJournalIsAsItShouldBe) {
  ProducerBench bench;
  bench.Record("organisations/a");
  bench.Record("organisations/a");
  bench.script().SetTail({{.aggregate = "organisations/a", .topic_version = 1}});
  EXPECT_TRUE(bench.relay().Verify());
}

TEST(Relay, NothingIsSentUntilTheTopicsCouldBeCompared) {
  ProducerBench bench;
  bench.script().FailTail(1'000);
  bench.Record("organisations/a");
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(), IsEmpty());
  EXPECT_EQ(bench.relay().status().trouble->reason, "BUS_UNREACHABLE");
  bench.script().FailTail(0);
  bench.Turn();
  EXPECT_THAT(bench.script().Delivered(), ElementsAre("organisations/a/1"));
}

TEST(Relay, CountsWhatIsNotAcknowledged) {
  ProducerBench bench;
  bench.Record("organisations/a", false);
  bench.RecordPrivate("organisations/a");
  bench.Record("organisations/a", false);
  const auto connection = bench.OpenForReading();
  ASSERT_TRUE(connection);
  EXPECT_EQ(CountUnacknowledged(**connection, 0), 2);
  EXPECT_EQ(CountUnacknowledged(**connection, 1), 1);
}

// The thread: rows are offered while it sleeps, while it sends and while it stops.
TEST(Relay, ItsThreadDeliversEverythingItWasOffered) {
  ProducerBench bench;
  bench.relay().Start();
  for (int i = 0; i < 200; ++i) bench.Record("organisations/" + std::to_string(i));
  bench.relay().Stop();
  while (bench.writer().Drain()) {
  }
  EXPECT_EQ(bench.script().Delivered().size(), 200U);
  EXPECT_EQ(bench.relay().status().watermark, 200);
}

}  // namespace
}  // namespace parcours::bus
