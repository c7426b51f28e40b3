#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace parcours::execution {

// Number of Unicode code points; nullopt when the text is not valid UTF-8 (RFC 3629: no overlong
// form, no surrogate, nothing past U+10FFFF).
[[nodiscard]] std::optional<std::size_t> CountCodePoints(std::string_view text);

}  // namespace parcours::execution
