#include "services/platform/bus/inbox.h"

#include <gmock/gmock.h>
#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include "services/platform/bus/refusals.h"
#include "services/platform/tests/bus/bus_bench.h"

namespace parcours::bus {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Inbox, AppliesFactsInOrderAndMovesPositionAndSequence) {
  ListenerBench bench;
  Arrivals at;
  const auto outcome = bench.Deliver(
      {at(FactOf{.name = "One", .version = 1}), at(FactOf{.name = "Two", .version = 2})});
  EXPECT_EQ(outcome.applied, 2);
  EXPECT_THAT(bench.Seen(), ElementsAre("One", "Two"));
  EXPECT_EQ(bench.Applied(), 2);
  EXPECT_THAT(bench.Status().positions,
              ElementsAre(Position{.topic = kPartnersTopic, .partition = 0, .next_offset = 2}));
}

TEST(Inbox, OneFactRedeliveredAThousandTimesIsAppliedOnce) {
  ListenerBench bench;
  Arrivals at;
  std::vector<ReceivedRecord> copies;
  for (int i = 0; i < 1'000; ++i) copies.push_back(at(FactOf{.name = "One"}));
  const auto outcome = bench.Deliver(copies);
  EXPECT_EQ(outcome.applied, 1);
  EXPECT_EQ(outcome.duplicates, 999);
  EXPECT_THAT(bench.Seen(), ElementsAre("One"));
}

TEST(Inbox, AReplayOfAWeekChangesNothing) {
  ListenerBench bench;
  Arrivals at;
  std::vector<ReceivedRecord> week;
  for (int aggregate = 0; aggregate < 20; ++aggregate) {
    for (int version = 1; version <= 10; ++version) {
      const std::string name = "organisations/" + std::to_string(aggregate);
      week.push_back(at(FactOf{.aggregate = name, .version = version}));
    }
  }
  EXPECT_EQ(bench.Deliver(week).applied, 200);
  bench.clock().Set(CivilDate(2025, 3, 13));
  const auto again = bench.Deliver(week);
  EXPECT_EQ(again.applied, 0);
  EXPECT_EQ(again.duplicates, 200);
  EXPECT_EQ(bench.Seen().size(), 200U);
}

TEST(Inbox, AFactAheadOfItsTurnWaitsUntilTheMissingOneComes) {
  ListenerBench bench;
  Arrivals at;
  EXPECT_EQ(bench
                .Deliver({at(FactOf{.name = "Three", .version = 3}),
                          at(FactOf{.name = "Two", .version = 2})})
                .held,
            2);
  EXPECT_THAT(bench.Seen(), IsEmpty());
  EXPECT_EQ(bench.Status().gaps, 1);
  bench.clock().Tick(std::chrono::seconds{90});
  EXPECT_EQ(bench.Status().oldest_gap, std::chrono::seconds{90});
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "One", .version = 1})).applied, 3);
  EXPECT_THAT(bench.Seen(), ElementsAre("One", "Two", "Three"));
  EXPECT_EQ(bench.Status().waiting, 0);
  EXPECT_EQ(bench.Status().oldest_gap, std::nullopt);
}

TEST(Inbox, AGapOfOneAggregateHoldsNoOther) {
  ListenerBench bench;
  Arrivals at;
  const auto outcome =
      bench.Deliver({at(FactOf{.name = "A2", .aggregate = "organisations/a", .version = 2}),
                     at(FactOf{.name = "B1", .aggregate = "organisations/b"})});
  EXPECT_EQ(outcome.applied, 1);
  EXPECT_THAT(bench.Seen(), ElementsAre("B1"));
}

TEST(Inbox, ATypeWithoutARowIsSkippedAndTheSequenceGoesOn) {
  ListenerBench bench;
  Arrivals at;
  auto unknown = RecordOf({.version = 1});
  for (auto& [name, value] : unknown.headers) {
    if (name == kType) value = "parcours.partners.v1.HeardOfNextYear";
  }
  const auto outcome = bench.Deliver({at(unknown), at(FactOf{.name = "Two", .version = 2})});
  EXPECT_EQ(outcome.skipped, 1);
  EXPECT_EQ(outcome.applied, 1);
  EXPECT_EQ(bench.Applied(), 2);
  EXPECT_THAT(bench.Open(), IsEmpty());
}

TEST(Inbox, PoisonIsParkedAndOnlyItsKeyWaits) {
  ListenerBench bench;
  Arrivals at;
  const auto poison = Truncated(at(FactOf{.name = "One", .version = 1, .key = "persons/p"}));
  const auto outcome =
      bench.Deliver({poison, at(FactOf{.name = "Two", .version = 2, .key = "persons/p"}),
                     at(FactOf{.name = "B1", .aggregate = "organisations/b", .key = "persons/p"}),
                     at(FactOf{.name = "C1", .aggregate = "organisations/c", .key = "persons/q"})});
  EXPECT_EQ(outcome.parked, 1);
  EXPECT_EQ(outcome.held, 2);
  EXPECT_THAT(bench.Seen(), ElementsAre("C1"));
  const auto letters = bench.Open();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].received.record.value, poison.record.value);
  EXPECT_EQ(letters[0].received.record.headers, poison.record.headers);
  EXPECT_EQ(letters[0].received.place, poison.place);
  EXPECT_EQ(letters[0].event, "organisations/a/1");
  EXPECT_EQ(bench.Status().positions.at(0).next_offset, 4);
}

TEST(Inbox, RecordsThatAreNoFactsAreParkedWithTheirReason) {
  ListenerBench bench;
  Arrivals at;
  EXPECT_EQ(
      bench
          .Deliver({at(Record{.topic = kPartnersTopic, .key = "", .headers = {}, .value = "{}"}),
                    at(Record{.topic = kPartnersTopic,
                              .key = "persons/z",
                              .headers = {{"content-type", "application/cloudevents+json"}},
                              .value = "{}"})})
          .parked,
      2);
  const auto letters = bench.Open();
  ASSERT_EQ(letters.size(), 2U);
  EXPECT_EQ(letters[0].reason, "HEADER_MISSING");
  EXPECT_FALSE(letters[0].parks);
  EXPECT_EQ(letters[1].reason, "STRUCTURED_MODE_REFUSED");
}

TEST(Inbox, ADamagedCopyOfAnAppliedFactHoldsNobodyBack) {
  ListenerBench bench;
  Arrivals at;
  const auto outcome =
      bench.Deliver({at(FactOf{.name = "One", .version = 1}), Truncated(at(FactOf{.version = 1})),
                     at(FactOf{.name = "Two", .version = 2})});
  EXPECT_EQ(outcome.parked, 1);
  EXPECT_THAT(bench.Seen(), ElementsAre("One", "Two"));
}

TEST(Inbox, TheSamePoisonAgainIsCountedNotKept) {
  ListenerBench bench;
  Arrivals at;
  const auto first = Truncated(at(FactOf{}));
  EXPECT_EQ(bench.Deliver({first, first, Truncated(at(FactOf{})), Truncated(at(FactOf{}))}).parked,
            1);
  const auto letters = bench.Open();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].copies, 3);
}

TEST(Inbox, ARefusalForGoodLeavesNothingOfTheFactBehind) {
  ListenerBench bench;
  Arrivals at;
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Refused"})).parked, 1);
  EXPECT_THAT(bench.Seen(), IsEmpty());
  EXPECT_EQ(bench.Applied(), 0);
  EXPECT_EQ(bench.Open().at(0).reason, "NOT_WANTED");
}

TEST(Inbox, AlreadyDoneIsSuccess) {
  ListenerBench bench;
  Arrivals at;
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Done"})).applied, 1);
  EXPECT_EQ(bench.Applied(), 1);
}

TEST(Inbox, AHandlerThatThrowsParksItsFactAndNothingElse) {
  ListenerBench bench;
  Arrivals at;
  const auto outcome =
      bench.Deliver({at(FactOf{.name = "Throws", .key = "persons/p"}),
                     at(FactOf{.name = "B1", .aggregate = "organisations/b", .key = "persons/q"})});
  EXPECT_EQ(outcome.parked, 1);
  EXPECT_THAT(bench.Seen(), ElementsAre("B1"));
  EXPECT_EQ(bench.Open().at(0).reason, "HANDLER_THREW");
  EXPECT_EQ(bench.Open().at(0).detail, "boom");
}

TEST(Inbox, AStatementThatFailsParksItsFactAndNothingElse) {
  ListenerBench bench;
  Arrivals at;
  const auto outcome =
      bench.Deliver({at(FactOf{.name = "Breaks", .key = "persons/p"}),
                     at(FactOf{.name = "B1", .aggregate = "organisations/b", .key = "persons/q"})});
  EXPECT_EQ(outcome.parked, 1);
  EXPECT_THAT(bench.Seen(), ElementsAre("B1"));
  EXPECT_EQ(bench.Open().at(0).reason, "HANDLER_THREW");
}

TEST(Inbox, AFailureOfTheStoreIsPassedOn) {
  ListenerBench bench;
  Arrivals at;
  bench.also = [](execution::Session&) {
    throw store::Failure(Error{.code = Code::kResourceExhausted, .reason = "DISK_FULL"},
                         store::Failure::Reach::kTransaction, "disk full");
  };
  bench.db().Execute("BEGIN");
  const std::vector records{at(FactOf{})};
  EXPECT_THROW(static_cast<void>(bench.inbox().Apply(bench.db(), records)), store::Failure);
  bench.db().Execute("ROLLBACK");
  bench.also = nullptr;
  EXPECT_EQ(bench.Deliver(records).applied, 1);
  EXPECT_THAT(bench.Open(), IsEmpty());
}

TEST(Inbox, AChainOfSeventeenCausesIsParked) {
  ListenerBench bench;
  Arrivals at;
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Sixteen", .chain = 16})).applied, 1);
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Seventeen", .version = 2, .chain = 17})).parked, 1);
  EXPECT_THAT(bench.Seen(), ElementsAre("Sixteen"));
  EXPECT_EQ(bench.Open().at(0).reason, "CAUSE_CHAIN_TOO_LONG");
}

TEST(Inbox, NotYetHoldsItsKeyAndOthersFlow) {
  ListenerBench bench;
  Arrivals at;
  const auto outcome =
      bench.Deliver({at(FactOf{.name = "Later", .version = 1, .key = "persons/p"}),
                     at(FactOf{.name = "Two", .version = 2, .key = "persons/p"}),
                     at(FactOf{.name = "B1", .aggregate = "organisations/b", .key = "persons/q"})});
  EXPECT_EQ(outcome.not_yet, 1);
  EXPECT_THAT(bench.Seen(), ElementsAre("B1"));
  bench.ready = true;
  EXPECT_EQ(bench.RetryNotYet().applied, 2);
  EXPECT_THAT(bench.Seen(), ElementsAre("B1", "Later", "Two"));
  EXPECT_EQ(bench.Status().waiting, 0);
}

TEST(Inbox, WhatIsNotYetPossibleIsTriedAgainWhenAnotherFactIsApplied) {
  ListenerBench bench;
  Arrivals at;
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Later", .key = "persons/p"})).not_yet, 1);
  bench.ready = true;
  EXPECT_EQ(
      bench.Deliver(at(FactOf{.name = "B1", .aggregate = "organisations/b", .key = "persons/q"}))
          .applied,
      2);
  EXPECT_THAT(bench.Seen(), ElementsAre("B1", "Later"));
}

TEST(Inbox, APassingTroubleOfAReactionWaitsLikeNotYet) {
  ListenerBench bench;
  Arrivals at;
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Busy"})).not_yet, 1);
  EXPECT_THAT(bench.Open(), IsEmpty());
  bench.ready = true;
  EXPECT_EQ(bench.RetryNotYet().applied, 1);
}

TEST(Inbox, NotYetIsBoundedByAttempts) {
  ListenerBench bench({.max_not_yet_attempts = 3});
  Arrivals at;
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Later"})).not_yet, 1);
  EXPECT_EQ(bench.RetryNotYet().parked, 0);
  EXPECT_EQ(bench.RetryNotYet().parked, 0);
  EXPECT_EQ(bench.RetryNotYet().parked, 1);
  EXPECT_EQ(bench.Open().at(0).reason, "NOT_YET_EXHAUSTED");
  EXPECT_EQ(bench.Open().at(0).field, "NOT_READY");
}

TEST(Inbox, ALaneThatIsFullParksTheRestInOrder) {
  ListenerBench bench({.max_in_lane = 3});
  Arrivals at;
  std::vector<ReceivedRecord> records{at(FactOf{.name = "Later", .version = 1})};
  for (int version = 2; version <= 6; ++version) {
    records.push_back(at(FactOf{.name = std::to_string(version), .version = version}));
  }
  const auto outcome = bench.Deliver(records);
  EXPECT_EQ(outcome.held, 3);
  EXPECT_EQ(outcome.parked, 3);
  EXPECT_EQ(bench.Open().at(0).reason, "LANE_FULL");
  bench.ready = true;
  EXPECT_EQ(bench.RetryNotYet().applied, 3);
  EXPECT_EQ(bench.Redrive({.key = "persons/p"})->redriven, 3);
  EXPECT_THAT(bench.Seen(), ElementsAre("Later", "2", "3", "4", "5", "6"));
}

TEST(Inbox, WaitingIsBoundedInAll) {
  ListenerBench bench({.max_waiting = 2});
  Arrivals at;
  const auto outcome = bench.Deliver({at(FactOf{.aggregate = "organisations/a", .version = 2}),
                                      at(FactOf{.aggregate = "organisations/b", .version = 2}),
                                      at(FactOf{.aggregate = "organisations/c", .version = 2})});
  EXPECT_EQ(outcome.held, 2);
  EXPECT_EQ(outcome.parked, 1);
}

TEST(Inbox, NamedFactsOvertakeAParkedKey) {
  ListenerBench bench({.overtaking = {"parcours.partners.v1.OrganisationRegistered"}});
  Arrivals at;
  EXPECT_EQ(bench.Deliver(Truncated(at(FactOf{.version = 1}))).parked, 1);
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Erased", .version = 2})).applied, 1);
  EXPECT_THAT(bench.Seen(), ElementsAre("Erased"));
  EXPECT_EQ(bench.Deliver(at(FactOf{.name = "Erased", .version = 2})).duplicates, 1);
  EXPECT_EQ(bench.Applied(), 0);
  ASSERT_TRUE(bench.Discard(bench.Open().at(0).id));
  EXPECT_EQ(bench.Applied(), 2);
  EXPECT_THAT(bench.Seen(), ElementsAre("Erased"));
}

TEST(Inbox, ADrainIsBoundedAndGoesOn) {
  ListenerBench bench({.drain_limit = 10});
  Arrivals at;
  std::vector<ReceivedRecord> records{at(FactOf{.name = "Later", .version = 1})};
  for (int version = 2; version <= 40; ++version) {
    records.push_back(at(FactOf{.name = std::to_string(version), .version = version}));
  }
  static_cast<void>(bench.Deliver(records));
  bench.ready = true;
  auto outcome = bench.RetryNotYet();
  EXPECT_TRUE(outcome.more);
  int rounds = 0;
  while (outcome.more && ++rounds < 10) outcome = bench.DrainLanes();
  EXPECT_EQ(bench.Applied(), 40);
  EXPECT_EQ(bench.Status().waiting, 0);
}

TEST(Inbox, ALongGapIsDrainedInBoundedSteps) {
  ListenerBench bench({.drain_limit = 10});
  Arrivals at;
  std::vector<ReceivedRecord> records;
  for (int version = 40; version >= 1; --version) {
    records.push_back(at(FactOf{.name = std::to_string(version), .version = version}));
  }
  auto outcome = bench.Deliver(records);
  int rounds = 0;
  while (outcome.more && ++rounds < 10) outcome = bench.DrainLanes();
  EXPECT_EQ(bench.Applied(), 40);
  EXPECT_EQ(bench.Seen().front(), "1");
  EXPECT_EQ(bench.Seen().back(), "40");
}

// Whatever stands on a topic, what others sent there in good order is applied.
TEST(Inbox, AnyBytesAreTakenAndHoldNobodyElseBack) {
  const google::protobuf::LogSilencer silence;
  ListenerBench bench;
  Arrivals at;
  testing::FixedRandom random(11);
  const auto junk = [&random](std::size_t longest) {
    std::string bytes(random.Below(longest + 1), '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random.Next());
    return bytes;
  };
  std::vector<ReceivedRecord> records;
  std::int64_t version = 0;
  for (int round = 0; round < 1'000; ++round) {
    auto damaged =
        RecordOf({.aggregate = "organisations/b", .version = round % 7 + 1, .key = "persons/q"});
    if (random.Chance(50)) damaged.value = junk(60);
    if (random.Chance(30)) damaged.key = junk(20);
    if (random.Chance(50)) damaged.headers[random.Below(damaged.headers.size())].second = junk(30);
    if (random.Chance(20)) damaged.headers.emplace_back(junk(10), junk(10));
    records.push_back(at(damaged));
    if (round % 10 == 0) records.push_back(at(FactOf{.version = ++version}));
  }
  const auto outcome = bench.Deliver(records);
  EXPECT_EQ(bench.Applied("organisations/a"), version);
  EXPECT_EQ(bench.Status().positions.at(0).next_offset, static_cast<std::int64_t>(records.size()));
  EXPECT_GT(outcome.parked, 0);
  EXPECT_EQ(static_cast<std::int64_t>(ListDeadLetters(bench.db(), {}).size()),
            std::min<std::int64_t>(outcome.parked, 1'000));
  EXPECT_EQ(bench.Deliver(records).applied, 0);
}

TEST(Inbox, EveryOrderOfArrivalEndsInTheSameOrderOfApplication) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    ListenerBench bench;
    Arrivals at;
    testing::FixedRandom random(seed);
    std::vector<ReceivedRecord> records;
    for (int version = 1; version <= 12; ++version) {
      for (int copies = 0; copies < 2; ++copies) {
        records.push_back(at(FactOf{.name = std::to_string(version), .version = version}));
      }
    }
    for (std::size_t i = records.size(); i > 1; --i)
      std::swap(records[i - 1], records[random.Below(i)]);
    for (const auto& record : records) static_cast<void>(bench.Deliver(record));
    const auto seen = bench.Seen();
    ASSERT_EQ(seen.size(), 12U) << "seed " << seed;
    for (std::size_t i = 0; i < seen.size(); ++i)
      ASSERT_EQ(seen[i], std::to_string(i + 1)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace parcours::bus
