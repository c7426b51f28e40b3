#include "services/support/use_cases/answers.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {

Result<v1::Referral> Handle(const v1::GetReferralRequest& request, Context& context) {
  TRY(const auto referral, context.referrals.Load(request.name()));
  return ToProto(referral, context);
}

}  // namespace parcours::support
