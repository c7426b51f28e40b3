#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/followup/use_cases/visit_acts.h"

namespace parcours::followup {

Result<v1::Visit> Handle(const v1::SettleVisitActionRequest& request, Context& context) {
  TRY(auto visit, context.visits.Load(request.name(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  TRY(visit, context.visits.Record(visit, visit.Settle(request.number(), request.outcome(), day)));
  return View(visit, context);
}

}  // namespace parcours::followup
