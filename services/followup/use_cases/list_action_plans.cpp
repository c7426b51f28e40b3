#include "services/followup/use_cases/plan_view.h"
#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::ListActionPlansResponse> Handle(const v1::ListActionPlansRequest& request,
                                           Context& context) {
  v1::ListActionPlansResponse page;
  const auto add = [&](const ActionPlan& plan) {
    if (request.overdue() && !HasOverdue(plan, context.session.today())) return false;
    *page.add_action_plans() = View(plan, context);
    return true;
  };
  TRY(auto token, FillPage(context, context.plans, request,
                           {.collection = ActionPlan::kCollection,
                            .pathway = request.pathway(),
                            .open_only = request.overdue()},
                           add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
