#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/execution/refusals.h"

namespace parcours::followup {

Result<v1::Risk> Handle(const v1::GetRiskRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.name()));
  if (!pathway.state().open) return Refuse(execution::NotFound(request.name()));
  return RiskView(context, pathway,
                  CivilDate::Parse(request.on()).value_or(context.session.today()));
}

}  // namespace parcours::followup
