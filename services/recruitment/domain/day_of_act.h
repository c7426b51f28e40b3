#pragma once

#include <string>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"

namespace parcours::recruitment {

// The civil day of a command: its optional `date`, else today. DATE_IN_FUTURE.
[[nodiscard]] Result<CivilDate> DayOfAct(const std::string& date, CivilDate today);

}  // namespace parcours::recruitment
