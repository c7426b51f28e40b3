#pragma once

#include <vector>

#include "services/followup/context.h"

namespace parcours::followup {

// Each owner of an action is the person of the pathway or an agent of the network;
// ACTION_OWNER_UNKNOWN.
[[nodiscard]] Result<void> CheckOwners(const ActionPlan::Draft& draft, const Pathway& pathway,
                                       const Context& context);

[[nodiscard]] Result<ActionPlan> RecordAll(ActionPlan plan, std::vector<ActionPlan::Fact> facts,
                                           Context& context);

}  // namespace parcours::followup
