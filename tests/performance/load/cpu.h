#pragma once

#include <map>
#include <string>

namespace parcours::load {

// Seconds of CPU that each process has used so far, by name; its own as "load".
[[nodiscard]] std::map<std::string, double> CpuOf(const std::map<std::string, int>& processes);

}  // namespace parcours::load
