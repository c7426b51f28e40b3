#pragma once

#include "services/platform/core/result.h"
#include "tests/chaos/evidence.h"
#include "tests/chaos/findings.h"

namespace parcours::chaos {

// Holds what was answered, each journal, each topic and each subscriber's tables against each
// other, once everything has settled.
[[nodiscard]] Result<Findings> Check(const Evidence& evidence);

}  // namespace parcours::chaos
