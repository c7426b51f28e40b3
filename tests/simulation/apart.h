#pragma once

#include "tests/simulation/run.h"

namespace parcours::simulation {

// One run in a process of its own, forked from this one: all services are open already, what the
// run changes is gone with it, and what kills it is a broken promise like another.
[[nodiscard]] RunReport RunApart(const Population& population, const RunOptions& options);

}  // namespace parcours::simulation
