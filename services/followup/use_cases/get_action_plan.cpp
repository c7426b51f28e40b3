#include <utility>

#include "services/followup/use_cases/plan_view.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/execution/refusals.h"

namespace parcours::followup {

Result<v1::ActionPlan> Handle(const v1::GetActionPlanRequest& request, Context& context) {
  TRY(const auto plan, context.plans.Load(request.name()));
  if (std::cmp_greater(request.version(), plan.versions().size())) {
    return Refuse(execution::NotFound(request.name()));
  }
  return View(plan, context, request.version());
}

}  // namespace parcours::followup
