#pragma once

// Why a text is not the JSON of a message: each refusal once. INVALID_ARGUMENT with the field.

#include <string_view>

#include "services/platform/core/error.h"

namespace parcours::rpc {

[[nodiscard]] Error RequestMalformed(std::string_view type, std::string_view field,
                                     std::string_view detail);
[[nodiscard]] Error ArgumentMalformed(std::string_view argument);
[[nodiscard]] Error FieldUnknown(std::string_view field, std::string_view type,
                                 std::string_view known);
[[nodiscard]] Error ValueInvalid(std::string_view field, std::string_view value,
                                 std::string_view expected_french,
                                 std::string_view expected_english);

}  // namespace parcours::rpc
