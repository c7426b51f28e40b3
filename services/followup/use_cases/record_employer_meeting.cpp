#include "services/followup/domain/refusals.h"
#include "services/followup/domain/rules.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/followup/use_cases/visit_acts.h"

namespace parcours::followup {

Result<v1::Pathway> Handle(const v1::RecordEmployerMeetingRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  if (!request.employer().empty() && !context.directory.FindOrganisation(request.employer())) {
    return Refuse(EmployerUnknown(request.employer()));
  }
  TRY(const auto meeting, pathway.Meet({.day = day,
                                        .employer = request.employer(),
                                        .held_by = context.session.actor().principal,
                                        .note = request.note()},
                                       RulesOn(day).meetings));
  Visit visit(ResourceName(Visit::kCollection, context.session.NewId()));
  TRY(visit, context.visits.Record(visit, visit.Record(meeting, request.actions())));
  if (!request.shared_with().empty()) {
    TRY(visit, Share(context, std::move(visit), request.shared_with(), context.session.today()));
  }
  return View(context.pathways.Find(pathway.name()), context.session.today(), context);
}

}  // namespace parcours::followup
