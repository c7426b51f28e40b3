#include "services/platform/bus/subscription.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/bus/refusals.h"
#include "services/platform/tests/bus/subscriber_bench.h"

namespace parcours::bus {
namespace {

using ::testing::ElementsAre;

Record Version(std::int64_t version) {
  return RecordOf({.name = std::to_string(version), .version = version});
}

// Nothing here reacts to its type.
Record Unheard(std::int64_t version) {
  auto record = Version(version);
  for (auto& [name, value] : record.headers) {
    if (name == kType) value = "parcours.partners.v1.HeardOfNextYear";
  }
  return record;
}

bool InOrder(const std::vector<std::string>& seen) {
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i] != std::to_string(i + 1)) return false;
  }
  return true;
}

TEST(Subscription, AppliesWhatComesAndAnnouncesIt) {
  SubscriberBench bench;
  bench.topic().Append(Version(1));
  bench.Start();
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 1; }));
  bench.topic().Append(Version(2));
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 2; }));
  EXPECT_TRUE(bench.Await([&] {
    const auto announced = bench.topic().announced();
    return announced.size() == 1 && announced[0].next_offset == 2;
  }));
}

TEST(Subscription, GoesOnWhereItsOwnDatabaseSays) {
  SubscriberBench bench;
  bench.topic().Append(Version(1));
  bench.Start();
  ASSERT_TRUE(bench.Await([&] { return bench.subscription().status().counts.applied == 1; }));
  bench.Restart();
  bench.topic().Append(Version(2));
  bench.Start();
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 2; }));
  EXPECT_EQ(bench.subscription().status().counts.duplicates, 0);
}

TEST(Subscription, ABatchThatTheStoreLosesIsTriedUntilItHolds) {
  SubscriberBench bench;
  bench.failing_batches = 5;
  for (int version = 1; version <= 20; ++version) bench.topic().Append(Version(version));
  bench.Start();
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 20; }));
  EXPECT_TRUE(InOrder(bench.Seen()));
  EXPECT_GE(bench.subscription().status().retries, 5);
}

TEST(Subscription, LargeStreamsComeInBoundedBatches) {
  SubscriberBench bench({.max_batch = 16});
  for (int version = 1; version <= 500; ++version) bench.topic().Append(Version(version));
  bench.Start();
  EXPECT_TRUE(bench.Await([&] { return bench.subscription().status().counts.applied == 500; }));
  EXPECT_TRUE(InOrder(bench.Seen()));
  EXPECT_GE(bench.subscription().status().batches, 500 / 16);
}

TEST(Subscription, APartitionTakenAwayAndGivenBackLosesAndDoublesNothing) {
  SubscriberBench bench({.max_batch = 8});
  bench.Start();
  for (int version = 1; version <= 300; ++version) {
    bench.topic().Append(Version(version));
    if (version % 10 == 0) bench.topic().Revoke();
    if (version % 50 == 0) bench.failing_batches = 1;
  }
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 300; }));
  EXPECT_TRUE(InOrder(bench.Seen()));
}

TEST(Subscription, ABusThatDoesNotAnswerIsAskedAgain) {
  SubscriberBench bench;
  bench.topic().FailMakes(3);
  bench.topic().FailPolls(BusUnreachable("scripted"));
  bench.topic().Append(Version(1));
  bench.Start();
  EXPECT_TRUE(bench.Await([&] {
    const auto trouble = bench.subscription().status().trouble;
    return trouble && trouble->reason == "BUS_UNREACHABLE" && bench.topic().made() == 1;
  }));
  bench.topic().FailPolls(std::nullopt);
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 1; }));
  EXPECT_EQ(bench.topic().made(), 1);
}

TEST(Subscription, AConsumerThatIsLostIsMadeAnew) {
  SubscriberBench bench;
  bench.topic().FailPolls(ConsumerFatal("scripted"));
  bench.Start();
  ASSERT_TRUE(bench.Await([&] { return bench.topic().made() >= 3; }));
  bench.topic().FailPolls(std::nullopt);
  bench.topic().Append(Version(1));
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 1; }));
}

TEST(Subscription, AConsumerThatIsLostWhileABatchIsToppedUpLosesAndDoublesNothing) {
  SubscriberBench bench({.max_batch = 8});
  bench.topic().LoseReaders(20);
  for (int version = 1; version <= 300; ++version) bench.topic().Append(Version(version));
  bench.Start();
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 300; }));
  EXPECT_TRUE(InOrder(bench.Seen()));
  EXPECT_EQ(bench.topic().made(), 21);
}

TEST(Subscription, WhatIsNotYetPossibleIsTriedAgainByItself) {
  SubscriberBench bench;
  bench.topic().Append(RecordOf({.name = "Later", .version = 1}));
  bench.Start();
  ASSERT_TRUE(bench.Await([&] { return bench.subscription().status().counts.not_yet == 1; }));
  bench.ready = true;
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 1; }));
}

TEST(Subscription, AReplayReadsEverythingAgainAndChangesNothing) {
  SubscriberBench bench;
  for (int version = 1; version <= 30; ++version) bench.topic().Append(Version(version));
  bench.Start();
  ASSERT_TRUE(bench.Await([&] { return bench.subscription().status().counts.applied == 30; }));
  bench.subscription().ReplayFromBeginning({});
  EXPECT_TRUE(bench.Await([&] { return bench.subscription().status().counts.duplicates == 30; }));
  EXPECT_EQ(bench.Seen().size(), 30U);
  EXPECT_TRUE(bench.Await([&] {
    const auto positions = bench.subscription().status().positions;
    return positions.size() == 1 && positions[0].next_offset == 30;
  }));
}

TEST(Subscription, SaysOnceThatItHasCaughtUp) {
  SubscriberBench bench;
  bench.topic().Append(Version(1));
  bench.Start();
  EXPECT_TRUE(bench.Await([&] { return bench.subscription().status().caught_up; }));
  EXPECT_EQ(bench.Seen().size(), 1U);
  bench.topic().Append(Version(2));
  EXPECT_TRUE(bench.Await([&] { return bench.Seen().size() == 2; }));
  EXPECT_EQ(bench.caught_up, 1);
}

TEST(Subscription, WhatConcernsNobodyHereIsPassedOverTogetherAndHoldsNothingElseBack) {
  SubscriberBench bench({.passing_pace = std::chrono::hours{1}});
  bench.Start();
  ASSERT_TRUE(bench.Await([&] { return bench.subscription().caught_up(); }));
  bench.topic().Append(Unheard(1));
  ASSERT_TRUE(bench.Await([&] { return bench.subscription().status().counts.skipped == 1; }));
  for (int version = 2; version <= 20; ++version) bench.topic().Append(Unheard(version));
  bench.topic().Append(Version(21));
  ASSERT_TRUE(bench.Await([&] { return bench.subscription().status().counts.applied == 1; }));
  const auto status = bench.subscription().status();
  EXPECT_EQ(status.counts.skipped, 20);
  EXPECT_EQ(status.batches, 2);
  EXPECT_EQ(status.positions[0].next_offset, 21);
}

TEST(Subscription, WhatIsOnlyPassedOverDoesNotWaitForEver) {
  SubscriberBench bench({.passing_pace = std::chrono::milliseconds{20}});
  bench.Start();
  ASSERT_TRUE(bench.Await([&] { return bench.subscription().caught_up(); }));
  for (int version = 1; version <= 20; ++version) bench.topic().Append(Unheard(version));
  EXPECT_TRUE(bench.Await([&] { return bench.subscription().status().counts.skipped == 20; }));
}

TEST(Subscription, StopsWithoutApplyingMore) {
  SubscriberBench bench;
  bench.Start();
  bench.subscription().Stop();
  bench.topic().Append(Version(1));
  EXPECT_THAT(bench.Seen(), ElementsAre());
}

}  // namespace
}  // namespace parcours::bus
