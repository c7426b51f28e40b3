#include "services/followup/use_cases/visit_acts.h"

#include <utility>

#include "services/followup/domain/rules.h"
#include "services/followup/use_cases/risk.h"

namespace parcours::followup {

v1::Visit View(const Visit& visit, const Context& context) {
  const v1::VisitRecorded& recorded = visit.recorded();
  v1::Visit view;
  view.set_name(visit.name());
  view.set_pathway(recorded.pathway());
  view.set_visit_date(visit.day().ToString());
  view.set_employer(recorded.employer());
  view.set_held_by(recorded.held_by());
  view.set_note(recorded.note());
  for (const auto& action : recorded.actions()) {
    auto& shown = *view.add_actions();
    shown = action;
    if (const auto* settled = visit.SettledAs(action.number())) {
      shown.set_settle_date(settled->meta().effective_date());
      shown.set_outcome(settled->outcome());
    } else {
      shown.set_overdue(action.due_date() < context.session.today().ToString());
    }
  }
  for (const int party : visit.shared_with()) {
    view.add_shared_with(static_cast<v1::LogbookParty>(party));
  }
  view.set_share_date(visit.shared_on());
  view.set_etag(context.visits.Etag(visit));
  return view;
}

Result<Visit> Share(Context& context, Visit visit, const Visit::Parties& parties, CivilDate day) {
  const bool first = visit.shared_with().empty();
  TRY(visit, context.visits.Record(visit, visit.Share(parties, day)));
  if (!first) return visit;
  const v1::VisitRecorded& recorded = visit.recorded();
  const auto pathway = context.pathways.Find(recorded.pathway());
  TRY(context.pathways.Record(pathway, pathway.Meet({.day = visit.day(),
                                                     .employer = recorded.employer(),
                                                     .held_by = recorded.held_by(),
                                                     .note = recorded.note(),
                                                     .visit = visit.name()},
                                                    RulesOn(visit.day()).meetings)));
  WatchRisk(context, pathway.name());
  return visit;
}

}  // namespace parcours::followup
