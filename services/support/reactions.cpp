#include "services/support/service.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {

execution::Reactions Reactions() {
  using execution::On;
  using execution::Overtaking;
  return {
      On<followup::v1::BarrierIdentified>(ConfirmBarrier),
      On<recruitment::v1::BarrierIdentified>(ConfirmBarrier),
      On<recruitment::v1::ConsentGiven>(NoteConsent),
      Overtaking(On<recruitment::v1::ConsentWithdrawn>(NoteConsent)),
      Overtaking(On<recruitment::v1::ConsentWithdrawn>(RevokeReferrals)),
  };
}

execution::TimerHandlers TimerHandlers() {
  using execution::OnTimer;
  return {
      OnTimer(kReferralReminder, RemindRecipient),
      OnTimer(kReferralExpiry, ExpireReferral),
  };
}

}  // namespace parcours::support
