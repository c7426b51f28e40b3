#pragma once

#include <vector>

#include "tests/simulation/region.h"
#include "tests/simulation/school_year.h"

namespace parcours::simulation {

// Whom every run begins with: the network, the learners and the candidates of deploy/sample, taken
// in by the services themselves, once.
struct Population {
  Snapshot start;
  std::vector<Learner> learners;
};

[[nodiscard]] Population TakeInPopulation();

}  // namespace parcours::simulation
