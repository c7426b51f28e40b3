#include "services/followup/domain/backtest.h"

#include <gtest/gtest.h>

#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {
namespace {

// Followed from 2024-09-01 to 2025-08-31, with a barrier of severity 4 from the day given on and,
// where it is given, a contract broken before: 20 points alone, 50 together.
CohortPathway Followed(const char* barrier_from, const char* earlier_break, const char* broken_on,
                       const char* observed_to = "2025-08-31") {
  CohortPathway pathway{.facts = {{.kind = v1::FOLLOWED,
                                   .name = "p",
                                   .from = Day("2024-09-01"),
                                   .until = Day("2025-09-01")}},
                        .observed_to = Day(observed_to)};
  // An interview every month, so that silence never counts.
  for (CivilDate day = Day("2024-09-01"); day < Day("2025-09-01"); day = day.AddDays(30)) {
    pathway.facts.push_back({.kind = v1::INTERVIEW_HELD, .name = day.ToString(), .from = day});
  }
  if (barrier_from != nullptr) {
    pathway.facts.push_back(
        {.kind = v1::BARRIER_OPEN, .name = "b", .from = Day(barrier_from), .amount = 4});
  }
  if (earlier_break != nullptr) {
    pathway.facts.push_back({.kind = v1::CONTRACT_BROKEN, .name = "c", .from = Day(earlier_break)});
  }
  if (broken_on != nullptr) pathway.broken_on = Day(broken_on);
  return pathway;
}

std::vector<BandOutcome> OutcomesOf(const std::vector<CohortPathway>& cohort) {
  Backtest backtest;
  for (const auto& pathway : cohort) backtest.Count(pathway);
  return backtest.outcomes();
}

TEST(Backtest, CountsByHandComputedCohort) {
  const auto outcomes = OutcomesOf({
      Followed(nullptr, nullptr, nullptr),                 // low all the year, held
      Followed(nullptr, nullptr, "2024-10-31"),            // low, broke on day 60
      Followed("2024-10-01", "2024-10-01", "2024-11-30"),  // high on 10-01, broke on day 60
      Followed("2024-10-01", "2024-10-01", "2024-12-01"),  // high on 10-01, broke on day 61
      Followed("2024-10-01", "2024-10-01", nullptr),       // high on 10-01, held
      Followed("2024-10-01", "2024-10-01", nullptr, "2024-11-29"),  // not observed for 60 days
      Followed(nullptr, "2024-10-01", "2025-06-01"),  // watch on 10-01, broke after 243
  });
  ASSERT_EQ(outcomes.size(), 4U);
  const auto expect = [](const BandOutcome& outcome, v1::RiskBand band, int pathways,
                         std::pair<int, int> within_60, std::pair<int, int> within_120) {
    EXPECT_EQ(outcome.band, band);
    EXPECT_EQ(outcome.pathways, pathways) << band;
    EXPECT_EQ(std::pair(outcome.within_60.part, outcome.within_60.whole), within_60) << band;
    EXPECT_EQ(std::pair(outcome.within_120.part, outcome.within_120.whole), within_120) << band;
  };
  // From 2024-09-01 all seven are low; breaks on days 60, 90, 91 of that count.
  expect(outcomes[0], v1::LOW_RISK, 7, {1, 7}, {3, 6});
  expect(outcomes[1], v1::WATCH, 1, {0, 1}, {0, 1});
  expect(outcomes[2], v1::HIGH_RISK, 4, {1, 3}, {2, 3});
  expect(outcomes[3], v1::CRITICAL, 0, {0, 0}, {0, 0});
}

TEST(Backtest, TheBreakItselfIsNotSeenBeforeItsDay) {
  auto pathway = Followed("2024-10-01", "2024-10-01", "2024-10-01");
  EXPECT_EQ(OutcomesOf({pathway})[2].pathways, 0) << "high on the day of the break alone";
}

TEST(Proportion, HasTheIntervalOfWilson) {
  const Proportion two_of_ten{.part = 2, .whole = 10};
  EXPECT_NEAR(two_of_ten.low(), 0.0567, 0.0001);
  EXPECT_NEAR(two_of_ten.high(), 0.5098, 0.0001);
  const Proportion none_of_five{.part = 0, .whole = 5};
  EXPECT_DOUBLE_EQ(none_of_five.low(), 0);
  EXPECT_NEAR(none_of_five.high(), 0.4345, 0.0001);
  EXPECT_DOUBLE_EQ(Proportion{}.low(), 0);
  EXPECT_DOUBLE_EQ(Proportion{}.high(), 1);
}

}  // namespace
}  // namespace parcours::followup
