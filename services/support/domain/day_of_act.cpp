#include "services/support/domain/day_of_act.h"

#include "services/support/domain/refusals.h"

namespace parcours::support {

Result<CivilDate> DayOfAct(std::string_view date, CivilDate today) {
  const auto day = CivilDate::Parse(date).value_or(today);
  if (day > today) return Refuse(DateInFuture(day, today));
  return day;
}

}  // namespace parcours::support
