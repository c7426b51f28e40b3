#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/plan_view.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::ActionPlan> Handle(const v1::CloseActionPlanRequest& request, Context& context) {
  TRY(auto plan, context.plans.Load(request.name(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  TRY(plan, context.plans.Record(
                plan, plan.Close(request.review(), day, context.session.actor().principal)));
  WatchRisk(context, plan.pathway());
  return View(plan, context);
}

}  // namespace parcours::followup
