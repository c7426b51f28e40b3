#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"

namespace parcours::partners {

// The last contact with each employer, dated.
[[nodiscard]] execution::Projection ContactsProjection();

// Which keys speak for an organisation.
[[nodiscard]] execution::Projection PartnerKeysProjection();
// "partnerKeys/…" in the order of their issue, from the one after `last` on.
[[nodiscard]] std::vector<std::string> PartnerKeysOf(store::Connection& db,
                                                     std::string_view organisation,
                                                     std::string_view last, int limit);

}  // namespace parcours::partners
