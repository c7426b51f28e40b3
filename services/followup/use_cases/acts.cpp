#include "services/followup/use_cases/acts.h"

#include "services/followup/domain/refusals.h"

namespace parcours::followup {

Result<CivilDate> DayOfAct(const std::string& date, std::string_view field,
                           const Context& context) {
  const CivilDate today = context.session.today();
  const CivilDate day = CivilDate::Parse(date).value_or(today);
  if (day > today) return Refuse(ActInTheFuture(field));
  return day;
}

}  // namespace parcours::followup
