#pragma once

// p_risk: interviews, appointments, actions, absences, autonomy and contacts of the employer as
// early warning looks at them. What the pathway itself knows (contracts, barriers, employer
// meetings) is read from the pathway.

#include <string>
#include <vector>

#include "services/followup/domain/early_warning.h"
#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"

namespace parcours::followup {

[[nodiscard]] execution::Projection RiskProjection();

// Those of one pathway, in no particular order.
[[nodiscard]] std::vector<RiskFact> RecordedRiskFacts(store::Connection& db,
                                                      const std::string& pathway);

}  // namespace parcours::followup
