#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/core/clock.h"
#include "services/platform/store/connection.h"

namespace parcours::bus {

// What stands in a subscriber's tables, as any reader may see it.
struct InboxStatus {
  std::vector<Position> positions;
  std::int64_t waiting = 0;  // facts held back, for whatever reason
  std::int64_t gaps = 0;     // aggregates of which an earlier fact has not come
  std::int64_t not_yet = 0;  // facts whose reaction is not possible yet
  std::optional<std::chrono::microseconds> oldest_gap;  // its age
  std::int64_t open_dead_letters = 0;
};
[[nodiscard]] InboxStatus ReadInboxStatus(store::Connection& connection, Instant now);

}  // namespace parcours::bus
