#pragma once

// Why support refuses. Each refusal once, with its stable reason.

#include <string_view>

#include "parcours/type/v1/barrier.pb.h"
#include "parcours/type/v1/consent.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::support {

// Without the person's consent for this purpose and this recipient, nothing leaves (004 annexe 5).
[[nodiscard]] Error ConsentMissing(type::v1::ConsentPurpose purpose, std::string_view recipient,
                                   CivilDate day);
[[nodiscard]] Error TooFewOptions(int least);
[[nodiscard]] Error ChoiceNotAmongOptions(std::string_view recipient);
[[nodiscard]] Error ReferralAlreadyOpen(std::string_view referral);
[[nodiscard]] Error BarrierNotOpen(type::v1::BarrierCategory category);
[[nodiscard]] Error NotTheRecipient(std::string_view referral);
[[nodiscard]] Error ReferralNotAwaitingAnswer(std::string_view referral);
[[nodiscard]] Error ReferralAnswerTooLate(std::string_view referral, CivilDate last_day);
[[nodiscard]] Error ReferralNotAccepted(std::string_view referral);
// `date` is after today.
[[nodiscard]] Error DateInFuture(CivilDate day, CivilDate today);
// `date` is before the act that it follows.
[[nodiscard]] Error DateBeforeFormerAct(CivilDate day, CivilDate former);

// Facts that say what no table of ours knows: they wait as dead letters for a newer program.
[[nodiscard]] Error BarrierUnknown(int category, CivilDate day);
[[nodiscard]] Error BarrierSeverityInvalid(int severity);
[[nodiscard]] Error PersonMissing(std::string_view fact);

}  // namespace parcours::support
