#include "services/followup/use_cases/logbook_acts.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Logbook> Handle(const v1::GetLogbookRequest& request, Context& context) {
  TRY(const auto opened, OpenLogbook(context, request.pathway()));
  const std::string month =
      request.month().empty() ? MonthOf(context.session.today()) : request.month();
  return View(opened, month, context);
}

}  // namespace parcours::followup
