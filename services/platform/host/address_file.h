#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "services/platform/core/result.h"

namespace parcours::host {

// A JSON object {name: host:port}, renamed into place, so that a reader never sees half of it.
// FAILED_PRECONDITION, ADDRESSES_NOT_WRITTEN.
[[nodiscard]] Result<void> WriteAddresses(const std::filesystem::path& file,
                                          const std::map<std::string, std::string>& addresses);

}  // namespace parcours::host
