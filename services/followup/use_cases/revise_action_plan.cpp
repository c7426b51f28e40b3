#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/plan_acts.h"
#include "services/followup/use_cases/plan_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::ActionPlan> Handle(const v1::ReviseActionPlanRequest& request, Context& context) {
  TRY(auto plan, context.plans.Load(request.name(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  const auto pathway = context.pathways.Find(plan.pathway());
  TRY(CheckOwners(request.objectives(), pathway, context));
  const std::string& funder = request.reorientation().funder();
  if (!funder.empty() && !context.directory.FindOrganisation(funder)) {
    return Refuse(FunderUnknown(funder));
  }
  TRY(auto facts, plan.Revise(request, pathway, day, context.session.actor().principal));
  TRY(plan, RecordAll(std::move(plan), std::move(facts), context));
  return View(plan, context);
}

}  // namespace parcours::followup
