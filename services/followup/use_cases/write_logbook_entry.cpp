#include "services/followup/use_cases/logbook_acts.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Logbook> Handle(const v1::WriteLogbookEntryRequest& request, Context& context) {
  TRY(const auto opened, OpenLogbook(context, request.pathway()));
  const CivilDate today = context.session.today();
  const std::string month = MonthOf(today);
  const auto page = context.logbook_pages.Find(LogbookPageOf(request.pathway(), month));
  TRY(context.logbook_pages.Record(
      page, page.Write(request.entry(), opened.party, context.session.actor().principal,
                       opened.pathway, today)));
  WatchRisk(context, request.pathway());
  return View(opened, month, context);
}

}  // namespace parcours::followup
