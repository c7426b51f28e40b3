#pragma once

// Each refusal about breaks and orientations once.

#include <string_view>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::followup {

[[nodiscard]] Error ContractNotOfPathway(std::string_view contract);
[[nodiscard]] Error BreakBeforeContract(CivilDate start);
[[nodiscard]] Error BreakAfterContract(CivilDate end);
[[nodiscard]] Error BreakStatedTooOften();

[[nodiscard]] Error OrientationBodyUnknown(std::string_view body);
[[nodiscard]] Error OrientationToItself();
[[nodiscard]] Error OrientationAwaitsAnswer();
[[nodiscard]] Error OrientationNotMade();
[[nodiscard]] Error OrientationsTooMany();

}  // namespace parcours::followup
