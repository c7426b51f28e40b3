#include "services/followup/domain/refusals.h"
#include "services/followup/domain/rules.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Pathway> Handle(const v1::RecordEmployerMeetingRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.pathway(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  if (!request.employer().empty() && !context.directory.FindOrganisation(request.employer())) {
    return Refuse(EmployerUnknown(request.employer()));
  }
  auto held = pathway.Meet({.day = day,
                            .employer = request.employer(),
                            .held_by = context.session.actor().principal,
                            .note = request.note()},
                           RulesOn(day).meetings);
  TRY(pathway, context.pathways.Record(pathway, std::move(held)));
  return View(pathway, context.session.today(), context);
}

}  // namespace parcours::followup
