#include "services/partners/use_cases/answers.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/execution/refusals.h"

namespace parcours::partners {

Result<v1::Organisation> Handle(const v1::GetOrganisationRequest& request, Context& context) {
  TRY(const auto organisation, context.organisations.Load(request.name()));
  if (!organisation.registered()) return Refuse(execution::NotFound(request.name()));
  return ToProto(organisation, context);
}

}  // namespace parcours::partners
