#pragma once

// The `rules` option of a field, applied to one value of it.

#include <google/protobuf/descriptor.h>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "parcours/options/v1/options.pb.h"

namespace parcours::execution {

// What is wrong with a value. Its path is completed on the way up, so that a valid request pays for
// none.
struct Violation {
  std::string reason;
  std::string french;  // ends the sentence that begins with the field
  std::string english;
  std::string path = {};

  [[nodiscard]] Violation Within(const std::string& step) && {
    path = path.empty() ? step : step + "." + path;
    return std::move(*this);
  }
};
using Checked = std::optional<Violation>;

[[nodiscard]] Violation Missing();
[[nodiscard]] Violation OutOfRange(const options::v1::Rules& rules);

[[nodiscard]] Checked CheckText(const std::string& text, const options::v1::Rules& rules);
[[nodiscard]] Checked CheckBytes(const std::string& bytes, const options::v1::Rules& rules);
[[nodiscard]] Checked CheckEnum(const google::protobuf::EnumDescriptor& type, int value);
[[nodiscard]] Checked CheckItemCount(int items, const options::v1::Rules& rules);

// A `max` below `min` is one that was not set: then there is no upper bound.
[[nodiscard]] inline bool HasUpperBound(const options::v1::Rules& rules) {
  return rules.max() >= rules.min();
}

template <typename Number>
[[nodiscard]] Checked CheckNumber(Number value, const options::v1::Rules& rules) {
  if (rules.min() == 0 && rules.max() == 0) return std::nullopt;
  bool inside = false;
  if constexpr (std::is_integral_v<Number>) {
    inside = std::cmp_greater_equal(value, rules.min()) &&
             (!HasUpperBound(rules) || std::cmp_less_equal(value, rules.max()));
  } else {
    inside = value >= static_cast<double>(rules.min()) &&
             (!HasUpperBound(rules) || value <= static_cast<double>(rules.max()));
  }
  if (inside) return std::nullopt;
  return OutOfRange(rules);
}

}  // namespace parcours::execution
