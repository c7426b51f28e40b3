#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "services/cli/platform_client.h"

namespace parcours::chaos {

struct Recovery {
  std::chrono::milliseconds took{0};
  std::string waited_for;  // what still moved after five seconds; empty when it took less
};

// Waits until everything that was recorded before now has been published and read by all who hear
// it, whatever is recorded meanwhile; nullopt when that never came.
[[nodiscard]] std::optional<Recovery> AwaitNoLag(cli::PlatformClient& client,
                                                 std::chrono::seconds longest);

}  // namespace parcours::chaos
