#include "services/support/tests/use_cases/support_test.h"

namespace parcours::support {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ReferralsTest = SupportTest;

TEST(Consent, WithdrawnOvertakesWhateverIsParkedBeforeIt) {
  EXPECT_EQ(Define().OvertakingFacts(),
            std::vector<std::string>{"parcours.recruitment.v1.ConsentWithdrawn"});
}

TEST_F(ReferralsTest, WithoutConsentNothingLeavesAndAfterItTheSameCommandPasses) {
  HearBarrier();
  const auto refused = fixture_.Execute(Offer(), Referent());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "CONSENT_MISSING");
  EXPECT_THAT(refused.error().french, HasSubstr(kPartner));
  EXPECT_TRUE(fixture_.FactsOf<v1::ReferralOffered>().empty());

  HearConsent();
  const auto offered = fixture_.Execute(Offer("offer-2"), Referent());
  ASSERT_TRUE(offered) << offered.error().reason;
  EXPECT_EQ(offered->state(), v1::Referral::OFFERED);
  EXPECT_EQ(offered->consent_date(), "2025-03-11");
  EXPECT_EQ(offered->remind_date(), "2025-03-21");
  EXPECT_EQ(offered->expire_date(), "2025-04-10");
  EXPECT_THAT(offered->options(), ElementsAre(kMissionLocale, kPartner));
}

TEST_F(ReferralsTest, ACaseThatIsNotOpenIsNotFound) {
  HearConsent();
  EXPECT_EQ(WhyNot(Offer(), Referent()), "RESOURCE_NOT_FOUND");
}

TEST_F(ReferralsTest, TheOptionsAreOrganisationsOfTheNetwork) {
  HearBarrier();
  HearConsent();
  auto request = Offer();
  request.add_options("organisations/01890000-0000-7000-8000-00000000dead");
  const auto refused = fixture_.Execute(request, Referent());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "ORGANISATION_UNKNOWN");
  EXPECT_EQ(refused.error().field, "options[2]");
}

TEST_F(ReferralsTest, TheSameReferralIsNotOfferedTwiceWhileItIsOpen) {
  const auto first = OfferedReferral();
  const auto second = fixture_.Execute(Offer("offer-2"), Referent());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, "REFERRAL_ALREADY_OPEN");
  EXPECT_EQ(second.error().field, first.name());
}

TEST_F(ReferralsTest, TheSameRequestIsAnsweredTheSame) {
  const auto first = OfferedReferral();
  const auto again = fixture_.Execute(Offer(), Referent());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->name(), first.name());
  EXPECT_EQ(fixture_.FactsOf<v1::ReferralOffered>().size(), 1U);
}

TEST_F(ReferralsTest, TheRecipientSeesThisReferralAndNothingElse) {
  const auto referral = OfferedReferral();
  EXPECT_EQ(WhyNot(One(referral.name()), SocialWorker()), "");
  EXPECT_EQ(WhyNot(Case(), SocialWorker()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(WhyNot(One(referral.name()), SocialWorker(kMissionLocale)), "RESOURCE_NOT_FOUND");

  const auto listed = fixture_.Execute(v1::ListReferralsRequest(), SocialWorker());
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->referrals_size(), 1);
  EXPECT_EQ(listed->referrals(0).name(), referral.name());
  EXPECT_EQ(
      fixture_.Execute(v1::ListReferralsRequest(), SocialWorker(kMissionLocale))->referrals_size(),
      0);
  EXPECT_EQ(
      fixture_.Execute(v1::ListReferralsRequest(), testing::Beneficiary(kPerson))->referrals_size(),
      1);
}

TEST_F(ReferralsTest, AcceptedOnTheFourteenthDoneOnTheSecondOfApril) {
  const auto referral = OfferedReferral();
  ASSERT_EQ(fixture_.AdvanceTo({2025, 3, 14}), 0);
  const auto accepted = fixture_.Execute(
      About<v1::AcceptReferralRequest>(referral.name(), "accept-1"), SocialWorker());
  ASSERT_TRUE(accepted) << accepted.error().reason;
  EXPECT_EQ(accepted->state(), v1::Referral::ACCEPTED);
  EXPECT_EQ(accepted->answer_date(), "2025-03-14");

  fixture_.AdvanceTo({2025, 4, 2});
  auto report = About<v1::CompleteReferralRequest>(referral.name(), "complete-1");
  report.set_outcome("scooter prêté pour six mois");
  const auto done = fixture_.Execute(report, SocialWorker());
  ASSERT_TRUE(done) << done.error().reason;
  EXPECT_EQ(done->state(), v1::Referral::DONE);
  EXPECT_EQ(done->done_date(), "2025-04-02");
  EXPECT_EQ(done->outcome(), "scooter prêté pour six mois");
  EXPECT_TRUE(fixture_.FactsOf<v1::ReferralReminded>().empty());
  EXPECT_EQ(fixture_.Execute(Case(), Referent())->referrals(0).state(), v1::Referral::DONE);
}

TEST_F(ReferralsTest, TheReferringOrganisationDoesNotAnswerForTheRecipient) {
  const auto referral = OfferedReferral();
  const auto accept = About<v1::AcceptReferralRequest>(referral.name(), "accept-1");
  EXPECT_EQ(WhyNot(accept, SocialWorker(kCfa)), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(WhyNot(accept, Referent()), "ROLE_NOT_ALLOWED");
}

TEST_F(ReferralsTest, ARefusalComesBackWithItsReason) {
  const auto referral = OfferedReferral();
  auto request = About<v1::RefuseReferralRequest>(referral.name(), "refuse-1");
  request.set_reason(v1::ReferralRefused::NO_CAPACITY);
  request.set_explanation("complet jusqu'en mai");
  ASSERT_TRUE(fixture_.Execute(request, SocialWorker()));
  const auto seen = fixture_.Execute(One(referral.name()), Referent());
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->state(), v1::Referral::REFUSED);
  EXPECT_EQ(seen->refuse_reason(), v1::ReferralRefused::NO_CAPACITY);
  EXPECT_EQ(seen->outcome(), "complet jusqu'en mai");
}

TEST_F(ReferralsTest, SilenceIsRemindedOnTheTenthDayAndExpiresAfterTheThirtieth) {
  const auto referral = OfferedReferral();
  EXPECT_EQ(fixture_.AdvanceTo({2025, 3, 20}), 0);
  EXPECT_EQ(fixture_.AdvanceTo({2025, 3, 21}), 1);
  const auto reminded = fixture_.FactsOf<v1::ReferralReminded>();
  ASSERT_EQ(reminded.size(), 1U);
  EXPECT_EQ(reminded[0].meta().effective_date(), "2025-03-21");

  EXPECT_EQ(fixture_.AdvanceTo({2025, 4, 10}), 0);
  EXPECT_EQ(fixture_.AdvanceTo({2025, 4, 11}), 1);
  const auto expired = fixture_.FactsOf<v1::ReferralExpired>();
  ASSERT_EQ(expired.size(), 1U);
  EXPECT_EQ(expired[0].meta().effective_date(), "2025-04-11");
  EXPECT_EQ(expired[0].referral(), referral.name());
  EXPECT_EQ(WhyNot(About<v1::AcceptReferralRequest>(referral.name(), "accept-1"), SocialWorker()),
            "REFERRAL_NOT_AWAITING_ANSWER");
}

TEST_F(ReferralsTest, AnAnsweredReferralIsNeitherRemindedNorExpired) {
  const auto referral = OfferedReferral();
  ASSERT_TRUE(fixture_.Execute(About<v1::AcceptReferralRequest>(referral.name(), "accept-1"),
                               SocialWorker()));
  fixture_.AdvanceTo({2025, 6, 1});
  EXPECT_TRUE(fixture_.FactsOf<v1::ReferralReminded>().empty());
  EXPECT_TRUE(fixture_.FactsOf<v1::ReferralExpired>().empty());
}

TEST_F(ReferralsTest, AWithdrawnConsentRevokesTheReferralAndClosesTheRecipientsEyes) {
  const auto referral = OfferedReferral();
  HearWithdrawal();
  const auto revoked = fixture_.FactsOf<v1::ReferralRevoked>();
  ASSERT_EQ(revoked.size(), 1U);
  EXPECT_EQ(revoked[0].recipient(), kPartner);
  EXPECT_EQ(WhyNot(One(referral.name()), SocialWorker()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(fixture_.Execute(v1::ListReferralsRequest(), SocialWorker())->referrals_size(), 0);
  EXPECT_EQ(fixture_.Execute(One(referral.name()), Referent())->state(), v1::Referral::REVOKED);
  EXPECT_EQ(WhyNot(Offer("offer-2"), Referent()), "CONSENT_MISSING");
}

TEST_F(ReferralsTest, AConsentHeardBeforeTheBarrierServes) {
  HearConsent();
  HearBarrier();
  EXPECT_TRUE(fixture_.Execute(Offer(), Referent()));
}

TEST_F(ReferralsTest, PagesFollowOneAnother) {
  HearBarrier();
  ASSERT_TRUE(fixture_.Deliver(Identified(type::v1::HOUSING, 2)));
  ASSERT_TRUE(fixture_.Deliver(Identified(type::v1::MONEY, 2)));
  HearConsent();
  int number = 0;
  for (const auto category : {type::v1::MOBILITY, type::v1::HOUSING, type::v1::MONEY}) {
    auto request = Offer("offer-" + std::to_string(++number));
    request.set_category(category);
    ASSERT_TRUE(fixture_.Execute(request, Referent()));
  }
  v1::ListReferralsRequest request;
  request.set_page_size(2);
  const auto first = fixture_.Execute(request, Referent());
  ASSERT_TRUE(first);
  ASSERT_EQ(first->referrals_size(), 2);
  EXPECT_EQ(first->referrals(0).category(), type::v1::MONEY);
  request.set_page_token(first->next_page_token());
  const auto second = fixture_.Execute(request, Referent());
  ASSERT_TRUE(second);
  ASSERT_EQ(second->referrals_size(), 1);
  EXPECT_EQ(second->referrals(0).category(), type::v1::MOBILITY);
  EXPECT_EQ(second->next_page_token(), "");

  request.set_page_token("referrals/invented");
  EXPECT_EQ(WhyNot(request, Referent()), "PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace parcours::support
