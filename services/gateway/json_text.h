#pragma once

#include <string_view>

#include "services/platform/core/result.h"

namespace parcours::gateway {

inline constexpr std::size_t kDeepestJson = 32;

// Whether the text is JSON that means one thing: JSON_MALFORMED, JSON_TOO_DEEP or JSON_KEY_REPEATED
// before anything is built of it.
[[nodiscard]] Result<void> CheckJsonText(std::string_view text);

}  // namespace parcours::gateway
