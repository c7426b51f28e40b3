#include "services/followup/domain/company_refusals.h"
#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::GroupSession> Handle(const v1::RecordGroupSessionRequest& request, Context& context) {
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  std::string organisation;
  for (const auto& presence : request.presences()) {
    TRY(const auto pathway, context.pathways.Load(presence.pathway()));
    if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
    if (pathway.state().closing && pathway.state().closing->last_day < day) {
      return Refuse(PathwayAlreadyClosed(pathway.name()));
    }
    if (organisation.empty()) organisation = pathway.organisation();
    if (pathway.organisation() != organisation) return Refuse(GroupOfTwoOrganisations());
  }
  GroupSession session(ResourceName(GroupSession::kCollection, context.session.NewId()));
  TRY(session,
      context.group_sessions.Record(
          session, session.Hold(request, organisation, day, context.session.actor().principal)));
  v1::GroupSession view;
  view.set_name(session.name());
  view.set_kind(session.held().kind());
  view.set_session_date(day.ToString());
  view.set_held_by(session.held().held_by());
  *view.mutable_presences() = session.held().presences();
  return view;
}

}  // namespace parcours::followup
