#include "services/followup/domain/continuation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Contract Broken(const std::string& day) {
  return {.name = "contracts/1",
          .employer = {},
          .start = Day("2024-10-01"),
          .end = {},
          .broken_on = Day(day)};
}

Contract StartingOn(const std::string& day) {
  return {
      .name = "contracts/" + day, .employer = {}, .start = Day(day), .end = {}, .broken_on = {}};
}

Training Until(const std::string& end, std::vector<Contract> contracts) {
  return {.session = {Day("2024-09-01"), Day(end)},
          .contracts = std::move(contracts),
          .excluded_on = {},
          .exited_on = {}};
}

Continuation After(const Training& training) {
  return ContinuationAfter(training.contracts.front(), training).value();
}

TEST(Continuation, LastsSixCalendarMonthsLastDayIncluded) {
  const auto run = After(Until("2025-08-31", {Broken("2024-12-01")}));
  EXPECT_EQ(run.covered_to, Day("2025-06-01"));
  EXPECT_EQ(run.ended_on, Day("2025-06-02"));
  EXPECT_EQ(run.end, ContinuationEnd::kExpired);
}

TEST(Continuation, WarnsSixtyAndThirtyDaysBeforeTheLastDay) {
  const auto run = After(Until("2025-08-31", {Broken("2024-12-01")}));
  EXPECT_THAT(run.expiring_on, ElementsAre(Day("2025-04-02"), Day("2025-05-02")));
}

TEST(Continuation, IsClampedToTheEndOfTheMonth) {
  const auto run = After(Until("2026-08-31", {Broken("2025-08-31")}));
  EXPECT_EQ(run.legal_last, Day("2026-02-28"));
}

TEST(Continuation, StopsOnTheDayTheNewContractStarts) {
  const auto run = After(Until("2025-08-31", {Broken("2024-12-01"), StartingOn("2025-04-01")}));
  EXPECT_EQ(run.ended_on, Day("2025-04-01"));
  EXPECT_EQ(run.end, ContinuationEnd::kNewContract);
  EXPECT_EQ(run.new_contract, "contracts/2025-04-01");
  EXPECT_EQ(run.covered_to, Day("2025-06-01")) << "what was granted stays said";
  EXPECT_THAT(run.expiring_on, IsEmpty()) << "the warning of 2 April comes after the contract";
}

TEST(Continuation, StopsWithAContractThatStartsOnTheLastDayButNotOneLater) {
  EXPECT_EQ(After(Until("2025-08-31", {Broken("2024-12-01"), StartingOn("2025-06-01")})).end,
            ContinuationEnd::kNewContract);
  EXPECT_EQ(After(Until("2025-08-31", {Broken("2024-12-01"), StartingOn("2025-06-02")})).end,
            ContinuationEnd::kExpired);
}

TEST(Continuation, ResumesWhenTheNewContractIsCancelled) {
  auto training = Until("2025-08-31", {Broken("2024-12-01"), StartingOn("2025-04-01")});
  training.contracts.back().cancelled = true;
  EXPECT_EQ(After(training), After(Until("2025-08-31", {Broken("2024-12-01")})));
}

TEST(Continuation, IsNotStoppedByAContractBrokenBeforeItStarted) {
  auto never = StartingOn("2025-04-01");
  never.broken_on = Day("2025-04-01");
  EXPECT_EQ(After(Until("2025-08-31", {Broken("2024-12-01"), never})).end,
            ContinuationEnd::kExpired);
}

TEST(Continuation, IsStoppedAtOnceByAContractAlreadyInForce) {
  const auto run = After(Until("2025-08-31", {Broken("2024-12-01"), StartingOn("2024-11-15")}));
  EXPECT_EQ(run.ended_on, Day("2024-12-01"));
  EXPECT_EQ(run.end, ContinuationEnd::kNewContract);
}

TEST(Continuation, EndsWithTheTraining) {
  const auto run = After(Until("2025-03-31", {Broken("2024-12-01")}));
  EXPECT_EQ(run.legal_last, Day("2025-06-01"));
  EXPECT_EQ(run.covered_to, Day("2025-03-31"));
  EXPECT_EQ(run.end, ContinuationEnd::kTrainingEnded);
}

TEST(Continuation, EndsWithExclusionAndWithExit) {
  auto training = Until("2025-08-31", {Broken("2024-12-01")});
  training.exited_on = Day("2025-03-01");
  EXPECT_EQ(After(training).covered_to, Day("2025-02-28"));
  EXPECT_EQ(After(training).end, ContinuationEnd::kExited);
  training.excluded_on = Day("2025-02-01");
  EXPECT_EQ(After(training).ended_on, Day("2025-02-01"));
}

TEST(Continuation, OfABreakAfterTheEndNeverRuns) {
  const auto training = Until("2024-11-30", {Broken("2024-12-01")});
  EXPECT_FALSE(ContinuationAfter(training.contracts.front(), training));
}

TEST(Continuation, NeedsABreak) {
  const auto training = Until("2025-08-31", {StartingOn("2024-10-01")});
  EXPECT_FALSE(ContinuationAfter(training.contracts.front(), training));
}

TEST(BreakDates, SetTheDashboardBesideTheLaw) {
  const auto training = Until("2025-08-31", {Broken("2024-12-01"), StartingOn("2025-04-01")});
  const auto dates = DatesIfNobodyActs(training.contracts.front(), training).value();
  EXPECT_EQ(dates.dashboard_abandon, Day("2025-05-30"));
  EXPECT_EQ(dates.legal_cover, Day("2025-06-01"));
}

TEST(BreakDates, HaveNoAbandonWhenTheTrainingEndsFirst) {
  const auto training = Until("2025-03-31", {Broken("2024-12-01")});
  EXPECT_FALSE(DatesIfNobodyActs(training.contracts.front(), training)->dashboard_abandon);
}

}  // namespace
}  // namespace parcours::followup
