#pragma once

// The dated tables of rules/, built into the program.

#include <string_view>
#include <vector>

#include "parcours/support/v1/support_rules.pb.h"
#include "parcours/type/v1/barrier.pb.h"
#include "services/platform/core/civil_date.h"

namespace parcours::support {

// The row of a barrier on a day; null when the list does not hold it that day. Lives as long as the
// program.
[[nodiscard]] const v1::BarrierRule* FindBarrierRule(type::v1::BarrierCategory category,
                                                     CivilDate day);

// Barriers to which a code of France Travail's diagnosis (23 to 29) answers on a day.
[[nodiscard]] std::vector<type::v1::BarrierCategory> BarriersOfFranceTravail(int code,
                                                                             CivilDate day);

// Barriers to which a motive of the Missions locales ("MOBILITE"…) answers on a day.
[[nodiscard]] std::vector<type::v1::BarrierCategory> BarriersOfMissionLocale(
    std::string_view motive, CivilDate day);

// How a referral goes (rules/referrals.textproto).
struct ReferralTerms {
  int least_options;
  int reminder_days;
  int expiry_days;
};
[[nodiscard]] ReferralTerms ReferralTermsOn(CivilDate day);

}  // namespace parcours::support
