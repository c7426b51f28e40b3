#pragma once

// Query tables of support, and the questions asked of them.

#include <optional>
#include <string>
#include <vector>

#include "parcours/support/v1/support_service.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"

namespace parcours::support {

// Cases, statements and lifts of barriers, consents: what is known of people, dated.
[[nodiscard]] execution::Projection CasesProjection();
// Referrals with their state.
[[nodiscard]] execution::Projection ReferralsProjection();

// Place of a referral in lists, latest offer first.
struct ReferralPlace {
  CivilDate offered;
  std::string referral;
};

struct ReferralQuery {
  // Referrals that concern this organisation (referring or asked) or this person; "" = none of that
  // kind.
  std::string organisation;
  std::string person;
  std::string support_case;  // "" = all
  v1::Referral::State state = v1::Referral::STATE_UNSPECIFIED;
  std::optional<ReferralPlace> after;
  int limit = 50;
};

// Names, latest offer first.
[[nodiscard]] std::vector<std::string> ListReferrals(store::Connection& db,
                                                     const ReferralQuery& query);
// Latest offer first.
[[nodiscard]] std::vector<std::string> ReferralsOfCase(store::Connection& db,
                                                       const std::string& support_case, int limit);
[[nodiscard]] std::optional<ReferralPlace> PlaceOf(store::Connection& db,
                                                   const std::string& referral);

// Awaiting an answer or accepted.
[[nodiscard]] std::vector<std::string> OpenReferrals(store::Connection& db,
                                                     const std::string& person,
                                                     const std::string& recipient);
[[nodiscard]] std::optional<std::string> OpenReferral(store::Connection& db,
                                                      const std::string& support_case,
                                                      const std::string& recipient,
                                                      type::v1::BarrierCategory category);

}  // namespace parcours::support
