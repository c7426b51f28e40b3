#include "services/recruitment/domain/day_of_act.h"

#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/refusals.h"

namespace parcours::recruitment {

Result<CivilDate> DayOfAct(const std::string& date, CivilDate today) {
  const auto day = DayOf(date).value_or(today);
  if (day > today) return Refuse(DateInFuture(day, today));
  return day;
}

}  // namespace parcours::recruitment
