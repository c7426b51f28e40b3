#include "services/followup/domain/rules.h"

#include <gtest/gtest.h>

#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {
namespace {

TEST(Rules, HoldTheFiguresOfTheSources) {
  const Rules rules = RulesOn(Day("2025-03-06"));
  EXPECT_EQ(rules.continuation.months, 6);
  EXPECT_EQ(rules.continuation.expiring_days, (std::vector{60, 30}));
  EXPECT_EQ(rules.dashboard.enrolled_without_contract, 90);
  EXPECT_EQ(rules.dashboard.without_contract, 180);
  EXPECT_EQ(rules.dashboard.end_tolerance, 60);
  EXPECT_EQ(rules.meetings.first_months, 2);
  EXPECT_EQ(rules.meetings.last_months, 2);
  EXPECT_EQ(rules.alert.days_without_contract, 0);
  EXPECT_EQ(rules.pitfalls.looked_back, 90);
  EXPECT_EQ(rules.pitfalls.most_meetings, 4);
  EXPECT_EQ(rules.pitfalls.close_days, 30);
  EXPECT_EQ(rules.pitfalls.longest_gap, 45);
  EXPECT_EQ(rules.evaluation.poor_interaction, 2);
  EXPECT_EQ(rules.reminders.days_before, (std::vector{7, 1}));
}

TEST(Rules, HoldOnEveryDayOfTheCalendar) {
  for (const auto* day : {"1900-01-01", "2024-02-29", "2200-12-31"}) {
    EXPECT_EQ(RulesOn(Day(day)).continuation.months, 6) << day;
  }
}

}  // namespace
}  // namespace parcours::followup
