#pragma once

#include <vector>

#include "services/platform/execution/service_definition.h"

namespace parcours::cli {

// The platform's services, in the order in which they start: partners first, whom all others hear.
[[nodiscard]] std::vector<execution::ServiceDefinition> AllServices();

}  // namespace parcours::cli
