#include "services/recruitment/domain/employer_search.h"

#include <gtest/gtest.h>

#include "services/recruitment/domain/contract_matching.h"

namespace parcours::recruitment {
namespace {

constexpr CivilDate kBreak{2024, 12, 1};
constexpr CivilDate kToday{2025, 3, 6};
const TrainingPeriod kTraining{.end = CivilDate(2025, 8, 31), .excluded_on = std::nullopt};

bool Seeks(const std::vector<ContractCover>& others, const TrainingPeriod& training = kTraining) {
  return LeavesWithoutEmployer(kBreak, others, training, kToday);
}

TEST(LeavesWithoutEmployer, TheOnlyContractIsBroken) { EXPECT_TRUE(Seeks({})); }

TEST(LeavesWithoutEmployer, NotWhenAContractFollowsOrCoversTheDay) {
  EXPECT_FALSE(
      Seeks({{.start = CivilDate(2025, 4, 1), .end = std::nullopt, .broken_on = std::nullopt}}));
  EXPECT_FALSE(Seeks({{.start = CivilDate(2024, 9, 1),
                       .end = CivilDate(2025, 1, 31),
                       .broken_on = std::nullopt}}));
  EXPECT_FALSE(Seeks(
      {{.start = CivilDate(2025, 1, 1), .end = std::nullopt, .broken_on = CivilDate(2025, 2, 1)}}))
      << "that later break is judged on its own";
}

TEST(LeavesWithoutEmployer, AFormerContractDoesNotHelp) {
  EXPECT_TRUE(Seeks({{.start = CivilDate(2024, 9, 1),
                      .end = CivilDate(2024, 9, 30),
                      .broken_on = std::nullopt}}));
  EXPECT_TRUE(Seeks({{.start = CivilDate(2024, 9, 1),
                      .end = std::nullopt,
                      .broken_on = CivilDate(2024, 10, 1)}}));
}

TEST(LeavesWithoutEmployer, NotOnceTheTrainingIsOverOrThePersonExcluded) {
  EXPECT_FALSE(Seeks({}, {.end = CivilDate(2025, 3, 5), .excluded_on = std::nullopt}));
  EXPECT_TRUE(Seeks({}, {.end = CivilDate(2025, 3, 6), .excluded_on = std::nullopt}));
  EXPECT_FALSE(Seeks({}, {.end = CivilDate(2025, 8, 31), .excluded_on = CivilDate(2025, 3, 1)}));
  EXPECT_TRUE(Seeks({}, {.end = std::nullopt, .excluded_on = std::nullopt}));
}

EmployerSearch Opened() {
  EmployerSearch search("employerSearches/x");
  search.Apply(*search.Open({.organisation = "o",
                             .person = "p",
                             .pathway = "pathways/x",
                             .contract = "apprenticeshipContracts/c",
                             .broken_on = kBreak},
                            kToday));
  return search;
}

TEST(EmployerSearch, OpensOncePerBreakAndAgainAtALaterOne) {
  auto search = Opened();
  EXPECT_TRUE(search.open());
  const EmployerSearch::Break same{.organisation = "o",
                                   .person = "p",
                                   .pathway = "pathways/x",
                                   .contract = "apprenticeshipContracts/c",
                                   .broken_on = kBreak};
  EXPECT_FALSE(search.Open(same, kToday));
  search.Apply(*search.Close(v1::EmployerSearchClosed::CONTRACT_SIGNED, "apprenticeshipContracts/d",
                             kToday));
  EXPECT_FALSE(search.open());
  EXPECT_FALSE(search.Open(same, kToday)) << "the same break, told again";
  auto later = same;
  later.contract = "apprenticeshipContracts/d";
  EXPECT_TRUE(search.Open(later, kToday));
}

TEST(EmployerSearch, ClosesOnlyWhenOpen) {
  EXPECT_FALSE(EmployerSearch("employerSearches/x")
                   .Close(v1::EmployerSearchClosed::PATHWAY_CLOSED, "", kToday));
}

DossierContract Stated(CivilDate start, const std::string& siret = "") {
  return {.rank = 1,
          .start = start,
          .end = std::nullopt,
          .broken_on = std::nullopt,
          .break_cause = {},
          .employer_siret = siret};
}

ApprenticeshipContract Known(const std::string& name, CivilDate start, bool imported,
                             const std::string& siret = "") {
  ApprenticeshipContract contract(name);
  auto fact = contract.Import(
      {.organisation = "o", .person = "p", .pathway = "pathways/x"},
      {.employer = "", .employer_siret = siret, .number = 1, .start = start, .end = {}});
  fact.set_imported(imported);
  contract.Apply(fact);
  return contract;
}

TEST(MatchContracts, TheSameStartIsTheSameContract) {
  const auto matches = MatchContracts({Known("c/1", kBreak, true)}, {Stated(kBreak, "other")});
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_TRUE(matches[0].known && matches[0].stated);
}

TEST(MatchContracts, AMovedStartIsACorrectionWithinOneEmployer) {
  EXPECT_EQ(MatchContracts({Known("c/1", kBreak, true, "s")}, {Stated(kToday, "s")}).size(), 1U);
  const auto other = MatchContracts({Known("c/1", kBreak, true, "s")}, {Stated(kToday, "t")});
  ASSERT_EQ(other.size(), 2U);
  EXPECT_FALSE(other[0].stated);
  EXPECT_FALSE(other[1].known);
}

TEST(MatchContracts, AContractSignedHereIsNeverWithdrawnByAFile) {
  EXPECT_TRUE(MatchContracts({Known("c/1", kBreak, false)}, {}).empty());
  const auto matches = MatchContracts({Known("c/1", kBreak, false)}, {Stated(kBreak)});
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_TRUE(matches[0].known && matches[0].stated);
}

TEST(MatchContracts, NewContractsComeByTheirStart) {
  const auto matches = MatchContracts({}, {Stated(kToday), Stated(kBreak)});
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].stated->start, kBreak);
}

}  // namespace
}  // namespace parcours::recruitment
