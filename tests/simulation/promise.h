#pragma once

#include <string>
#include <vector>

#include "tests/simulation/region.h"

namespace parcours::simulation {

// What must hold of a region that has settled, each broken promise a sentence.

// Every fact has reached every subscriber once, nothing waits, nothing is due, nothing is
// unbounded.
[[nodiscard]] std::vector<std::string> BrokenDelivery(Region& region);
// Chains verify; one référent a day per pathway, one break per contract; nothing personal travels.
[[nodiscard]] std::vector<std::string> BrokenRecords(Region& region);
// Of each act and each reaction the same facts in both, as often; as many stored answers.
[[nodiscard]] std::vector<std::string> Differences(Region& region, Region& mirror);
// The same dated view.
[[nodiscard]] std::vector<std::string> ViewDifferences(Region& region, Region& mirror);

}  // namespace parcours::simulation
