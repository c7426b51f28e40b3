#pragma once

#include <filesystem>
#include <string>

#include "services/platform/core/result.h"

namespace parcours::cli {

// A small file whole; larger than `longest` is refused. FILE_UNREADABLE.
[[nodiscard]] Result<std::string> ReadSmallFile(const std::filesystem::path& file,
                                                std::size_t longest = 16 * 1024 * 1024);

// Written beside and renamed, so that a reader never sees half of it; `secret`: for its owner
// alone. FILE_NOT_WRITTEN.
[[nodiscard]] Result<void> WriteSmallFile(const std::filesystem::path& file,
                                          const std::string& text, bool secret = false);

}  // namespace parcours::cli
