#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "services/platform/testing/fakes.h"

namespace parcours::cli {

// A file with this content, gone with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content, const std::string& name = "file")
      : path_(folder_.path() / name) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  testing::TemporaryFolder folder_;
  std::filesystem::path path_;
};

}  // namespace parcours::cli
