#include "services/followup/domain/rules.h"
#include "services/followup/use_cases/logbook_acts.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Logbook> Handle(const v1::GiveEndEvaluationRequest& request, Context& context) {
  TRY(auto opened, OpenLogbook(context, request.pathway(), request.etag()));
  const CivilDate today = context.session.today();
  TRY(opened.logbook,
      context.logbooks.Record(opened.logbook,
                              opened.logbook.Evaluate(request, opened.party, opened.pathway, today,
                                                      RulesOn(today).company)));
  return View(opened, MonthOf(today), context);
}

}  // namespace parcours::followup
