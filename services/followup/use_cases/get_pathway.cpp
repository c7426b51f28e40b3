#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/execution/refusals.h"

namespace parcours::followup {

Result<v1::Pathway> Handle(const v1::GetPathwayRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.name()));
  if (!pathway.state().open) return Refuse(execution::NotFound(request.name()));
  return View(pathway, CivilDate::Parse(request.on()).value_or(context.session.today()), context);
}

}  // namespace parcours::followup
