#include "services/support/tests/use_cases/support_test.h"

namespace parcours::support {
namespace {

using CasesTest = SupportTest;

TEST_F(CasesTest, ABarrierHeardOpensTheCaseAndConfirmsIt) {
  HearBarrier();
  const auto opened = fixture_.FactsOf<v1::SupportCaseOpened>();
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_EQ(opened[0].support_case(), kCase);
  EXPECT_EQ(opened[0].organisation(), kCfa);
  EXPECT_EQ(opened[0].meta().effective_date(), "2025-03-10");
  const auto confirmed = fixture_.FactsOf<v1::BarrierConfirmed>();
  ASSERT_EQ(confirmed.size(), 1U);
  EXPECT_EQ(confirmed[0].severity(), 3);
  EXPECT_EQ(confirmed[0].meta().cause().source(), "/parcours/followup");
}

TEST_F(CasesTest, ABarrierFromBeforeEntryEnrichesTheSameCase) {
  HearBarrier();
  recruitment::v1::BarrierIdentified before;
  before.set_organisation(kCfa);
  before.set_person(kPerson);
  before.set_pathway(kPathway);
  before.set_category(type::v1::HOUSING);
  before.set_severity(2);
  before.mutable_meta()->set_effective_date("2025-02-01");
  ASSERT_TRUE(fixture_.Deliver(before));

  EXPECT_EQ(fixture_.FactsOf<v1::SupportCaseOpened>().size(), 1U);
  const auto found = fixture_.Execute(Case(), Referent());
  ASSERT_TRUE(found) << found.error().reason;
  EXPECT_EQ(found->barriers_size(), 2);
  EXPECT_EQ(found->open_date(), "2025-02-01");
  EXPECT_EQ(found->state(), v1::SupportCase::OPEN);
}

TEST_F(CasesTest, TheSameStatementHeardAgainChangesNothing) {
  HearBarrier();
  const auto before = fixture_.Facts().size();
  HearBarrier();
  EXPECT_EQ(fixture_.Facts().size(), before);
}

TEST_F(CasesTest, ABarrierOutsideTheListIsADeadLetter) {
  const auto refused = fixture_.Deliver(Identified(static_cast<type::v1::BarrierCategory>(77)));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "BARRIER_UNKNOWN");
  EXPECT_EQ(refused.error().refusal, RefusalClass::kFinal);
  EXPECT_TRUE(fixture_.Facts().empty());
}

TEST_F(CasesTest, OnlyTheOrganisationAndThePersonSeeTheCase) {
  HearBarrier();
  EXPECT_EQ(WhyNot(Case(), Referent()), "");
  EXPECT_EQ(WhyNot(Case(), testing::Beneficiary(kPerson)), "");
  EXPECT_EQ(WhyNot(Case(), testing::Beneficiary("persons/someone-else")), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(WhyNot(Case(), SocialWorker()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(WhyNot(Case(), testing::Operator()), "ROLE_NOT_ALLOWED");
}

TEST_F(CasesTest, AConsentAloneIsNotACase) {
  HearConsent();
  EXPECT_EQ(WhyNot(Case(), testing::Beneficiary(kPerson)), "RESOURCE_NOT_FOUND");
}

TEST_F(CasesTest, ALiftedBarrierLeavesTheCaseAtRest) {
  HearBarrier();
  ASSERT_EQ(fixture_.AdvanceTo({2025, 4, 2}), 0);
  auto request = About<v1::LiftBarrierRequest>(kCase, "lift-1");
  request.set_category(type::v1::MOBILITY);
  request.set_note("scooter prêté");
  const auto lifted = fixture_.Execute(request, Referent());
  ASSERT_TRUE(lifted) << lifted.error().reason;
  EXPECT_EQ(lifted->state(), v1::SupportCase::AT_REST);
  EXPECT_EQ(lifted->barriers(0).state(), v1::Barrier::LIFTED);
  EXPECT_EQ(lifted->barriers(0).lift_date(), "2025-04-02");

  const auto facts = fixture_.FactsOf<v1::BarrierLifted>();
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].pathway(), kPathway);
  EXPECT_EQ(facts[0].lifted_by(), Referent().principal);
}

TEST_F(CasesTest, ThePartnerDoesNotLiftABarrier) {
  HearBarrier();
  auto request = About<v1::LiftBarrierRequest>(kCase, "lift-1");
  request.set_category(type::v1::MOBILITY);
  EXPECT_EQ(WhyNot(request, SocialWorker()), "RESOURCE_NOT_FOUND");
}

TEST_F(CasesTest, AnActIsNotDatedInTheFuture) {
  HearBarrier();
  auto request = About<v1::LiftBarrierRequest>(kCase, "lift-1");
  request.set_category(type::v1::MOBILITY);
  request.set_date("2025-03-12");
  EXPECT_EQ(WhyNot(request, Referent()), "DATE_IN_FUTURE");
}

TEST_F(CasesTest, AnOldVersionOfTheCaseIsRefused) {
  HearBarrier();
  auto request = About<v1::LiftBarrierRequest>(kCase, "lift-1");
  request.set_category(type::v1::MOBILITY);
  request.set_etag("1");
  EXPECT_EQ(WhyNot(request, Referent()), "ETAG_MISMATCH");
}

TEST_F(CasesTest, WhatIsSaidInConfidenceStaysOutOfThePayload) {
  HearBarrier();
  auto request = About<v1::LiftBarrierRequest>(kCase, "lift-1");
  request.set_category(type::v1::MOBILITY);
  request.set_note("a vendu sa voiture");
  ASSERT_TRUE(fixture_.Execute(request, Referent()));
  for (const auto& fact : fixture_.Facts()) {
    EXPECT_EQ(fact.row.payload.find("a vendu sa voiture"), std::string::npos);
  }
}

}  // namespace
}  // namespace parcours::support
