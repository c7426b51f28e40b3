#pragma once

#include <string>
#include <string_view>

namespace parcours::recruitment {

// SHA-256, 32 bytes.
[[nodiscard]] std::string Sha256(std::string_view text);

}  // namespace parcours::recruitment
