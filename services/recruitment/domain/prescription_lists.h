#pragma once

#include <string_view>

// Closed lists of the prescribers' support system.
namespace parcours::recruitment {

// State of the right to the RSA (7 values).
[[nodiscard]] bool IsRsaRight(std::string_view code);

// Situation towards work (27 values).
[[nodiscard]] bool IsWorkSituation(std::string_view code);

// Education level, from AFS to NV1.
[[nodiscard]] bool IsEducationLevel(std::string_view code);

}  // namespace parcours::recruitment
