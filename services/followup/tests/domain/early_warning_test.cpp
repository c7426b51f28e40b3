#include "services/followup/domain/early_warning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/followup/domain/risk_assessment.h"
#include "services/followup/domain/rules.h"
#include "services/followup/tests/domain/pathways.h"
#include "services/followup/tests/domain/random.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const RiskFact kFollowed{.kind = v1::FOLLOWED,
                         .name = "pathways/x",
                         .from = Day("2024-09-01"),
                         .until = Day("2025-09-01")};

RiskFact Of(v1::RiskFactKind kind, const char* name, const char* from, int amount = 0) {
  return {.kind = kind, .name = name, .from = Day(from), .amount = amount};
}

// "rule points fact" of each point.
std::vector<std::string> PointsOn(const char* day, std::vector<RiskFact> facts) {
  facts.push_back(kFollowed);
  std::vector<std::string> texts;
  for (const auto& point : ScoreOn(facts, RiskRulesOn(Day(day)), Day(day)).points) {
    texts.push_back(point.rule().substr(5) + " " + std::to_string(point.points()) + " " +
                    point.fact());
  }
  return texts;
}

TEST(EarlyWarning, EveryPointNamesItsRuleAndItsFact) {
  EXPECT_THAT(
      PointsOn("2024-10-10", {Of(v1::CONTRACT_BROKEN, "contractBreaks/c", "2024-10-01"),
                              Of(v1::BARRIER_OPEN, "pathways/x/barriers/MOBILITY", "2024-10-02", 3),
                              Of(v1::APPOINTMENT_MISSED, "appointments/a", "2024-10-03")}),
      ElementsAre("contract_broken 30 contractBreaks/c", "missed_appointment 8 appointments/a",
                  "open_barrier 12 pathways/x/barriers/MOBILITY"));
}

TEST(EarlyWarning, AnEventCountsForItsDaysAndUpToASum) {
  std::vector<RiskFact> absences;
  for (const char* day : {"2024-09-02", "2024-09-03", "2024-09-04", "2024-09-05", "2024-09-06",
                          "2024-09-09", "2024-09-10"}) {
    absences.push_back(Of(v1::ABSENCE_UNJUSTIFIED, day, day));
  }
  EXPECT_EQ(PointsOn("2024-09-10", absences).size(), 6U) << "six times five is the most";
  EXPECT_EQ(PointsOn("2024-10-08", absences).size(), 2U) << "those of the last thirty days";
  EXPECT_THAT(PointsOn("2024-10-10", absences), IsEmpty());
}

TEST(EarlyWarning, ABarrierCountsBySeverityWhileItIsOpen) {
  auto barrier = Of(v1::BARRIER_OPEN, "b", "2024-09-10", 4);
  barrier.until = Day("2024-09-20");
  EXPECT_THAT(PointsOn("2024-09-09", {barrier}), IsEmpty());
  EXPECT_THAT(PointsOn("2024-09-19", {barrier}), ElementsAre("open_barrier 20 b"));
  EXPECT_THAT(PointsOn("2024-09-20", {barrier}), IsEmpty());
}

TEST(EarlyWarning, SilenceIsCountedFromTheLastInterviewOrTheFirstDay) {
  EXPECT_THAT(PointsOn("2024-10-16", {}), IsEmpty()) << "45 days";
  EXPECT_THAT(PointsOn("2024-10-17", {}), ElementsAre("no_interview 10 pathways/x"));
  const auto interview = Of(v1::INTERVIEW_HELD, "interviews/i", "2024-10-01");
  EXPECT_THAT(PointsOn("2024-11-15", {interview}), IsEmpty());
  EXPECT_THAT(PointsOn("2024-12-31", {interview}), ElementsAre("no_interview 20 interviews/i"));
}

TEST(EarlyWarning, TheEmployerIsSilentOnlyUnderContract) {
  const auto held = Of(v1::INTERVIEW_HELD, "i", "2024-12-20");
  auto employed = Of(v1::EMPLOYED, "contract", "2024-09-10");
  EXPECT_THAT(PointsOn("2024-12-31", {held, employed}), ElementsAre("silent_employer 8 contract"));
  EXPECT_THAT(PointsOn("2024-12-31", {held, employed, Of(v1::EMPLOYER_CONTACT, "m", "2024-10-15")}),
              IsEmpty());
  employed.until = Day("2024-12-31");
  EXPECT_THAT(PointsOn("2024-12-31", {held, employed}), IsEmpty());
}

TEST(EarlyWarning, AutonomyCountsWhenTheLastLevelIsLower) {
  const auto first = Of(v1::AUTONOMY, "a1", "2024-09-05", 3);
  EXPECT_THAT(PointsOn("2024-10-01", {first}), IsEmpty());
  EXPECT_THAT(PointsOn("2024-10-01", {Of(v1::AUTONOMY, "a2", "2024-09-20", 2), first}),
              ElementsAre("falling_autonomy 10 a2"));
  EXPECT_THAT(PointsOn("2024-10-01", {Of(v1::AUTONOMY, "a2", "2024-09-20", 4), first}), IsEmpty());
}

TEST(EarlyWarning, NothingCountsWhereThePlatformDoesNotFollow) {
  const std::vector facts{kFollowed, Of(v1::CONTRACT_BROKEN, "c", "2024-10-01")};
  const RiskRules rules = RiskRulesOn(Day("2025-09-01"));
  EXPECT_EQ(ScoreOn(facts, rules, Day("2025-08-31")).score, 50);
  EXPECT_EQ(ScoreOn(facts, rules, Day("2025-09-01")).score, 0);
}

TEST(EarlyWarning, BandsBeginAtTheFiguresOfTheTable) {
  const RiskRules rules = RiskRulesOn(Day("2024-10-01"));
  const auto band = [&](std::vector<RiskFact> facts) {
    facts.push_back(kFollowed);
    return ScoreOn(facts, rules, Day("2024-10-01")).band;
  };
  const auto broken = Of(v1::CONTRACT_BROKEN, "c", "2024-09-15");
  const auto barrier = [](const char* name, int severity) {
    return Of(v1::BARRIER_OPEN, name, "2024-09-15", severity);
  };
  EXPECT_EQ(band({barrier("1", 4)}), v1::LOW_RISK);
  EXPECT_EQ(band({broken}), v1::WATCH);
  EXPECT_EQ(band({broken, barrier("1", 4)}), v1::HIGH_RISK) << "50";
  EXPECT_EQ(
      band({broken, barrier("1", 4), barrier("2", 4), Of(v1::MEETING_MISSED, "w", "2024-09-20")}),
      v1::CRITICAL);
}

std::vector<RiskFact> DrawnFacts(Random& random) {
  std::vector<RiskFact> facts{kFollowed};
  const int count = random.Between(0, 40);
  for (int i = 0; i < count; ++i) {
    RiskFact fact{.kind = static_cast<v1::RiskFactKind>(random.Between(2, 11)),
                  .name = "facts/" + std::to_string(i),
                  .from = kFollowed.from.AddDays(random.Between(-30, 400)),
                  .amount = random.Between(1, 4)};
    if (random.Between(0, 1) == 0) fact.until = fact.from.AddDays(random.Between(0, 120));
    facts.push_back(fact);
  }
  return facts;
}

std::string TextOf(const RiskScore& score) {
  std::string text = std::to_string(score.score);
  for (const auto& point : score.points) text += "\n" + point.ShortDebugString();
  return text;
}

TEST(EarlyWarning, TheSameFactsInAnyOrderGiveTheSamePoints) {
  Random random(11);
  for (int round = 0; round < 2'000; ++round) {
    auto facts = DrawnFacts(random);
    const CivilDate day = kFollowed.from.AddDays(random.Between(0, 364));
    const auto expected = TextOf(ScoreOn(facts, RiskRulesOn(day), day));
    random.Shuffle(facts);
    ASSERT_EQ(TextOf(ScoreOn(facts, RiskRulesOn(day), day)), expected) << "round " << round;
  }
}

TEST(EarlyWarning, ThePointsAddUpToTheScoreAndNameFactsThatHold) {
  Random random(12);
  for (int round = 0; round < 500; ++round) {
    const auto facts = DrawnFacts(random);
    const CivilDate day = kFollowed.from.AddDays(random.Between(0, 364));
    const auto score = ScoreOn(facts, RiskRulesOn(day), day);
    int sum = 0;
    for (const auto& point : score.points) {
      sum += point.points();
      const auto named = std::ranges::find(facts, point.fact(), &RiskFact::name);
      ASSERT_NE(named, facts.end()) << point.fact();
      ASSERT_LE(named->from, day);
      ASSERT_EQ(named->kind, point.kind());
    }
    ASSERT_EQ(score.score, std::min(sum, 100));
  }
}

// Assessing on the days of change records what assessing every day would.
TEST(EarlyWarning, BetweenTwoDaysOfChangeTheScoreStays) {
  Random random(13);
  for (int round = 0; round < 60; ++round) {
    const auto facts = DrawnFacts(random);
    const RiskRules rules = RiskRulesOn(kFollowed.from);
    CivilDate last = kFollowed.from;
    for (CivilDate day = last; day < kFollowed.from.AddDays(420); day = day.AddDays(1)) {
      if (NextChange(facts, rules, last) == day) last = day;
      ASSERT_EQ(TextOf(ScoreOn(facts, rules, day)), TextOf(ScoreOn(facts, rules, last)))
          << "round " << round << ", " << day.ToString();
    }
  }
}

TEST(RiskFacts, TellContractsBarriersAndMeetingsOfThePathway) {
  Pathway pathway = BrokenInDecember();
  Take(pathway, pathway.Note(type::v1::MOBILITY, 3, false, Day("2025-03-10"), kOwner));
  Attach(pathway, Contract2());
  const auto facts = RiskFactsOf(pathway, Day("2025-03-06"));
  const auto texts = [&] {
    std::vector<std::string> lines;
    for (const auto& fact : facts) {
      lines.push_back(v1::RiskFactKind_Name(fact.kind) + " " + fact.name + " " +
                      fact.from.ToString() + (fact.until ? " " + fact.until->ToString() : ""));
    }
    return lines;
  }();
  EXPECT_THAT(texts, ElementsAre("FOLLOWED pathways/x 2025-03-06 2025-09-01",
                                 "EMPLOYED apprenticeshipContracts/1 2024-10-01 2024-12-01",
                                 "EMPLOYED apprenticeshipContracts/2 2025-04-01 2025-11-01",
                                 "CONTRACT_BROKEN contractBreaks/1 2024-12-01 2025-04-01",
                                 "BARRIER_OPEN pathways/x/barriers/MOBILITY 2025-03-10"));
}

TEST(RiskFacts, AMeetingRecordedLateTakesTheMissedWindowBack) {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  TakeAll(pathway, PlanWindows(pathway, Day("2024-10-01")), "2024-10-01");
  TakeAll(pathway, JudgeWindows(pathway, Day("2024-12-15")), "2024-12-15");
  const auto missed = [&] {
    const auto facts = RiskFactsOf(pathway, Day("2024-09-01"));
    return std::ranges::count(facts, v1::MEETING_MISSED, &RiskFact::kind);
  };
  EXPECT_EQ(missed(), 1);
  Take(pathway, pathway.Meet({.day = Day("2024-11-15")}, {}).value(), "2024-11-15");
  EXPECT_EQ(missed(), 0);
}

}  // namespace
}  // namespace parcours::followup
