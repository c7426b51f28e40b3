#pragma once

#include "services/platform/host/service_core.h"

namespace parcours::host {

// Forgets the stored answers of commands older than execution::kAnswersKept, a slice of them in a
// transaction, so that other commands are served in between. `reading` looks for them without
// holding up the writer. Returns how many.
[[nodiscard]] Result<std::int64_t> ForgetOldAnswers(ServiceCore& core, store::Connection& reading);

}  // namespace parcours::host
