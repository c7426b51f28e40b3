#include "services/platform/execution/refusals.h"
#include "services/recruitment/projections/projections.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<v1::EmployerSearch> Handle(const v1::GetEmployerSearchRequest& request, Context& context) {
  const auto search = context.searches.Find(request.name());
  const bool visible = context.session.MaySee(
      {.name = search.name(),
       .organisation = search.organisation(),
       .person = search.person(),
       .parties = OrganisationsOfPathway(context.session.db(), search.pathway())},
      context.directory);
  if (search.pathway().empty() || !visible) return Refuse(execution::NotFound(request.name()));
  return ToProto(search, context);
}

}  // namespace parcours::recruitment
