#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parcours/operations/v1/operations_service.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::cli {

using Statuses = std::vector<operations::v1::Status>;

// What still moves, in words: a service that is starting, commands queued, rows on their way, a
// subscription behind its producer's head, timers due. Empty = nothing does.
[[nodiscard]] std::string WhatMoves(const Statuses& statuses, Language language);

// Nothing moves, and nothing was recorded between the two looks.
[[nodiscard]] bool HasSettled(const Statuses& before, const Statuses& now);

// Records of the topics it reads that the service has not read.
[[nodiscard]] std::int64_t LagOf(const operations::v1::Status& subscriber,
                                 const Statuses& statuses);

// The next day on which a service has a timer, after the day on which all services are, not after
// `until`. Empty = none.
[[nodiscard]] std::optional<CivilDate> NextStop(const Statuses& statuses, CivilDate until);

// Gaps, dead letters, facts held back or timers set aside: what an operator looks into. Empty =
// clean.
[[nodiscard]] std::string WhatIsWrong(const Statuses& statuses, Language language);

}  // namespace parcours::cli
