#pragma once

#include <string>
#include <string_view>

#include "services/followup/context.h"

namespace parcours::followup {

// The civil day of an act: `date` where it is given, else today; FOLLOWUP_DATE_IN_THE_FUTURE.
[[nodiscard]] Result<CivilDate> DayOfAct(const std::string& date, std::string_view field,
                                         const Context& context);

// The civil day on which the platform heard of the pathway: what nobody did before is nobody's
// omission.
[[nodiscard]] CivilDate KnownSince(const Pathway& pathway, const Context& context);

}  // namespace parcours::followup
