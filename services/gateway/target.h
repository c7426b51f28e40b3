#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::gateway {

struct Parameter {
  std::string name;
  std::string value;
};

// What a request asks for: "/v1/pathways/x:complete?view=FULL". Everything is decoded.
struct Target {
  std::vector<std::string> segments;  // "v1", "pathways", "x"
  std::string verb;                   // "complete"
  std::vector<Parameter> parameters;
};

// INVALID_ARGUMENT: PATH_MALFORMED for a path that is not plain (empty, "." and ".." segments,
// slashes and control characters in disguise, text that is not UTF-8), QUERY_MALFORMED, and
// TOKEN_IN_QUERY, since addresses are written into logs.
[[nodiscard]] Result<Target> ReadTarget(std::string_view target);

}  // namespace parcours::gateway
