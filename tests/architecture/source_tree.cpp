#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <regex>

namespace parcours::architecture {
namespace {

std::vector<std::string> IncludesOf(const std::string& text) {
  static const std::regex kInclude(R"((?:^|\n)\s*#include\s*[<"]([^>"]+)[>"])");
  std::vector<std::string> includes;
  for (std::sregex_iterator match(text.begin(), text.end(), kInclude), end; match != end; ++match) {
    includes.push_back((*match)[1]);
  }
  return includes;
}

}  // namespace

std::filesystem::path ProjectRoot() { return PARCOURS_SOURCE_DIR; }

std::vector<Source> OwnSources() {
  std::vector<Source> sources;
  for (const char* top : {"services", "tests"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(ProjectRoot() / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(stream), {}};
      auto includes = IncludesOf(text);
      sources.push_back(
          {.path = std::filesystem::relative(entry.path(), ProjectRoot()).generic_string(),
           .text = std::move(text),
           .includes = std::move(includes)});
    }
  }
  std::sort(sources.begin(), sources.end(),
            [](const Source& a, const Source& b) { return a.path < b.path; });
  return sources;
}

}  // namespace parcours::architecture
