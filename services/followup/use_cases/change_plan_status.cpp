#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/plan_acts.h"
#include "services/followup/use_cases/plan_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::ActionPlan> Handle(const v1::ChangePlanStatusRequest& request, Context& context) {
  TRY(auto plan, context.plans.Load(request.name(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  TRY(auto fact, plan.Change(request, day));
  TRY(plan, RecordAll(std::move(plan), {std::move(fact)}, context));
  return View(plan, context);
}

}  // namespace parcours::followup
