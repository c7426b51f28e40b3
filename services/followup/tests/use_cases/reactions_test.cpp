// What follow-up does when it hears of the facts of other services.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

class Reactions : public FollowupTest {};

recruitment::v1::EnrolmentCorrected Corrected(const char* end_date) {
  const auto imported = Imported();
  recruitment::v1::EnrolmentCorrected fact;
  fact.set_enrolment(imported.enrolment());
  fact.set_organisation(imported.organisation());
  fact.set_person(imported.person());
  fact.set_pathway(imported.pathway());
  fact.set_trainer_organisation(imported.trainer_organisation());
  fact.set_programme(imported.programme());
  fact.set_programme_kind(imported.programme_kind());
  fact.set_start_date(imported.start_date());
  fact.set_end_date(end_date);
  *fact.mutable_certification() = imported.certification();
  fact.mutable_meta()->set_effective_date("2025-03-10");
  return fact;
}

TEST_F(Reactions, APathwayWaitsUntilItsOrganisationIsKnown) {
  auto elsewhere = Imported();
  elsewhere.set_organisation(kStranger);
  const auto heard = fixture_.Deliver(elsewhere, {.aggregate = kEnrolment});
  ASSERT_FALSE(heard);
  EXPECT_EQ(heard.error().reason, "PATHWAY_ORGANISATION_NOT_KNOWN_YET");
  EXPECT_EQ(heard.error().refusal, RefusalClass::kNotYet);
}

TEST_F(Reactions, AnImportOpensThePathwayWithTheDefaultReferent) {
  Hear(Imported());
  const auto opened = fixture_.FactsOf<v1::PathwayOpened>();
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_EQ(opened.front().pathway(), kPathway);
  EXPECT_EQ(opened.front().meta().effective_date(), "2024-09-01");
  const auto assigned = fixture_.FactsOf<v1::ReferentAssigned>();
  ASSERT_EQ(assigned.size(), 1U);
  EXPECT_TRUE(assigned.front().by_default());
  EXPECT_EQ(assigned.front().referent(), kDefaultReferent);
  EXPECT_EQ(assigned.front().meta().effective_date(), "2024-09-01");
}

TEST_F(Reactions, AFactAboutAPathwayNotYetOpenIsKeptWithIt) {
  Hear(ImportedContract());
  Hear(BreakReported());
  EXPECT_EQ(Count("ContractBroken"), 1U);
  EXPECT_EQ(Count("ContinuationStarted"), 0U);
  EXPECT_EQ(Get().error().reason, "RESOURCE_NOT_FOUND");
  Hear(Imported());
  EXPECT_EQ(Count("ContinuationStarted"), 1U);
  EXPECT_EQ(Count("AlertRaised"), 1U);
  EXPECT_EQ(Get()->continuation().cover_until_date(), "2025-06-01");
}

TEST_F(Reactions, ACorrectedRecordMovesTheClockAndTheWindows) {
  ImportLearner();
  Hear(Corrected("2025-04-30"));
  EXPECT_EQ(Get()->continuation().cover_until_date(), "2025-04-30");
  EXPECT_EQ(Count("ContinuationStarted"), 2U);
  Hear(Corrected("2025-04-30"));
  EXPECT_EQ(Count("PathwayCorrected"), 1U) << "nothing new";
}

TEST_F(Reactions, AnAlertIsNotRaisedForABreakLongHealed) {
  Hear(Imported());
  Hear(ImportedContract());
  Hear(ImportedContract(kContract2, 2, "2025-01-15", kEmployerB));
  Hear(BreakReported());
  MoveTo("2025-03-06");
  EXPECT_EQ(Count("AlertRaised"), 0U);
  EXPECT_EQ(Count("ContinuationEnded"), 1U);
  EXPECT_EQ(Get()->continuation().end_reason(), v1::ContinuationEnded::NEW_CONTRACT);
  EXPECT_EQ(Get()->continuation().end_date(), "2025-01-15");
}

TEST_F(Reactions, ABreakTakenBackStopsTheClockAndTheAlert) {
  ImportLearner();
  MoveTo("2025-03-20");
  Hear(BreakReported("", "2025-03-20"));
  EXPECT_EQ(Count("BreakRectified"), 1U);
  EXPECT_EQ(fixture_.FactsOf<v1::ContinuationEnded>().back().reason(),
            v1::ContinuationEnded::BREAK_WITHDRAWN);
  EXPECT_EQ(Count("AlertClosed"), 1U);
  EXPECT_EQ(Get()->dashboard().status(), v1::APPRENTI);
}

TEST_F(Reactions, AContractTakenBackLetsTheClockRunAgain) {
  ImportLearner();
  Hear(ImportedContract(kContract2, 2, "2025-02-01", kEmployerB));
  MoveTo("2025-03-07");
  EXPECT_EQ(Get()->continuation().state(), v1::Continuation::OVER);
  recruitment::v1::ContractCorrected withdrawn;
  withdrawn.set_contract(kContract2);
  withdrawn.set_organisation(kCfa);
  withdrawn.set_person(kPerson);
  withdrawn.set_pathway(kPathway);
  withdrawn.set_number(2);
  withdrawn.set_start_date("2025-02-01");
  withdrawn.set_employer(kEmployerB);
  withdrawn.set_withdrawn(true);
  Hear(withdrawn);
  EXPECT_EQ(Get()->continuation().state(), v1::Continuation::RUNNING);
  EXPECT_EQ(Get()->dashboard().status(), v1::RUPTURANT);
}

TEST_F(Reactions, AProgrammeThatIsNoApprenticeshipHasNoStatusAndNoClock) {
  auto scheme = Imported();
  scheme.set_programme_kind(type::v1::SUPPORT_SCHEME);
  Hear(scheme);
  const auto pathway = Get();
  ASSERT_TRUE(pathway);
  EXPECT_FALSE(pathway->has_dashboard());
  EXPECT_FALSE(pathway->has_continuation());
  EXPECT_EQ(pathway->windows_size(), 0);
}

TEST_F(Reactions, ABarrierOfNoPathwayIsNoConcernOfFollowUp) {
  auto fact = Confirmed();
  fact.clear_pathway();
  const auto before = fixture_.Facts().size();
  Hear(fact);
  EXPECT_EQ(fixture_.Facts().size(), before);
}

}  // namespace
}  // namespace parcours::followup
