#include "services/support/domain/day_of_act.h"
#include "services/support/use_cases/answers.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {

Result<v1::Referral> Handle(const v1::CompleteReferralRequest& request, Context& context) {
  TRY(auto referral, context.referrals.Load(request.name(), request.etag()));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  TRY(referral, context.referrals.Record(
                    referral, referral.Complete(request.outcome(), context.session.actor(), day)));
  return ToProto(referral, context);
}

}  // namespace parcours::support
