#include "services/support/domain/support_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace parcours::support {
namespace {

using type::v1::HOUSING;
using type::v1::MOBILITY;
using type::v1::REFERRAL;

constexpr CivilDate kMarch10{2025, 3, 10};
constexpr CivilDate kApril2{2025, 4, 2};
const std::string kPerson = "persons/p";
const std::string kHelper = "organisations/mobility";

StatedBarrier Stated(type::v1::BarrierCategory category, int severity, CivilDate day,
                     const std::string& pathway = "pathways/one") {
  return {.organisation = pathway == "pathways/one" ? "organisations/cfa" : "organisations/other",
          .pathway = pathway,
          .category = category,
          .severity = severity,
          .day = day};
}

SupportCase CaseWith(const std::vector<StatedBarrier>& statements) {
  SupportCase support_case(CaseOf(kPerson));
  for (const auto& stated : statements) {
    if (!support_case.opened()) support_case.Apply(*support_case.Open(stated));
    support_case.Apply(*support_case.Confirm(stated));
  }
  return support_case;
}

security::Actor Referent() {
  return {.principal = "agents/referent",
          .organisation = "organisations/cfa",
          .person = {},
          .roles = {}};
}

SupportCase Lifted(SupportCase support_case, CivilDate day) {
  support_case.Apply(*support_case.Lift(MOBILITY, "permis obtenu", Referent(), day));
  return support_case;
}

ConsentStatement Given(std::int64_t version, CivilDate day) {
  return {.purpose = REFERRAL,
          .recipient = kHelper,
          .given = day,
          .until = {},
          .withdrawn = {},
          .version = version};
}

ConsentStatement Withdrawn(std::int64_t version, CivilDate day) {
  return {.purpose = REFERRAL,
          .recipient = kHelper,
          .given = {},
          .until = {},
          .withdrawn = day,
          .version = version};
}

SupportCase CaseKnowing(const std::vector<ConsentStatement>& statements) {
  SupportCase support_case(CaseOf(kPerson));
  for (const auto& statement : statements) {
    const auto fact = support_case.NoteConsent(statement);
    if (fact) support_case.Apply(*fact);
  }
  return support_case;
}

TEST(SupportCase, HasTheIdOfThePerson) {
  EXPECT_EQ(CaseOf("persons/p"), "supportCases/p");
  EXPECT_EQ(CaseOf("pathways/p"), "");
  EXPECT_EQ(SupportCase("supportCases/p").person(), "persons/p");
}

TEST(SupportCase, IsOpenedByItsFirstBarrierOnTheDayItWasStated) {
  const auto support_case = CaseWith({Stated(MOBILITY, 3, kMarch10)});
  EXPECT_TRUE(support_case.opened());
  EXPECT_EQ(support_case.organisation(), "organisations/cfa");
  EXPECT_EQ(support_case.open_day(), kMarch10);
  const auto barriers = support_case.Barriers();
  ASSERT_EQ(barriers.size(), 1U);
  EXPECT_EQ(barriers[0].category, MOBILITY);
  EXPECT_EQ(barriers[0].severity, 3);
  EXPECT_EQ(barriers[0].identified, kMarch10);
  EXPECT_FALSE(barriers[0].lifted);
}

TEST(SupportCase, ShowsTheSameStateForEveryOrderOfArrival) {
  std::vector<StatedBarrier> statements{
      Stated(MOBILITY, 3, kMarch10), Stated(MOBILITY, 2, kApril2, "pathways/two"),
      Stated(MOBILITY, 4, kApril2), Stated(HOUSING, 1, kMarch10.AddDays(-30), "pathways/two")};
  std::sort(statements.begin(), statements.end(), [](const auto& one, const auto& other) {
    return one.pathway + std::to_string(one.severity) <
           other.pathway + std::to_string(other.severity);
  });
  do {
    const auto support_case = CaseWith(statements);
    EXPECT_EQ(support_case.organisation(), "organisations/other");
    EXPECT_EQ(support_case.open_day(), kMarch10.AddDays(-30));
    const auto mobility = support_case.FindBarrier(MOBILITY);
    ASSERT_TRUE(mobility);
    EXPECT_EQ(mobility->severity, 4);
    EXPECT_EQ(mobility->pathway, "pathways/one");
    EXPECT_EQ(mobility->identified, kMarch10);
  } while (std::next_permutation(statements.begin(), statements.end(),
                                 [](const auto& one, const auto& other) {
                                   return one.pathway + std::to_string(one.severity) <
                                          other.pathway + std::to_string(other.severity);
                                 }));
}

TEST(SupportCase, RecognisesAStatementItHas) {
  const auto support_case = CaseWith({Stated(MOBILITY, 3, kMarch10)});
  EXPECT_TRUE(support_case.Knows(Stated(MOBILITY, 3, kMarch10)));
  EXPECT_FALSE(support_case.Knows(Stated(MOBILITY, 4, kMarch10)));
}

TEST(SupportCase, ABarrierOutsideTheListIsRefused) {
  const SupportCase support_case(CaseOf(kPerson));
  EXPECT_EQ(support_case.Confirm(Stated(type::v1::BARRIER_CATEGORY_UNSPECIFIED, 1, kMarch10))
                .error()
                .reason,
            "BARRIER_UNKNOWN");
}

TEST(SupportCase, ASeverityOutsideOneToFourIsRefused) {
  const SupportCase support_case(CaseOf(kPerson));
  EXPECT_EQ(support_case.Confirm(Stated(MOBILITY, 0, kMarch10)).error().reason,
            "BARRIER_SEVERITY_INVALID");
  EXPECT_EQ(support_case.Confirm(Stated(MOBILITY, 5, kMarch10)).error().reason,
            "BARRIER_SEVERITY_INVALID");
}

TEST(SupportCase, ALiftedBarrierStaysWithItsDays) {
  const auto support_case = Lifted(CaseWith({Stated(MOBILITY, 3, kMarch10)}), kApril2);
  const auto barrier = support_case.FindBarrier(MOBILITY);
  ASSERT_TRUE(barrier);
  EXPECT_EQ(barrier->lifted, kApril2);
  EXPECT_EQ(barrier->identified, kMarch10);
}

TEST(SupportCase, ABarrierThatDoesNotStandCannotBeLifted) {
  const auto lifted = Lifted(CaseWith({Stated(MOBILITY, 3, kMarch10)}), kApril2);
  EXPECT_EQ(lifted.Lift(MOBILITY, "", Referent(), kApril2).error().reason, "BARRIER_NOT_OPEN");
  EXPECT_EQ(lifted.Lift(HOUSING, "", Referent(), kApril2).error().reason, "BARRIER_NOT_OPEN");
}

TEST(SupportCase, ABarrierCannotBeLiftedBeforeItWasLastStated) {
  const auto support_case = CaseWith({Stated(MOBILITY, 3, kMarch10), Stated(MOBILITY, 2, kApril2)});
  EXPECT_EQ(support_case.Lift(MOBILITY, "", Referent(), kMarch10).error().reason,
            "DATE_BEFORE_FORMER_ACT");
  EXPECT_TRUE(support_case.Lift(MOBILITY, "", Referent(), kApril2));
}

TEST(SupportCase, AStatementAfterTheLiftOpensANewEpisode) {
  auto support_case = Lifted(CaseWith({Stated(MOBILITY, 3, kMarch10)}), kApril2);
  support_case.Apply(*support_case.Confirm(Stated(MOBILITY, 1, kApril2.AddDays(1))));
  const auto barrier = support_case.FindBarrier(MOBILITY);
  ASSERT_TRUE(barrier);
  EXPECT_FALSE(barrier->lifted);
  EXPECT_EQ(barrier->identified, kApril2.AddDays(1));
  EXPECT_EQ(barrier->severity, 1);
}

TEST(SupportCase, AStatementThatArrivesLateBelongsToTheEpisodeOfItsDay) {
  auto support_case = Lifted(CaseWith({Stated(MOBILITY, 3, kMarch10)}), kApril2);
  support_case.Apply(*support_case.Confirm(Stated(MOBILITY, 4, kMarch10.AddDays(-5))));
  const auto barrier = support_case.FindBarrier(MOBILITY);
  ASSERT_TRUE(barrier);
  EXPECT_EQ(barrier->lifted, kApril2);
  EXPECT_EQ(barrier->identified, kMarch10.AddDays(-5));
  EXPECT_EQ(barrier->severity, 3);
}

TEST(SupportCase, StandingBarriersComeBeforeLiftedOnes) {
  auto support_case = CaseWith({Stated(HOUSING, 2, kMarch10), Stated(MOBILITY, 3, kMarch10)});
  support_case.Apply(*support_case.Lift(HOUSING, "", Referent(), kApril2));
  const auto barriers = support_case.Barriers();
  ASSERT_EQ(barriers.size(), 2U);
  EXPECT_EQ(barriers[0].category, MOBILITY);
  EXPECT_EQ(barriers[1].category, HOUSING);
}

TEST(SupportCase, KeepsConsentsBeforeItIsOpened) {
  const auto support_case = CaseKnowing({Given(3, kMarch10)});
  EXPECT_FALSE(support_case.opened());
  EXPECT_EQ(support_case.ConsentOn(REFERRAL, kHelper, kMarch10), kMarch10);
}

TEST(SupportCase, AConsentHoldsForItsPurposeAndRecipientFromItsDayToItsLast) {
  auto given = Given(1, kMarch10);
  given.until = kApril2;
  const auto support_case = CaseKnowing({given});
  EXPECT_FALSE(support_case.ConsentOn(REFERRAL, kHelper, kMarch10.AddDays(-1)));
  EXPECT_TRUE(support_case.ConsentOn(REFERRAL, kHelper, kApril2));
  EXPECT_FALSE(support_case.ConsentOn(REFERRAL, kHelper, kApril2.AddDays(1)));
  EXPECT_FALSE(support_case.ConsentOn(REFERRAL, "organisations/other", kMarch10));
  EXPECT_FALSE(support_case.ConsentOn(type::v1::SURVEY, kHelper, kMarch10));
}

TEST(SupportCase, AWithdrawnConsentDoesNotHoldEvenForEarlierDays) {
  const auto support_case = CaseKnowing({Given(1, kMarch10), Withdrawn(2, kApril2)});
  EXPECT_FALSE(support_case.ConsentOn(REFERRAL, kHelper, kMarch10));
}

TEST(SupportCase, TakesNoNoteOfWhatItNeedsNotKnow) {
  auto survey = Given(1, kMarch10);
  survey.purpose = type::v1::SURVEY;
  EXPECT_FALSE(SupportCase(CaseOf(kPerson)).NoteConsent(survey));
}

TEST(SupportCase, TheLaterStatementHoldsWhateverTheOrderOfArrival) {
  const auto overtaken = CaseKnowing({Withdrawn(2, kApril2), Given(1, kMarch10)});
  EXPECT_FALSE(overtaken.ConsentOn(REFERRAL, kHelper, kApril2));
}

TEST(SupportCase, AConsentGivenAgainOnTheDayOfTheWithdrawalHolds) {
  const auto support_case =
      CaseKnowing({Given(1, kMarch10), Withdrawn(2, kMarch10), Given(3, kMarch10)});
  EXPECT_EQ(support_case.ConsentOn(REFERRAL, kHelper, kMarch10), kMarch10);
}

}  // namespace
}  // namespace parcours::support
