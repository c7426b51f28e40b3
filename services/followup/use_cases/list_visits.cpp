#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/followup/use_cases/visit_acts.h"

namespace parcours::followup {

Result<v1::ListVisitsResponse> Handle(const v1::ListVisitsRequest& request, Context& context) {
  v1::ListVisitsResponse page;
  const bool beneficiary = !context.session.actor().person.empty();
  const auto add = [&](const Visit& visit) {
    if (beneficiary && visit.shared_with().empty()) return false;
    *page.add_visits() = View(visit, context);
    return true;
  };
  TRY(auto token, FillPage(context, context.visits, request,
                           {.collection = Visit::kCollection,
                            .pathway = request.pathway(),
                            .open_only = request.unshared()},
                           add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
