#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace parcours::architecture {

struct Source {
  std::string path;  // from the project's root, with '/'
  std::string text;
  std::vector<std::string> includes;  // as written between the quotes or brackets
};

// The project's own C++ files below services/ and tests/.
[[nodiscard]] std::vector<Source> OwnSources();

[[nodiscard]] std::filesystem::path ProjectRoot();

}  // namespace parcours::architecture
