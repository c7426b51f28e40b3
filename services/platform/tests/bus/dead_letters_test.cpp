#include "services/platform/bus/dead_letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/tests/bus/bus_bench.h"

namespace parcours::bus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class DeadLetters : public ::testing::Test {
 protected:
  // A fact refused for good, and two behind it.
  void ParkOne() {
    static_cast<void>(bench_.Deliver({at_(FactOf{.name = "Refused", .version = 1}),
                                      at_(FactOf{.name = "Two", .version = 2}),
                                      at_(FactOf{.name = "Three", .version = 3})}));
  }

  ListenerBench bench_;
  Arrivals at_;
};

TEST_F(DeadLetters, AnIntactCopyBehindATruncatedOneHealsIt) {
  static_cast<void>(bench_.Deliver({Truncated(at_(FactOf{.name = "One", .version = 1})),
                                    at_(FactOf{.name = "One", .version = 1}),
                                    at_(FactOf{.name = "Two", .version = 2})}));
  EXPECT_THAT(bench_.Seen(), IsEmpty());
  const auto report = bench_.Redrive({.ids = {1}});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->healed, 1);
  EXPECT_THAT(bench_.Seen(), ElementsAre("One", "Two"));
  EXPECT_THAT(bench_.Open(), IsEmpty());
  EXPECT_EQ(bench_.Status().waiting, 0);
}

TEST_F(DeadLetters, ATruncatedCopyAheadOfAGapHealsToo) {
  static_cast<void>(bench_.Deliver({Truncated(at_(FactOf{.name = "Two", .version = 2})),
                                    at_(FactOf{.name = "Two", .version = 2}),
                                    at_(FactOf{.name = "One", .version = 1})}));
  ASSERT_TRUE(bench_.Redrive({.key = "persons/p"}));
  EXPECT_THAT(bench_.Seen(), ElementsAre("One", "Two"));
  EXPECT_THAT(bench_.Open(), IsEmpty());
  EXPECT_EQ(bench_.Status().waiting, 0);
}

TEST_F(DeadLetters, ADamagedCopyOfAnAppliedFactIsHealedByRedriving) {
  static_cast<void>(
      bench_.Deliver({at_(FactOf{.name = "One"}), Truncated(at_(FactOf{.name = "One"}))}));
  EXPECT_EQ(bench_.Redrive({.key = "persons/p"})->healed, 1);
  EXPECT_THAT(bench_.Seen(), ElementsAre("One"));
}

TEST_F(DeadLetters, RedrivingAppliesTheFactOnceItsReactionIsRepairedAndWhatQueuesBehind) {
  bench_.also = [](execution::Session&) { throw std::runtime_error("bug"); };
  static_cast<void>(bench_.Deliver(
      {at_(FactOf{.name = "One", .version = 1}), at_(FactOf{.name = "Two", .version = 2})}));
  bench_.also = nullptr;
  const auto report = bench_.Redrive({.type = "parcours.partners.v1.OrganisationRegistered"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->redriven, 1);
  EXPECT_THAT(bench_.Seen(), ElementsAre("One", "Two"));
  EXPECT_EQ(bench_.Applied(), 2);
}

TEST_F(DeadLetters, WhatFailsAgainStaysOpenWithItsNewReason) {
  ParkOne();
  const auto report = bench_.Redrive({.key = "persons/p"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->still_open, 1);
  const auto letters = bench_.Open();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].attempts, 2);
  EXPECT_EQ(letters[0].reason, "NOT_WANTED");
  EXPECT_THAT(bench_.Seen(), IsEmpty());
}

TEST_F(DeadLetters, DiscardingLetsTheQueueGoOn) {
  ParkOne();
  ASSERT_TRUE(bench_.Discard(1));
  EXPECT_THAT(bench_.Seen(), ElementsAre("Two", "Three"));
  EXPECT_EQ(bench_.Applied(), 3);
  EXPECT_THAT(bench_.Open(), IsEmpty());
  EXPECT_EQ(bench_.Deliver(at_(FactOf{.name = "Refused", .version = 1})).duplicates, 1);
}

TEST_F(DeadLetters, DiscardingADamagedCopyKeepsTheFactItself) {
  static_cast<void>(bench_.Deliver({Truncated(at_(FactOf{.name = "One", .version = 1})),
                                    at_(FactOf{.name = "One", .version = 1})}));
  ASSERT_TRUE(bench_.Discard(1));
  EXPECT_THAT(bench_.Seen(), ElementsAre("One"));
}

TEST_F(DeadLetters, AreGivenUpInTheOrderOfTheirKey) {
  std::vector<ReceivedRecord> records{at_(FactOf{.name = "One", .version = 1}),
                                      Truncated(at_(FactOf{.name = "Two", .version = 2})),
                                      Truncated(at_(FactOf{.name = "Three", .version = 3}))};
  std::swap(records[1], records[2]);  // parked first, and yet the later one of its key
  static_cast<void>(bench_.Deliver(records));
  const auto report = bench_.Discard(DeadLetterSelection{.key = "persons/p"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->discarded, 2);
  const auto acts = ListAuditActs(bench_.db(), 10);  // newest first
  ASSERT_EQ(acts.size(), 2U);
  EXPECT_EQ(acts[1].target, "deadLetters/2");
  EXPECT_EQ(acts[0].target, "deadLetters/1");
  EXPECT_EQ(bench_.Applied(), 3);
}

TEST_F(DeadLetters, SayWhatStandsBeforeAndBehindThem) {
  static_cast<void>(bench_.Deliver({Truncated(at_(FactOf{.aggregate = "organisations/a"})),
                                    Truncated(at_(FactOf{.aggregate = "organisations/b"})),
                                    at_(FactOf{.name = "B", .aggregate = "organisations/b"})}));
  const auto letters = ListDeadLetters(bench_.db(), {});
  ASSERT_EQ(letters.size(), 2U);
  EXPECT_FALSE(letters[0].is_behind);
  EXPECT_TRUE(letters[1].is_behind);
  EXPECT_EQ(letters[0].waiting_behind, 1);
  ASSERT_TRUE(bench_.Discard(1));
  EXPECT_FALSE(ListDeadLetters(bench_.db(), {}).at(0).is_behind);
}

TEST_F(DeadLetters, OneActTakesAThousandAndSaysHowManyAreLeft) {
  std::vector<ReceivedRecord> poison;
  for (int i = 0; i < 1'200; ++i) {
    const std::string name = std::to_string(i);
    poison.push_back(
        Truncated(at_(FactOf{.aggregate = "organisations/" + name, .key = "persons/" + name})));
  }
  static_cast<void>(bench_.Deliver(poison));
  const DeadLetterSelection all{.reason = "VALUE_UNPARSEABLE"};
  EXPECT_EQ(bench_.Redrive(all)->left, 200);
  const auto first = bench_.Discard(all);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->discarded, 1'000);
  EXPECT_EQ(first->left, 200);
  EXPECT_EQ(bench_.Discard(all)->discarded, 200);
  EXPECT_THAT(bench_.Open(), IsEmpty());
}

// A thousand keys are parked, each with nine facts that queue: those of other keys are applied with
// the batch in which they came, as if there were none.
TEST_F(DeadLetters, AThousandOfThemDelayNoOtherKey) {
  constexpr int kParked = 1'000;
  std::vector<ReceivedRecord> records;
  for (int version = 1; version <= 10; ++version) {
    for (int i = 0; i < kParked; ++i) {
      const std::string name = std::to_string(i);
      auto record = at_(FactOf{
          .aggregate = "organisations/" + name, .version = version, .key = "persons/" + name});
      records.push_back(version == 1 ? Truncated(std::move(record)) : std::move(record));
    }
  }
  EXPECT_EQ(bench_.Deliver(records).parked, kParked);
  ASSERT_EQ(bench_.Status().waiting, 9 * kParked);
  std::vector<std::string> expected;
  for (int batch = 0; batch < 4; ++batch) {
    std::vector<ReceivedRecord> others;
    for (int i = 0; i < 64; ++i) {
      const std::string key = "other-" + std::to_string(i);
      const std::string name = key + " " + std::to_string(batch);
      others.push_back(at_(FactOf{.name = name,
                                  .aggregate = "organisations/" + key,
                                  .version = batch + 1,
                                  .key = "persons/" + key}));
      expected.push_back(name);
    }
    const auto outcome = bench_.Deliver(others);
    EXPECT_EQ(outcome.applied, 64);
    EXPECT_EQ(outcome.held + outcome.parked, 0);
  }
  EXPECT_EQ(bench_.Seen(), expected);
  EXPECT_EQ(bench_.Status().waiting, 9 * kParked) << "and the parked ones did not move";
}

TEST_F(DeadLetters, DiscardingNeedsAReasonAndAnOpenLetter) {
  ParkOne();
  EXPECT_EQ(bench_.Discard(1, "").error().reason, "REASON_REQUIRED");
  EXPECT_EQ(bench_.Discard(99).error().reason, "SELECTION_EMPTY");
  ASSERT_TRUE(bench_.Discard(1));
  EXPECT_EQ(bench_.Discard(1).error().reason, "SELECTION_EMPTY");
}

TEST_F(DeadLetters, RedrivingNothingInParticularIsRefused) {
  ParkOne();
  EXPECT_EQ(bench_.Redrive({}).error().reason, "SELECTION_EMPTY");
  EXPECT_EQ(bench_.Redrive({.key = "persons/nobody"}).error().reason, "SELECTION_EMPTY");
}

TEST_F(DeadLetters, ALaterLetterOfTheSameKeyIsNotDrivenBeforeTheFirst) {
  static_cast<void>(bench_.Deliver({Truncated(at_(FactOf{.aggregate = "organisations/a"})),
                                    Truncated(at_(FactOf{.aggregate = "organisations/b"})),
                                    at_(FactOf{.name = "B", .aggregate = "organisations/b"})}));
  EXPECT_EQ(bench_.Redrive({.ids = {2}})->still_open, 1);
  EXPECT_THAT(bench_.Seen(), IsEmpty());
}

TEST_F(DeadLetters, AreListedByTypeKeyReasonAndTime) {
  ParkOne();
  bench_.clock().Set(CivilDate(2025, 4, 1));
  static_cast<void>(
      bench_.Deliver(Truncated(at_(FactOf{.aggregate = "organisations/b", .key = "persons/q"}))));
  auto& db = bench_.db();
  EXPECT_EQ(ListDeadLetters(db, {}).size(), 2U);
  EXPECT_EQ(ListDeadLetters(db, {.key = "persons/q"}).size(), 1U);
  EXPECT_EQ(ListDeadLetters(db, {.reason = "NOT_WANTED"}).size(), 1U);
  EXPECT_EQ(ListDeadLetters(db, {.ids = {1, 2}}).size(), 2U);
  EXPECT_EQ(ListDeadLetters(db, {.after_id = 1}).size(), 1U);
  EXPECT_EQ(ListDeadLetters(db, {.from = Instant{CivilDate(2025, 3, 20).days()}})
                .at(0)
                .received.record.key,
            "persons/q");
  EXPECT_EQ(
      ListDeadLetters(db, {.to = Instant{CivilDate(2025, 3, 20).days()}}).at(0).received.record.key,
      "persons/p");
  ASSERT_TRUE(bench_.Discard(1));
  EXPECT_EQ(ListDeadLetters(db, {}).size(), 1U);
  EXPECT_EQ(ListDeadLetters(db, {.open_only = false}).size(), 2U);
}

TEST_F(DeadLetters, AreShownWithoutTheBytesOfWhatIsNoFact) {
  ParkOne();
  static_cast<void>(
      bench_.Deliver(at_(Record{.topic = kPartnersTopic,
                                .key = "persons/x",
                                .headers = {{"x-secret", "Martin"}, {"ce_id", "a/b\x1b[0m/1"}},
                                .value = "Jeanne Martin"})));
  const auto fact = ShowDeadLetter(bench_.db(), 1);
  ASSERT_TRUE(fact);
  EXPECT_THAT(fact->json, HasSubstr("Refused"));
  EXPECT_EQ(fact->headers.size(), 10U);
  EXPECT_EQ(fact->letter.waiting_behind, 2);
  const auto junk = ShowDeadLetter(bench_.db(), 2);
  ASSERT_TRUE(junk);
  EXPECT_EQ(junk->json, "");
  EXPECT_EQ(junk->value_bytes, 13);
  EXPECT_EQ(junk->value_sha256.size(), 64U);
  ASSERT_EQ(junk->headers.size(), 1U);
  EXPECT_THAT(junk->headers[0].second, Not(HasSubstr("\x1b")));
  EXPECT_THAT(junk->letter.received.record.value, IsEmpty());
  EXPECT_EQ(ShowDeadLetter(bench_.db(), 77).error().reason, "DEAD_LETTER_NOT_FOUND");
}

TEST_F(DeadLetters, EveryActIsWrittenDown) {
  ParkOne();
  ASSERT_TRUE(bench_.Redrive({.ids = {1}}));
  ASSERT_TRUE(bench_.Discard(1, "sent by mistake"));
  const auto acts = ListAuditActs(bench_.db(), 10);
  ASSERT_EQ(acts.size(), 2U);
  EXPECT_EQ(acts[0].act, "discard");
  EXPECT_EQ(acts[0].actor, "agents/op");
  EXPECT_EQ(acts[0].target, "deadLetters/1");
  EXPECT_EQ(acts[0].reason, "sent by mistake");
  EXPECT_EQ(acts[0].outcome, "DISCARDED");
  EXPECT_EQ(acts[0].acted, bench_.clock().Now());
  EXPECT_EQ(acts[1].act, "redrive");
  EXPECT_EQ(acts[1].outcome, "OPEN");
}

}  // namespace
}  // namespace parcours::bus
