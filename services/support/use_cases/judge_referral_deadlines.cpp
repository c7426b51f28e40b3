#include "services/support/use_cases/use_cases.h"

namespace parcours::support {

Result<void> RemindRecipient(const schedule::Timer& timer, Context& context) {
  const auto referral = context.referrals.Find(timer.aggregate);
  auto reminder = referral.JudgeReminder(context.session.today());
  if (reminder) TRY(context.referrals.Record(referral, *std::move(reminder)));
  return {};
}

Result<void> ExpireReferral(const schedule::Timer& timer, Context& context) {
  const auto referral = context.referrals.Find(timer.aggregate);
  auto expiry = referral.JudgeExpiry(context.session.today());
  if (expiry) TRY(context.referrals.Record(referral, *std::move(expiry)));
  return {};
}

}  // namespace parcours::support
