#pragma once

#include <string>
#include <string_view>

namespace parcours::security {

// Secrets that are handed out. libsodium must have been started (StartSodium).

// 32 random bytes, as 43 letters, digits, "-" and "_".
[[nodiscard]] std::string NewSecret();

// Takes as long wherever the two differ.
[[nodiscard]] bool SameSecret(std::string_view one, std::string_view other);

}  // namespace parcours::security
