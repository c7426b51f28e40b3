#pragma once

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"

namespace parcours::followup {

// A plan with its history; objectives and actions as `version` had them, 0 = the last one.
[[nodiscard]] v1::ActionPlan View(const ActionPlan& plan, const Context& context, int version = 0);

// What is under way and should have been attained or done by the day.
[[nodiscard]] bool HasOverdue(const ActionPlan& plan, CivilDate day);

}  // namespace parcours::followup
