#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

namespace parcours::floor {

// Applies the topic to a database of its own, exactly once: one transaction per round holds the
// positions, the version and the state of each aggregate. Until `stop`.
void Subscribe(const std::filesystem::path& file, const std::string& brokers,
               const std::stop_token& stop);

}  // namespace parcours::floor
