#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

// National formats and vectors that lie beside the project: `../shared/data`, or the folder that
// PARCOURS_SHARED names. A test that needs them skips, and says so, where they are absent.
namespace parcours::recruitment::testing {

inline std::filesystem::path SharedFile(const std::string& name) {
  const char* given = std::getenv("PARCOURS_SHARED");
  const auto folder =
      given != nullptr ? std::filesystem::path(given)
                       : std::filesystem::path(PARCOURS_SOURCE_DIR).parent_path() / "shared/data";
  return folder / name;
}

inline std::string ReadText(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace parcours::recruitment::testing

#define SKIP_WITHOUT_SHARED(name)                                                   \
  if (!std::filesystem::exists(::parcours::recruitment::testing::SharedFile(name))) \
  GTEST_SKIP() << "SHARED DATA ABSENT: "                                            \
               << ::parcours::recruitment::testing::SharedFile(name).string()       \
               << " (set PARCOURS_SHARED)"
