#pragma once

#include <string_view>

// Closed lists of the national learner record.
namespace parcours::recruitment {

// Situation in the year before, of the national survey of apprentices (SIFA, field SIT_N_1; 65
// codes).
[[nodiscard]] bool IsSifaSituation(int code);

// Kind of CFA, "01" to "10".
[[nodiscard]] bool IsCfaType(std::string_view code);

}  // namespace parcours::recruitment
