#pragma once

#include <string_view>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"

namespace parcours::support {

// The civil day that a command names, already known to be a date; empty = today. DATE_IN_FUTURE
// after today.
[[nodiscard]] Result<CivilDate> DayOfAct(std::string_view date, CivilDate today);

}  // namespace parcours::support
