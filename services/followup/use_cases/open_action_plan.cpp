#include "services/followup/domain/refusals.h"
#include "services/followup/projections/records.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/plan_acts.h"
#include "services/followup/use_cases/plan_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::ActionPlan> Handle(const v1::OpenActionPlanRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  const auto open_plans = RecordsAfter(context.session.db(), {.collection = ActionPlan::kCollection,
                                                              .pathway = pathway.name(),
                                                              .open_only = true,
                                                              .limit = 1});
  if (!open_plans.empty()) return Refuse(ActionPlanAlreadyOpen());
  TRY(CheckOwners(request.objectives(), pathway, context));
  ActionPlan plan(ResourceName(ActionPlan::kCollection, context.session.NewId()));
  TRY(auto facts, plan.Open(request.objectives(), pathway, day, context.session.actor().principal));
  TRY(plan, RecordAll(std::move(plan), std::move(facts), context));
  return View(plan, context);
}

}  // namespace parcours::followup
