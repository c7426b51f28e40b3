#include "services/support/use_cases/answers.h"

#include <algorithm>

#include "services/platform/execution/refusals.h"
#include "services/support/projections/projections.h"

namespace parcours::support {
namespace {

constexpr int kMostReferrals = 100;

v1::Referral::State ToProto(Referral::State state) {
  switch (state) {
    case Referral::State::kUnknown:
      return v1::Referral::STATE_UNSPECIFIED;
    case Referral::State::kOffered:
      return v1::Referral::OFFERED;
    case Referral::State::kAccepted:
      return v1::Referral::ACCEPTED;
    case Referral::State::kRefused:
      return v1::Referral::REFUSED;
    case Referral::State::kDone:
      return v1::Referral::DONE;
    case Referral::State::kExpired:
      return v1::Referral::EXPIRED;
    case Referral::State::kRevoked:
      return v1::Referral::REVOKED;
  }
  return v1::Referral::STATE_UNSPECIFIED;
}

v1::Barrier ToProto(const Barrier& barrier) {
  v1::Barrier answer;
  answer.set_category(barrier.category);
  answer.set_severity(barrier.severity);
  answer.set_state(barrier.lifted ? v1::Barrier::LIFTED : v1::Barrier::STANDING);
  answer.set_pathway(barrier.pathway);
  answer.set_identify_date(barrier.identified.ToString());
  if (barrier.lifted) answer.set_lift_date(barrier.lifted->ToString());
  return answer;
}

}  // namespace

Result<SupportCase> LoadOpen(std::string_view name, std::string_view etag, Context& context) {
  TRY(auto support_case, context.cases.Load(name, etag));
  if (!support_case.opened()) return Refuse(execution::NotFound(name));
  return support_case;
}

v1::SupportCase ToProto(const SupportCase& support_case, Context& context) {
  v1::SupportCase answer;
  answer.set_name(support_case.name());
  answer.set_person(support_case.person());
  answer.set_organisation(support_case.organisation());
  const auto barriers = support_case.Barriers();
  const bool stands = std::any_of(barriers.begin(), barriers.end(),
                                  [](const Barrier& barrier) { return !barrier.lifted; });
  answer.set_state(stands ? v1::SupportCase::OPEN : v1::SupportCase::AT_REST);
  for (const auto& barrier : barriers) *answer.add_barriers() = ToProto(barrier);
  for (const auto& name :
       ReferralsOfCase(context.session.db(), support_case.name(), kMostReferrals)) {
    const auto referral = context.referrals.Load(name);
    if (referral) *answer.add_referrals() = ToProto(*referral, context);
  }
  answer.set_open_date(support_case.open_day().ToString());
  answer.set_etag(context.cases.Etag(support_case));
  *answer.mutable_create_time() = support_case.create_time();
  return answer;
}

v1::Referral ToProto(const Referral& referral, Context& context) {
  const auto& offer = referral.offer();
  v1::Referral answer;
  answer.set_name(referral.name());
  answer.set_support_case(offer.support_case());
  answer.set_person(offer.person());
  answer.set_organisation(offer.organisation());
  answer.set_recipient(offer.recipient());
  answer.set_state(ToProto(referral.state()));
  answer.set_category(offer.category());
  *answer.mutable_options() = offer.options();
  answer.set_consent_date(offer.consent_date());
  answer.set_offer_date(referral.offer_day().ToString());
  answer.set_remind_date(offer.remind_date());
  answer.set_expire_date(offer.expire_date());
  if (referral.answer_day()) answer.set_answer_date(referral.answer_day()->ToString());
  if (referral.done_day()) answer.set_done_date(referral.done_day()->ToString());
  answer.set_message(offer.message());
  answer.set_outcome(referral.outcome());
  answer.set_refuse_reason(referral.refuse_reason());
  answer.set_etag(context.referrals.Etag(referral));
  *answer.mutable_create_time() = offer.meta().record_time();
  return answer;
}

}  // namespace parcours::support
