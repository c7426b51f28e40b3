#pragma once

#include <string>
#include <string_view>

#include "services/followup/context.h"

namespace parcours::followup {

// The civil day of an act: `date` where it is given, else today; FOLLOWUP_DATE_IN_THE_FUTURE.
[[nodiscard]] Result<CivilDate> DayOfAct(const std::string& date, std::string_view field,
                                         const Context& context);

}  // namespace parcours::followup
