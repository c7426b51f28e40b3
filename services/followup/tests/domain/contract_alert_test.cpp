#include "services/followup/domain/contract_alert.h"

#include <gtest/gtest.h>

#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {
namespace {

Training YearBrokenInDecember() {
  return {.session = {Day("2024-09-01"), Day("2025-08-31")},
          .contracts = {{.name = "contracts/1",
                         .employer = {},
                         .start = Day("2024-10-01"),
                         .end = {},
                         .broken_on = Day("2024-12-01")}},
          .excluded_on = {},
          .exited_on = {}};
}

std::optional<int> Due(const Training& training, const std::string& day,
                       ContractAlertRule rule = {}) {
  return AlertDue(training.contracts.front(), training, Day(day), rule);
}

TEST(ContractAlert, CountsTheDaysSinceTheBreak) {
  EXPECT_EQ(Due(YearBrokenInDecember(), "2025-03-06"), 95);
}

TEST(ContractAlert, WaitsTheDaysOfTheRule) {
  EXPECT_FALSE(Due(YearBrokenInDecember(), "2024-12-14", {.days_without_contract = 14}));
  EXPECT_EQ(Due(YearBrokenInDecember(), "2024-12-15", {.days_without_contract = 14}), 14);
}

TEST(ContractAlert, IsNotRaisedOnceAContractHeldAgain) {
  auto training = YearBrokenInDecember();
  training.contracts.push_back({.name = "contracts/2",
                                .employer = {},
                                .start = Day("2025-02-01"),
                                .end = {},
                                .broken_on = {}});
  EXPECT_EQ(Due(training, "2025-01-31"), 61);
  EXPECT_FALSE(Due(training, "2025-02-01"));
}

TEST(ContractAlert, IsNotRaisedAfterExitExclusionOrEndOfTraining) {
  auto excluded = YearBrokenInDecember();
  excluded.excluded_on = Day("2025-03-01");
  EXPECT_FALSE(Due(excluded, "2025-03-06"));
  auto left = YearBrokenInDecember();
  left.exited_on = Day("2025-03-01");
  EXPECT_FALSE(Due(left, "2025-03-06"));
  EXPECT_FALSE(Due(YearBrokenInDecember(), "2025-09-01"));
}

TEST(ContractAlert, ClosesWithANewContractAndNoOpenBarrier) {
  auto training = YearBrokenInDecember();
  training.contracts.push_back({.name = "contracts/2",
                                .employer = {},
                                .start = Day("2025-04-01"),
                                .end = {},
                                .broken_on = {}});
  const auto run = ContinuationAfter(training.contracts.front(), training);
  EXPECT_FALSE(AlertSettled({.continuation = run}, Day("2025-03-31")))
      << "the contract has not begun";
  EXPECT_FALSE(AlertSettled({.continuation = run, .barrier_open = true}, Day("2025-04-02")));
  EXPECT_TRUE(AlertSettled({.continuation = run}, Day("2025-04-02")));
}

TEST(ContractAlert, StaysOpenWhenTheClockExpires) {
  const auto training = YearBrokenInDecember();
  const auto run = ContinuationAfter(training.contracts.front(), training);
  EXPECT_FALSE(AlertSettled({.continuation = run}, Day("2025-06-02")));
  EXPECT_TRUE(AlertSettled({.continuation = run, .exited = true}, Day("2025-06-02")));
}

}  // namespace
}  // namespace parcours::followup
