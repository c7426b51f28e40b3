#pragma once

#include <vector>

#include "tests/simulation/region.h"
#include "tests/simulation/school_year.h"

namespace parcours::simulation {

// Whom every run begins with: the network, the learners and the candidates of deploy/sample, taken
// in by the services themselves, once, in the region that has accidents and in the one that has
// none. All services are up and stay so: a run goes on from here in a process of its own.
struct Population {
  std::unique_ptr<Region> region;
  std::unique_ptr<Region> mirror;
  std::vector<Learner> learners;
};

// `keeps`: of the region that has accidents.
[[nodiscard]] Population TakeInPopulation(Disk::Keeps keeps);

}  // namespace parcours::simulation
