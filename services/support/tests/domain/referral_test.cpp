#include "services/support/domain/referral.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parcours::support {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using type::v1::MOBILITY;

constexpr CivilDate kIdentified{2025, 3, 10};
constexpr CivilDate kOffered{2025, 3, 11};
const std::string kPartner = "organisations/mobility";
const std::string kMissionLocale = "organisations/mission-locale";

const security::Actor kReferent{
    .principal = "agents/referent", .organisation = "organisations/cfa", .person = {}, .roles = {}};
const security::Actor kSocialWorker{
    .principal = "agents/social", .organisation = kPartner, .person = {}, .roles = {}};

SupportCase OpenCase() {
  SupportCase support_case("supportCases/p");
  const StatedBarrier stated{.organisation = "organisations/cfa",
                             .pathway = "pathways/one",
                             .category = MOBILITY,
                             .severity = 3,
                             .day = kIdentified};
  support_case.Apply(*support_case.Open(stated));
  support_case.Apply(*support_case.Confirm(stated));
  return support_case;
}

SupportCase CaseWithConsent() {
  auto support_case = OpenCase();
  support_case.Apply(*support_case.NoteConsent({.purpose = type::v1::REFERRAL,
                                                .recipient = kPartner,
                                                .given = kOffered,
                                                .until = {},
                                                .withdrawn = {},
                                                .version = 1}));
  return support_case;
}

ReferralWish Wish() {
  return {.category = MOBILITY,
          .options = {kPartner, kMissionLocale},
          .recipient = kPartner,
          .message = "cherche un trajet pour 6 h",
          .day = kOffered};
}

Referral OfferedReferral() {
  Referral referral("referrals/r");
  referral.Apply(*referral.Offer(CaseWithConsent(), Wish(), kReferent));
  return referral;
}

Referral AcceptedReferral(CivilDate day = {2025, 3, 14}) {
  auto referral = OfferedReferral();
  referral.Apply(*referral.Accept("", kSocialWorker, day));
  return referral;
}

std::string WhyNot(const SupportCase& support_case, const ReferralWish& wish) {
  return Referral("referrals/r").Offer(support_case, wish, kReferent).error().reason;
}

TEST(ReferralOffer, WithoutConsentNothingLeavesAndTheRefusalNamesPurposeAndRecipient) {
  const auto refused = Referral("referrals/r").Offer(OpenCase(), Wish(), kReferent);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "CONSENT_MISSING");
  EXPECT_EQ(refused.error().code, Code::kFailedPrecondition);
  for (const auto& sentence : {refused.error().french, refused.error().english}) {
    EXPECT_THAT(sentence, HasSubstr("REFERRAL"));
    EXPECT_THAT(sentence, HasSubstr(kPartner));
  }
}

TEST(ReferralOffer, ConsentComesFirst) {
  auto wish = Wish();
  wish.options = {kPartner};
  EXPECT_EQ(WhyNot(OpenCase(), wish), "CONSENT_MISSING");
}

TEST(ReferralOffer, AConsentForAnotherRecipientDoesNotServe) {
  auto wish = Wish();
  wish.recipient = kMissionLocale;
  EXPECT_EQ(WhyNot(CaseWithConsent(), wish), "CONSENT_MISSING");
}

TEST(ReferralOffer, NeedsTwoDifferentOptions) {
  auto wish = Wish();
  wish.options = {kPartner, kPartner};
  EXPECT_EQ(WhyNot(CaseWithConsent(), wish), "TOO_FEW_OPTIONS");
}

TEST(ReferralOffer, TheChoiceIsOneOfTheOptions) {
  auto wish = Wish();
  wish.options = {kMissionLocale, "organisations/third"};
  EXPECT_EQ(WhyNot(CaseWithConsent(), wish), "CHOICE_NOT_AMONG_OPTIONS");
}

TEST(ReferralOffer, NeedsABarrierThatStands) {
  auto wish = Wish();
  wish.category = type::v1::HOUSING;
  EXPECT_EQ(WhyNot(CaseWithConsent(), wish), "BARRIER_NOT_OPEN");

  auto lifted = CaseWithConsent();
  lifted.Apply(*lifted.Lift(MOBILITY, "", kReferent, kOffered));
  EXPECT_EQ(WhyNot(lifted, Wish()), "BARRIER_NOT_OPEN");
}

TEST(ReferralOffer, KeepsOptionsChoiceConsentAndDeadlines) {
  const auto fact = Referral("referrals/r").Offer(CaseWithConsent(), Wish(), kReferent);
  ASSERT_TRUE(fact);
  EXPECT_THAT(fact->options(), ElementsAre(kMissionLocale, kPartner));
  EXPECT_EQ(fact->recipient(), kPartner);
  EXPECT_EQ(fact->organisation(), "organisations/cfa");
  EXPECT_EQ(fact->person(), "persons/p");
  EXPECT_EQ(fact->pathway(), "pathways/one");
  EXPECT_EQ(fact->consent_date(), "2025-03-11");
  EXPECT_EQ(fact->remind_date(), "2025-03-21");
  EXPECT_EQ(fact->expire_date(), "2025-04-10");
  EXPECT_EQ(fact->meta().effective_date(), "2025-03-11");
}

TEST(ReferralAnswer, OnlyTheRecipientAnswers) {
  EXPECT_EQ(OfferedReferral().Accept("", kReferent, kOffered).error().reason, "NOT_THE_RECIPIENT");
  EXPECT_EQ(OfferedReferral().Decline({}, kReferent, kOffered).error().reason, "NOT_THE_RECIPIENT");
  EXPECT_EQ(AcceptedReferral().Complete("fait", kReferent, kOffered).error().reason,
            "NOT_THE_RECIPIENT");
}

TEST(ReferralAnswer, TheThirtiethDayIsInTimeTheNextIsNot) {
  EXPECT_TRUE(OfferedReferral().Accept("", kSocialWorker, {2025, 4, 10}));
  EXPECT_EQ(OfferedReferral().Accept("", kSocialWorker, {2025, 4, 11}).error().reason,
            "REFERRAL_ANSWER_TOO_LATE");
}

TEST(ReferralAnswer, ComesNotBeforeTheOffer) {
  EXPECT_EQ(OfferedReferral().Accept("", kSocialWorker, kOffered.AddDays(-1)).error().reason,
            "DATE_BEFORE_FORMER_ACT");
}

TEST(ReferralAnswer, IsGivenOnce) {
  const auto accepted = AcceptedReferral();
  EXPECT_EQ(accepted.state(), Referral::State::kAccepted);
  EXPECT_EQ(accepted.Accept("", kSocialWorker, {2025, 3, 15}).error().reason,
            "REFERRAL_NOT_AWAITING_ANSWER");
  EXPECT_EQ(accepted.Decline({}, kSocialWorker, {2025, 3, 15}).error().reason,
            "REFERRAL_NOT_AWAITING_ANSWER");
}

TEST(ReferralAnswer, ARefusalKeepsItsReason) {
  auto referral = OfferedReferral();
  referral.Apply(
      *referral.Decline({.reason = v1::ReferralRefused::NO_CAPACITY, .explanation = "complet"},
                        kSocialWorker, {2025, 3, 14}));
  EXPECT_EQ(referral.state(), Referral::State::kRefused);
  EXPECT_EQ(referral.refuse_reason(), v1::ReferralRefused::NO_CAPACITY);
  EXPECT_EQ(referral.outcome(), "complet");
  EXPECT_EQ(referral.answer_day(), CivilDate(2025, 3, 14));
}

TEST(ReferralCompletion, FollowsAnAcceptance) {
  EXPECT_EQ(OfferedReferral().Complete("fait", kSocialWorker, {2025, 4, 2}).error().reason,
            "REFERRAL_NOT_ACCEPTED");
  EXPECT_EQ(AcceptedReferral().Complete("fait", kSocialWorker, {2025, 3, 13}).error().reason,
            "DATE_BEFORE_FORMER_ACT");
  auto referral = AcceptedReferral();
  referral.Apply(*referral.Complete("scooter prêté", kSocialWorker, {2025, 4, 2}));
  EXPECT_EQ(referral.state(), Referral::State::kDone);
  EXPECT_EQ(referral.done_day(), CivilDate(2025, 4, 2));
  EXPECT_EQ(referral.outcome(), "scooter prêté");
}

TEST(ReferralReminder, IsDueOnTheTenthDayOnce) {
  auto referral = OfferedReferral();
  EXPECT_FALSE(referral.JudgeReminder({2025, 3, 20}));
  const auto reminder = referral.JudgeReminder({2025, 3, 25});
  ASSERT_TRUE(reminder);
  EXPECT_EQ(reminder->meta().effective_date(), "2025-03-21");
  referral.Apply(*reminder);
  EXPECT_FALSE(referral.JudgeReminder({2025, 3, 25}));
  EXPECT_FALSE(AcceptedReferral().JudgeReminder({2025, 3, 25}));
}

TEST(ReferralExpiry, IsTheDayAfterTheThirtiethWithoutAnAnswer) {
  auto referral = OfferedReferral();
  EXPECT_FALSE(referral.JudgeExpiry({2025, 4, 10}));
  const auto expiry = referral.JudgeExpiry({2025, 4, 11});
  ASSERT_TRUE(expiry);
  EXPECT_EQ(expiry->meta().effective_date(), "2025-04-11");
  referral.Apply(*expiry);
  EXPECT_EQ(referral.state(), Referral::State::kExpired);
  EXPECT_FALSE(referral.JudgeExpiry({2025, 4, 12}));
  EXPECT_FALSE(AcceptedReferral().JudgeExpiry({2025, 5, 1}));
}

TEST(ReferralRevocation, TakesTheReferralFromTheRecipientsEyes) {
  auto referral = AcceptedReferral();
  EXPECT_THAT(referral.parties(), ElementsAre(kPartner));
  referral.Apply(*referral.Revoke({2025, 3, 20}));
  EXPECT_EQ(referral.state(), Referral::State::kRevoked);
  EXPECT_THAT(referral.parties(), IsEmpty());
  EXPECT_FALSE(referral.Revoke({2025, 3, 21}));
}

TEST(ReferralRevocation, LeavesWhatIsDone) {
  auto referral = AcceptedReferral();
  referral.Apply(*referral.Complete("fait", kSocialWorker, {2025, 4, 2}));
  EXPECT_FALSE(referral.Revoke({2025, 4, 3}));
}

TEST(ReferralRevocation, IsNotDatedBeforeTheOffer) {
  const auto revoked = OfferedReferral().Revoke(kOffered.AddDays(-3));
  ASSERT_TRUE(revoked);
  EXPECT_EQ(revoked->meta().effective_date(), "2025-03-11");
}

TEST(Referral, ThatWasNeverOfferedAnswersNothing) {
  const Referral unknown("referrals/r");
  EXPECT_FALSE(unknown.JudgeReminder({2030, 1, 1}));
  EXPECT_FALSE(unknown.JudgeExpiry({2030, 1, 1}));
  EXPECT_FALSE(unknown.Revoke({2030, 1, 1}));
  EXPECT_THAT(unknown.parties(), IsEmpty());
}

}  // namespace
}  // namespace parcours::support
