#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace parcours::recruitment {

// Text that stands for a record when two are compared: each field with its length, so that no
// content of one can pass for the border between two.
class CanonicalLines {
 public:
  CanonicalLines& Add(std::string_view text) {
    text_.append(std::to_string(text.size())).append(":").append(text).append("\n");
    return *this;
  }
  [[nodiscard]] std::string Take() && { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace parcours::recruitment
