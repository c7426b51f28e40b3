#include "services/followup/domain/employer_windows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Contract At(const std::string& employer, const std::string& start) {
  return {.name = "contracts/" + start,
          .employer = "organisations/" + employer,
          .start = Day(start),
          .end = Day("2025-08-31"),
          .broken_on = {}};
}

Training BrokenThenHired() {
  auto training = YearWith({At("a", "2024-10-01"), At("b", "2025-04-01")});
  training.contracts.front().broken_on = Day("2024-12-01");
  return training;
}

TEST(EmployerWindows, FirstOneRunsTwoMonthsFromTheContractWhenItStartsAfterTheTraining) {
  const auto windows = EmployerWindows(BrokenThenHired());
  ASSERT_THAT(windows, SizeIs(3));
  EXPECT_EQ(windows[0].days, (Period{Day("2024-10-01"), Day("2024-12-01")}));
}

TEST(EmployerWindows, FirstOneRunsFromTheTrainingWhenTheContractStartedBefore) {
  const auto windows = EmployerWindows(YearWith({At("a", "2024-08-15")}));
  EXPECT_EQ(windows.front().days, (Period{Day("2024-09-01"), Day("2024-11-01")}));
}

TEST(EmployerWindows, ANewEmployerOpensANewFirstWindow) {
  const auto windows = EmployerWindows(BrokenThenHired());
  EXPECT_EQ(windows[1].kind, WindowKind::kFirst);
  EXPECT_EQ(windows[1].employer, "organisations/b");
  EXPECT_EQ(windows[1].days, (Period{Day("2025-04-01"), Day("2025-06-01")}));
}

TEST(EmployerWindows, TheSameEmployerAgainOpensNone) {
  EXPECT_THAT(EmployerWindows(YearWith({At("a", "2024-10-01"), At("a", "2025-04-01")})), SizeIs(2));
}

TEST(EmployerWindows, TwoUnknownEmployersAreNotTheSame) {
  auto training = YearWith({At("", "2024-10-01"), At("", "2025-04-01")});
  for (auto& contract : training.contracts) contract.employer.clear();
  EXPECT_THAT(EmployerWindows(training), SizeIs(3));
}

TEST(EmployerWindows, LastOneRunsTheTwoMonthsBeforeTheEnd) {
  const auto windows = EmployerWindows(BrokenThenHired());
  EXPECT_EQ(windows[2].kind, WindowKind::kLast);
  EXPECT_EQ(windows[2].employer, "organisations/b");
  EXPECT_EQ(windows[2].days, (Period{Day("2025-06-30"), Day("2025-08-31")}));
}

TEST(EmployerWindows, NoneAtTheEndWithoutAnEmployer) {
  auto training = YearWith({At("a", "2024-10-01")});
  training.contracts.front().broken_on = Day("2024-12-01");
  const auto windows = EmployerWindows(training);
  ASSERT_THAT(windows, SizeIs(1));
  EXPECT_EQ(windows.front().kind, WindowKind::kFirst);
}

TEST(EmployerWindows, NeverLeaveTheTraining) {
  const auto windows = EmployerWindows(YearWith({At("a", "2025-07-15")}));
  for (const auto& window : windows) EXPECT_LE(window.days.last, Day("2025-08-31"));
}

TEST(EmployerWindows, NoneForACancelledContract) {
  auto training = YearWith({At("a", "2024-10-01")});
  training.contracts.front().cancelled = true;
  EXPECT_THAT(EmployerWindows(training), IsEmpty());
}

struct Asked {
  std::vector<Meeting> meetings = {};
  CivilDate known_since = Day("2024-09-01");
  CivilDate today;
};

WindowState FirstState(const Training& training, const Asked& asked) {
  return StateOf(EmployerWindows(training).front(), training, asked.meetings, asked.known_since,
                 asked.today);
}

TEST(EmployerWindow, IsAheadThenOpenThenMissed) {
  const auto training = YearWith({At("a", "2024-10-01")});
  EXPECT_EQ(FirstState(training, {.today = Day("2024-09-30")}), WindowState::kAhead);
  EXPECT_EQ(FirstState(training, {.today = Day("2024-10-01")}), WindowState::kOpen);
  EXPECT_EQ(FirstState(training, {.today = Day("2024-12-01")}), WindowState::kOpen);
  EXPECT_EQ(FirstState(training, {.today = Day("2024-12-02")}), WindowState::kMissed);
}

TEST(EmployerWindow, IsHeldByAMeetingOnItsFirstOrLastDay) {
  const auto training = YearWith({At("a", "2024-10-01")});
  for (const auto* day : {"2024-10-01", "2024-12-01"}) {
    EXPECT_EQ(FirstState(training, {.meetings = {{.day = Day(day)}}, .today = Day("2025-01-01")}),
              WindowState::kHeld);
  }
  EXPECT_EQ(
      FirstState(training, {.meetings = {{.day = Day("2024-12-02")}}, .today = Day("2025-01-01")}),
      WindowState::kMissed);
}

TEST(EmployerWindow, IsNotHeldByAMeetingWithAnotherEmployer) {
  const auto training = YearWith({At("a", "2024-10-01")});
  const auto with = [&](const std::string& employer) {
    return FirstState(training, {.meetings = {{.day = Day("2024-11-01"), .employer = employer}},
                                 .today = Day("2025-01-01")});
  };
  EXPECT_EQ(with("organisations/b"), WindowState::kMissed);
  EXPECT_EQ(with("organisations/a"), WindowState::kHeld);
  EXPECT_EQ(with(""), WindowState::kHeld);
}

TEST(EmployerWindow, ClosedBeforeThePlatformKnewThePathwayIsNotObserved) {
  EXPECT_EQ(
      FirstState(BrokenThenHired(), {.known_since = Day("2025-03-06"), .today = Day("2025-03-06")}),
      WindowState::kNotObserved);
}

TEST(EmployerWindow, LapsesWhenTheContractBreaksBeforeItCloses) {
  auto training = YearWith({At("a", "2024-10-01")});
  training.contracts.front().broken_on = Day("2024-11-15");
  EXPECT_EQ(FirstState(training, {.today = Day("2024-11-14")}), WindowState::kOpen);
  EXPECT_EQ(FirstState(training, {.today = Day("2024-12-02")}), WindowState::kLapsed);
}

TEST(EmployerWindow, IsStillMissedWhenTheLearnerLeavesTheDayAfterItClosed) {
  auto training = YearWith({At("a", "2024-10-01")});
  training.exited_on = Day("2025-09-01");
  const auto last = EmployerWindows(training).back();
  EXPECT_EQ(StateOf(last, training, {}, Day("2024-09-01"), Day("2025-09-01")),
            WindowState::kMissed);
}

}  // namespace
}  // namespace parcours::followup
