#include "services/platform/core/civil_date.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

TEST(CivilDate, ParsesOnlyDaysThatExist) {
  EXPECT_EQ(CivilDate::Parse("2024-02-29"), CivilDate(2024, 2, 29));
  for (const char* text : {"2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01",
                           "24-01-01", "2024/01/01", "2024-01-01T00", "", "abcd-ef-gh",
                           "-024-01-01", "2024-01--1", "1899-12-31"}) {
    EXPECT_EQ(CivilDate::Parse(text), std::nullopt) << text;
  }
}

TEST(CivilDate, AddingMonthsClampsToTheEndOfTheMonth) {
  EXPECT_EQ(CivilDate(2025, 8, 31).AddMonths(6), CivilDate(2026, 2, 28));
  EXPECT_EQ(CivilDate(2023, 8, 31).AddMonths(6), CivilDate(2024, 2, 29));
  EXPECT_EQ(CivilDate(2025, 8, 31).AddMonths(3), CivilDate(2025, 11, 30));
  EXPECT_EQ(CivilDate(2024, 12, 1).AddMonths(6), CivilDate(2025, 6, 1));
  EXPECT_EQ(CivilDate(2025, 3, 31).AddMonths(-1), CivilDate(2025, 2, 28));
}

TEST(CivilDate, MonthArithmeticNeverLeavesTheTargetMonth) {
  for (CivilDate start(2023, 1, 1); start < CivilDate(2025, 1, 1); start = start.AddDays(1)) {
    for (int months = -30; months <= 30; ++months) {
      const CivilDate moved = start.AddMonths(months);
      const int expected = start.year() * 12 + static_cast<int>(start.month()) - 1 + months;
      ASSERT_EQ(moved.year() * 12 + static_cast<int>(moved.month()) - 1, expected);
      ASSERT_LE(moved.day(), start.day());
    }
  }
}

TEST(CivilDate, WritesWhatItReads) {
  for (CivilDate day(2023, 12, 1); day < CivilDate(2024, 4, 1); day = day.AddDays(1)) {
    EXPECT_EQ(CivilDate::Parse(day.ToString()), day);
  }
  EXPECT_EQ(CivilDate(2025, 3, 6).DaysSince(CivilDate(2024, 12, 1)), 95);
}

}  // namespace
}  // namespace parcours
