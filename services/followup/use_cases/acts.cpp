#include "services/followup/use_cases/acts.h"

#include "services/followup/civil_day.h"
#include "services/followup/domain/refusals.h"
#include "services/followup/projections/pathways.h"

namespace parcours::followup {

Result<CivilDate> DayOfAct(const std::string& date, std::string_view field,
                           const Context& context) {
  const CivilDate today = context.session.today();
  const CivilDate day = CivilDate::Parse(date).value_or(today);
  if (day > today) return Refuse(ActInTheFuture(field));
  return day;
}

CivilDate KnownSince(const Pathway& pathway, const Context& context) {
  const auto opened = OpeningInstant(context.session.db(), pathway.name());
  if (!opened) return pathway.state().opened_on;
  const auto organisation = context.directory.FindOrganisation(pathway.organisation());
  return DayIn(organisation ? organisation->time_zone : "", *opened);
}

}  // namespace parcours::followup
