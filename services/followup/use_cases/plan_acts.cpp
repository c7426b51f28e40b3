#include "services/followup/use_cases/plan_acts.h"

#include <utility>

#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/risk.h"

namespace parcours::followup {

Result<void> CheckOwners(const ActionPlan::Draft& draft, const Pathway& pathway,
                         const Context& context) {
  for (const auto& objective : draft) {
    for (const auto& action : objective.actions()) {
      const std::string& owner = action.owner();
      if (owner.empty() || owner == pathway.person()) continue;
      if (!context.directory.FindAgent(owner)) return Refuse(PlanOwnerUnknown(owner));
    }
  }
  return {};
}

Result<ActionPlan> RecordAll(ActionPlan plan, std::vector<ActionPlan::Fact> facts,
                             Context& context) {
  for (auto& fact : facts) {
    auto recorded =
        std::visit([&](auto& one) { return context.plans.Record(plan, std::move(one)); }, fact);
    TRY(plan, std::move(recorded));
  }
  WatchRisk(context, plan.pathway());
  return plan;
}

}  // namespace parcours::followup
