#include "services/followup/domain/group_session.h"

#include <set>

#include "services/followup/domain/company_refusals.h"

namespace parcours::followup {

Result<v1::GroupSessionHeld> GroupSession::Hold(const v1::RecordGroupSessionRequest& request,
                                                const std::string& organisation, CivilDate day,
                                                const std::string& agent) const {
  std::set<std::string_view> named;
  for (const auto& presence : request.presences()) {
    if (!named.insert(presence.pathway()).second) return Refuse(GroupNamedTwice());
  }
  v1::GroupSessionHeld fact;
  fact.set_group_session(name_);
  fact.set_organisation(organisation);
  fact.set_kind(request.kind());
  fact.set_held_by(agent);
  *fact.mutable_presences() = request.presences();
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

}  // namespace parcours::followup
