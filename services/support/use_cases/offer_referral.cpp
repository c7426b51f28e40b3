#include "services/platform/core/id.h"
#include "services/support/domain/day_of_act.h"
#include "services/support/domain/refusals.h"
#include "services/support/projections/projections.h"
#include "services/support/use_cases/answers.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {
namespace {

ReferralWish WishOf(const v1::OfferReferralRequest& request, CivilDate day) {
  return {.category = request.category(),
          .options = {request.options().begin(), request.options().end()},
          .recipient = request.recipient(),
          .message = request.message(),
          .day = day};
}

Result<void> CheckOptionsKnown(const v1::OfferReferralRequest& request, const Context& context) {
  for (int i = 0; i < request.options_size(); ++i) {
    TRY(context.directory.RequireOrganisation(request.options(i),
                                              "options[" + std::to_string(i) + "]"));
  }
  return {};
}

Result<void> CheckNoneOpen(const v1::OfferReferralRequest& request, Context& context) {
  const auto open = OpenReferral(context.session.db(), request.support_case(), request.recipient(),
                                 request.category());
  if (open) return Refuse(ReferralAlreadyOpen(*open));
  return {};
}

void PlanDeadlines(const Referral& referral, Context& context) {
  auto timers = context.session.timers();
  timers.Set(
      {.kind = kReferralReminder, .aggregate = referral.name(), .due = referral.remind_day()});
  timers.Set({.kind = kReferralExpiry,
              .aggregate = referral.name(),
              .due = referral.last_answer_day().AddDays(1)});
}

}  // namespace

Result<v1::Referral> Handle(const v1::OfferReferralRequest& request, Context& context) {
  TRY(const auto support_case, LoadOpen(request.support_case(), request.etag(), context));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  const Referral blank(ResourceName(Referral::kCollection, context.session.NewId()));
  TRY(auto offer, blank.Offer(support_case, WishOf(request, day), context.session.actor()));
  TRY(CheckOptionsKnown(request, context));
  TRY(CheckNoneOpen(request, context));
  TRY(const auto referral, context.referrals.Record(blank, std::move(offer)));
  PlanDeadlines(referral, context);
  return ToProto(referral, context);
}

}  // namespace parcours::support
