#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"

namespace parcours::followup {

// A page of what changed after a position.
struct Changes {
  std::vector<v1::Change> told;  // what the caller may know of it
  std::int64_t position = 0;     // up to which everything was looked at
  bool all = false;              // there is nothing after it
};

// POSITION_NOT_REACHED. Without `after` nothing is told, and the position is the last one.
[[nodiscard]] Result<Changes> ChangesAfter(std::optional<std::int64_t> after,
                                           const v1::WatchPathwayRequest& request,
                                           Context& context);
[[nodiscard]] Result<Changes> ChangesAfter(std::optional<std::int64_t> after,
                                           const v1::WatchAlertsRequest& request, Context& context);

}  // namespace parcours::followup
