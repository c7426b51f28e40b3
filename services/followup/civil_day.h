#pragma once

#include <string>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/clock.h"

namespace parcours::followup {

// The civil day of an instant in an IANA zone; Europe/Paris where the zone is empty or unknown.
[[nodiscard]] CivilDate DayIn(const std::string& zone, Instant instant);

}  // namespace parcours::followup
