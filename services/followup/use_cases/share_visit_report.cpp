#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/followup/use_cases/visit_acts.h"

namespace parcours::followup {

Result<v1::Visit> Handle(const v1::ShareVisitReportRequest& request, Context& context) {
  TRY(auto visit, context.visits.Load(request.name(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  TRY(visit, Share(context, std::move(visit), request.shared_with(), day));
  return View(visit, context);
}

}  // namespace parcours::followup
