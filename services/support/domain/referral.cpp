#include "services/support/domain/referral.h"

#include <algorithm>
#include <set>

#include "services/support/domain/refusals.h"
#include "services/support/domain/rules.h"

namespace parcours::support {
namespace {

CivilDate Day(const std::string& text) { return CivilDate::Parse(text).value_or(CivilDate{}); }

// What every fact of a referral repeats of its offer.
template <typename Fact>
Fact About(const v1::ReferralOffered& offer, CivilDate effective) {
  Fact fact;
  fact.set_referral(offer.referral());
  fact.set_organisation(offer.organisation());
  fact.set_person(offer.person());
  fact.mutable_meta()->set_effective_date(effective.ToString());
  return fact;
}

template <typename Fact>
Fact AboutRecipient(const v1::ReferralOffered& offer, CivilDate effective) {
  auto fact = About<Fact>(offer, effective);
  fact.set_pathway(offer.pathway());
  fact.set_support_case(offer.support_case());
  fact.set_recipient(offer.recipient());
  return fact;
}

Result<void> CheckChoice(const ReferralWish& wish, int least_options) {
  const std::set<std::string> shown(wish.options.begin(), wish.options.end());
  if (static_cast<int>(shown.size()) < least_options) return Refuse(TooFewOptions(least_options));
  if (!shown.contains(wish.recipient)) return Refuse(ChoiceNotAmongOptions(wish.recipient));
  return {};
}

}  // namespace

void Referral::Apply(const v1::ReferralOffered& fact) {
  offer_ = fact;
  state_ = State::kOffered;
}

void Referral::Apply(const v1::ReferralReminded& /*fact*/) { reminded_ = true; }

void Referral::Apply(const v1::ReferralAccepted& fact) {
  state_ = State::kAccepted;
  answer_day_ = Day(fact.meta().effective_date());
}

void Referral::Apply(const v1::ReferralRefused& fact) {
  state_ = State::kRefused;
  answer_day_ = Day(fact.meta().effective_date());
  refuse_reason_ = fact.reason();
  outcome_ = fact.explanation();
}

void Referral::Apply(const v1::ReferralDone& fact) {
  state_ = State::kDone;
  done_day_ = Day(fact.meta().effective_date());
  outcome_ = fact.outcome();
}

void Referral::Apply(const v1::ReferralExpired& /*fact*/) { state_ = State::kExpired; }

void Referral::Apply(const v1::ReferralRevoked& /*fact*/) { state_ = State::kRevoked; }

std::vector<std::string> Referral::parties() const {
  if (state_ == State::kUnknown || state_ == State::kRevoked) return {};
  return {offer_.recipient()};
}

CivilDate Referral::offer_day() const { return Day(offer_.meta().effective_date()); }
CivilDate Referral::remind_day() const { return Day(offer_.remind_date()); }
CivilDate Referral::last_answer_day() const { return Day(offer_.expire_date()); }

Result<v1::ReferralOffered> Referral::Offer(const SupportCase& support_case,
                                            const ReferralWish& wish,
                                            const security::Actor& by) const {
  const auto consent = support_case.ConsentOn(type::v1::REFERRAL, wish.recipient, wish.day);
  if (!consent) return Refuse(ConsentMissing(type::v1::REFERRAL, wish.recipient, wish.day));
  const auto terms = ReferralTermsOn(wish.day);
  TRY(CheckChoice(wish, terms.least_options));
  const auto barrier = support_case.FindBarrier(wish.category);
  if (!barrier || barrier->lifted) return Refuse(BarrierNotOpen(wish.category));
  if (wish.day < barrier->identified) {
    return Refuse(DateBeforeFormerAct(wish.day, barrier->identified));
  }
  v1::ReferralOffered fact;
  fact.set_referral(name_);
  fact.set_organisation(support_case.organisation());
  fact.set_person(support_case.person());
  fact.set_pathway(barrier->pathway);
  fact.set_support_case(support_case.name());
  fact.set_recipient(wish.recipient);
  fact.set_category(wish.category);
  for (const auto& option : std::set(wish.options.begin(), wish.options.end())) {
    fact.add_options(option);
  }
  fact.set_consent_date(consent->ToString());
  fact.set_remind_date(wish.day.AddDays(terms.reminder_days).ToString());
  fact.set_expire_date(wish.day.AddDays(terms.expiry_days).ToString());
  fact.set_offered_by(by.principal);
  fact.set_message(wish.message);
  fact.mutable_meta()->set_effective_date(wish.day.ToString());
  return fact;
}

Result<void> Referral::CheckAnswer(const security::Actor& by, CivilDate day) const {
  if (by.organisation != offer_.recipient()) return Refuse(NotTheRecipient(name_));
  if (state_ != State::kOffered) return Refuse(ReferralNotAwaitingAnswer(name_));
  if (day < offer_day()) return Refuse(DateBeforeFormerAct(day, offer_day()));
  if (day > last_answer_day()) return Refuse(ReferralAnswerTooLate(name_, last_answer_day()));
  return {};
}

Result<v1::ReferralAccepted> Referral::Accept(const std::string& note, const security::Actor& by,
                                              CivilDate day) const {
  TRY(CheckAnswer(by, day));
  auto fact = AboutRecipient<v1::ReferralAccepted>(offer_, day);
  fact.set_accepted_by(by.principal);
  fact.set_note(note);
  return fact;
}

Result<v1::ReferralRefused> Referral::Decline(const Refusal& refusal, const security::Actor& by,
                                              CivilDate day) const {
  TRY(CheckAnswer(by, day));
  auto fact = AboutRecipient<v1::ReferralRefused>(offer_, day);
  fact.set_reason(refusal.reason);
  fact.set_refused_by(by.principal);
  fact.set_explanation(refusal.explanation);
  return fact;
}

Result<v1::ReferralDone> Referral::Complete(const std::string& outcome, const security::Actor& by,
                                            CivilDate day) const {
  if (by.organisation != offer_.recipient()) return Refuse(NotTheRecipient(name_));
  if (state_ != State::kAccepted) return Refuse(ReferralNotAccepted(name_));
  if (day < *answer_day_) return Refuse(DateBeforeFormerAct(day, *answer_day_));
  auto fact = AboutRecipient<v1::ReferralDone>(offer_, day);
  fact.set_category(offer_.category());
  fact.set_completed_by(by.principal);
  fact.set_outcome(outcome);
  return fact;
}

std::optional<v1::ReferralReminded> Referral::JudgeReminder(CivilDate today) const {
  if (state_ != State::kOffered || reminded_ || today < remind_day()) return std::nullopt;
  return About<v1::ReferralReminded>(offer_, remind_day());
}

std::optional<v1::ReferralExpired> Referral::JudgeExpiry(CivilDate today) const {
  if (state_ != State::kOffered || today <= last_answer_day()) return std::nullopt;
  return AboutRecipient<v1::ReferralExpired>(offer_, last_answer_day().AddDays(1));
}

std::optional<v1::ReferralRevoked> Referral::Revoke(CivilDate withdrawn) const {
  if (!IsOpen()) return std::nullopt;
  return AboutRecipient<v1::ReferralRevoked>(offer_, std::max(withdrawn, offer_day()));
}

}  // namespace parcours::support
