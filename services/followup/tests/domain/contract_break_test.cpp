#include "services/followup/domain/contract_break.h"

#include <gtest/gtest.h>

#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {
namespace {

using type::v1::CFA;
using type::v1::CONTRACT_OFFICE;
using type::v1::ERP;

BreakStatement Says(type::v1::BreakSource source, const std::string& day,
                    const std::string& stated_on = "2025-03-06") {
  return {.organisation = "organisations/cfa",
          .person = "persons/p",
          .pathway = "pathways/x",
          .contract = "apprenticeshipContracts/c",
          .number = 1,
          .broken_on = CivilDate::Parse(day),
          .source = source,
          .stated_on = Day(stated_on)};
}

// Takes the statement and returns what was recorded: "", "broken" or "rectified".
std::string Hear(ContractBreak& contract_break, const BreakStatement& statement) {
  const auto decision = contract_break.Hear(statement, {});
  if (const auto* broken = std::get_if<v1::ContractBroken>(&decision)) {
    contract_break.Apply(*broken);
    return "broken";
  }
  if (const auto* rectified = std::get_if<v1::BreakRectified>(&decision)) {
    contract_break.Apply(*rectified);
    return "rectified";
  }
  return "";
}

class ContractBreakTest : public ::testing::Test {
 protected:
  ContractBreak break_{"contractBreaks/c"};
};

TEST_F(ContractBreakTest, IsHeldFromTheFirstStatementWithItsCover) {
  const auto decision = break_.Hear(Says(CFA, "2024-12-01"), {});
  const auto& broken = std::get<v1::ContractBroken>(decision);
  EXPECT_EQ(broken.break_date(), "2024-12-01");
  EXPECT_EQ(broken.cover_until_date(), "2025-06-01");
  EXPECT_EQ(broken.meta().effective_date(), "2024-12-01");
}

TEST_F(ContractBreakTest, IsOneWhoeverRepeatsIt) {
  EXPECT_EQ(Hear(break_, Says(CFA, "2024-12-01")), "broken");
  EXPECT_EQ(Hear(break_, Says(CFA, "2024-12-01", "2025-03-07")), "");
  EXPECT_EQ(Hear(break_, Says(ERP, "2024-12-01")), "");
}

TEST_F(ContractBreakTest, FollowsTheSourceOfHigherRank) {
  Hear(break_, Says(CFA, "2024-12-01"));
  EXPECT_EQ(Hear(break_, Says(ERP, "2024-12-24")), "") << "a lower rank changes nothing";
  EXPECT_EQ(Hear(break_, Says(CONTRACT_OFFICE, "2024-12-05")), "rectified");
  EXPECT_EQ(break_.broken_on(), Day("2024-12-05"));
  EXPECT_EQ(Hear(break_, Says(CFA, "2024-12-01", "2025-04-01")), "");
}

TEST_F(ContractBreakTest, KeepsTheRankOfAConfirmationByAHigherSource) {
  Hear(break_, Says(CFA, "2024-12-01"));
  EXPECT_EQ(Hear(break_, Says(CONTRACT_OFFICE, "2024-12-01")), "rectified");
  EXPECT_EQ(Hear(break_, Says(CFA, "2024-12-15", "2025-04-01")), "");
}

TEST_F(ContractBreakTest, FollowsTheLaterStatementOfTheSameRank) {
  Hear(break_, Says(CFA, "2024-12-01"));
  EXPECT_EQ(Hear(break_, Says(CFA, "2024-12-15", "2025-03-20")), "rectified");
  EXPECT_EQ(Hear(break_, Says(CFA, "2024-12-01", "2025-03-10")), "") << "said before";
  EXPECT_EQ(break_.broken_on(), Day("2024-12-15"));
}

TEST_F(ContractBreakTest, CanBeTakenBackAndStatedAgain) {
  EXPECT_EQ(Hear(break_, Says(CFA, "")), "") << "nothing to take back";
  Hear(break_, Says(CFA, "2024-12-01"));
  EXPECT_EQ(Hear(break_, Says(CFA, "", "2025-03-20")), "rectified");
  EXPECT_FALSE(break_.broken_on());
  EXPECT_EQ(Hear(break_, Says(CFA, "2025-01-10", "2025-03-25")), "rectified");
  EXPECT_EQ(break_.broken_on(), Day("2025-01-10"));
}

}  // namespace
}  // namespace parcours::followup
