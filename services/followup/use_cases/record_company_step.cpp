#include "services/followup/domain/rules.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/logbook_acts.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Logbook> Handle(const v1::RecordCompanyStepRequest& request, Context& context) {
  TRY(auto opened, OpenLogbook(context, request.pathway()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  TRY(auto step, opened.logbook.Take(request, opened.pathway, day,
                                     context.session.actor().principal, RulesOn(day).company));
  auto recorded = std::visit(
      [&](auto& fact) { return context.logbooks.Record(opened.logbook, std::move(fact)); }, step);
  TRY(opened.logbook, std::move(recorded));
  WatchRisk(context, request.pathway());
  return View(opened, MonthOf(context.session.today()), context);
}

}  // namespace parcours::followup
