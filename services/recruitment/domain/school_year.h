#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/civil_date.h"

// School years turn on 1 August. Two labels live together: the school year "2024-2025" and, for
// training that follows the calendar, the civil year "2025-2025".
namespace parcours::recruitment {

// "2024/2025", " 2024-2025 " → "2024-2025"; nullopt unless both years are equal or consecutive.
[[nodiscard]] std::optional<std::string> NormaliseSchoolYear(std::string_view text);

// School year of a day: 2025-03-06 → "2024-2025".
[[nodiscard]] std::string SchoolYearOf(CivilDate day);

// Civil-year label, then school year of a day.
[[nodiscard]] std::vector<std::string> LabelsOn(CivilDate day);

// Every label that a period touches, sorted, none twice.
[[nodiscard]] std::vector<std::string> LabelsBetween(CivilDate first, CivilDate last);

// The school year of a day and the one before: those for which records are still expected.
[[nodiscard]] std::vector<std::string> ActiveSchoolYears(CivilDate day);

}  // namespace parcours::recruitment
