#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Alert> Handle(const v1::AcknowledgeAlertRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.pathway()));
  TRY(pathway,
      context.pathways.Record(pathway, pathway.Acknowledge(request.alert(), request.note(),
                                                           context.session.actor().principal)));
  return View(pathway.state().alerts.at(request.alert()), pathway, context.session.today(),
              context.session.origin().language);
}

}  // namespace parcours::followup
