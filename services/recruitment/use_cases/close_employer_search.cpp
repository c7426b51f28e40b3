#include "services/recruitment/use_cases/search_steps.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<void> CloseEmployerSearch(const followup::v1::PathwayCompleted& fact,
                                 const journal::FactMeta& meta, Context& context) {
  return EndSearch(fact.pathway(), v1::EmployerSearchClosed::PATHWAY_CLOSED, {}, meta.effective,
                   context);
}

Result<void> CloseEmployerSearch(const followup::v1::PathwayInterrupted& fact,
                                 const journal::FactMeta& meta, Context& context) {
  return EndSearch(fact.pathway(), v1::EmployerSearchClosed::PATHWAY_CLOSED, {}, meta.effective,
                   context);
}

}  // namespace parcours::recruitment
