#pragma once

#include <optional>
#include <string>
#include <utility>

#include "services/directory/directory.h"
#include "services/platform/core/result.h"

namespace parcours::followup {

[[nodiscard]] inline int PageSize(int asked) {
  return asked <= 0 ? directory::kDefaultPageSize : std::min(asked, directory::kLargestPageSize);
}

// A place in a list ordered by day, then name, as text for the caller to give back.
[[nodiscard]] inline std::string PageToken(const std::string& day, const std::string& name) {
  return day + "|" + name;
}

// Before the first entry where the token is empty; PAGE_TOKEN_INVALID.
[[nodiscard]] inline Result<std::pair<std::string, std::string>> PlaceOf(const std::string& token) {
  if (token.empty()) return std::pair<std::string, std::string>{};
  const auto bar = token.find('|');
  if (bar == std::string::npos || !CivilDate::Parse(token.substr(0, bar))) {
    return Refuse(directory::PageTokenInvalid());
  }
  return std::pair{token.substr(0, bar), token.substr(bar + 1)};
}

}  // namespace parcours::followup
