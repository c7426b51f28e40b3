#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/handovers.h"
#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Pathway> Handle(const v1::AssignReferentRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.pathway(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  const NewReferent next{
      .referent = request.referent(), .day = day, .cut_at_once = request.cut_at_once()};
  TRY(CheckMandate(next, pathway.organisation(), context));
  TRY(pathway, HandOver(context, std::move(pathway), next));
  return View(pathway, context.session.today(), context);
}

}  // namespace parcours::followup
