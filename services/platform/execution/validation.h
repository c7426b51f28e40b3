#pragma once

#include <google/protobuf/message.h>

#include "services/platform/core/result.h"

namespace parcours::execution {

// Checks a request against the `rules` options of its fields, at any depth, and that its text is
// valid UTF-8. INVALID_ARGUMENT; reason FIELD_REQUIRED, FIELD_TOO_LONG, FIELD_OUT_OF_RANGE,
// FIELD_NOT_A_DATE, FIELD_NOT_A_RESOURCE_NAME, FIELD_PATTERN_MISMATCH, FIELD_NOT_UTF8,
// TOO_MANY_ITEMS or ENUM_VALUE_UNKNOWN; text that is not required may be empty, a number is bounded
// also when it is 0 unless its field is `optional`; field = path in the request, e.g.
// "barriers[1].severity".
[[nodiscard]] Result<void> Validate(const google::protobuf::Message& request);

}  // namespace parcours::execution
