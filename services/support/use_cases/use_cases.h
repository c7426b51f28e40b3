#pragma once

// Everything support does: commands, queries, reactions and judgements of timers.

#include "parcours/followup/v1/followup_events.pb.h"
#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/support/v1/support_service.pb.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact.h"
#include "services/platform/schedule/timers.h"
#include "services/support/context.h"

namespace parcours::support {

// Queries.
[[nodiscard]] Result<v1::SupportCase> Handle(const v1::GetCaseRequest& request, Context& context);
[[nodiscard]] Result<v1::Referral> Handle(const v1::GetReferralRequest& request, Context& context);
[[nodiscard]] Result<v1::ListReferralsResponse> Handle(const v1::ListReferralsRequest& request,
                                                       Context& context);

// Commands.
[[nodiscard]] Result<v1::Referral> Handle(const v1::OfferReferralRequest& request,
                                          Context& context);
[[nodiscard]] Result<v1::Referral> Handle(const v1::AcceptReferralRequest& request,
                                          Context& context);
[[nodiscard]] Result<v1::Referral> Handle(const v1::RefuseReferralRequest& request,
                                          Context& context);
[[nodiscard]] Result<v1::Referral> Handle(const v1::CompleteReferralRequest& request,
                                          Context& context);
[[nodiscard]] Result<v1::SupportCase> Handle(const v1::LiftBarrierRequest& request,
                                             Context& context);

// Reactions. A barrier opens the person's case or enriches it.
[[nodiscard]] Result<void> ConfirmBarrier(const followup::v1::BarrierIdentified& fact,
                                          const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> ConfirmBarrier(const recruitment::v1::BarrierIdentified& fact,
                                          const journal::FactMeta& meta, Context& context);
// Consents are noted with the case, open or not.
[[nodiscard]] Result<void> NoteConsent(const recruitment::v1::ConsentGiven& fact,
                                       const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> NoteConsent(const recruitment::v1::ConsentWithdrawn& fact,
                                       const journal::FactMeta& meta, Context& context);
// Sharing stops: open referrals to this recipient are revoked.
[[nodiscard]] Result<void> RevokeReferrals(const recruitment::v1::ConsentWithdrawn& fact,
                                           const journal::FactMeta& meta, Context& context);

// Timers of a referral.
inline constexpr char kReferralReminder[] = "referral_reminder";
inline constexpr char kReferralExpiry[] = "referral_expiry";
[[nodiscard]] Result<void> RemindRecipient(const schedule::Timer& timer, Context& context);
[[nodiscard]] Result<void> ExpireReferral(const schedule::Timer& timer, Context& context);

}  // namespace parcours::support
