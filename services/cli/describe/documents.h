#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "services/cli/describe/pages.h"

namespace parcours::cli {

// Path below the project's root → what should stand there. READMEs keep their own text around the
// generated part.
[[nodiscard]] std::map<std::filesystem::path, std::string> Documents(
    const Services& services, const std::filesystem::path& root);

// Lines of the committed contract that the protos no longer hold: must be empty, the contract only
// grows.
[[nodiscard]] std::vector<std::string> BrokenPromises(const std::filesystem::path& root);

// Writes what differs and returns those paths; nothing at all is written while a promise is broken.
[[nodiscard]] Result<std::vector<std::filesystem::path>> WriteDocuments(
    const Services& services, const std::filesystem::path& root);

}  // namespace parcours::cli
