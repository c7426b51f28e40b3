#pragma once

// Why the address of the national format turned a call away. What the dashboard says too is said in
// its words, in French.

#include <cstddef>

#include "services/platform/core/error.h"

namespace parcours::gateway::national {

[[nodiscard]] Error ApiKeyMissing();
[[nodiscard]] Error ApiKeyNotBearer();
[[nodiscard]] Error ApiKeyInvalid();

[[nodiscard]] Error RecordsNotAList();
[[nodiscard]] Error RecordsTooMany(std::size_t most);
[[nodiscard]] Error RecordTooLong(std::size_t most);

// A service answered what it should not: the sender can do nothing about it.
[[nodiscard]] Error ImportFaulty();

}  // namespace parcours::gateway::national
