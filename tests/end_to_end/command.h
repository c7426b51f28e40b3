#pragma once

#include <filesystem>
#include <string>

#include "services/platform/testing/command.h"

namespace parcours::end_to_end {

inline const std::filesystem::path kSample =
    std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/sample";

using testing::Finished;

// A folder of its own below the system's, removed with its content.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A real broker of its own for as long as it lives. Start fails the test where CI asks for Kafka
// and none can be had.
class Broker {
 public:
  // False where there is no Kafka and nothing asks for it.
  [[nodiscard]] bool Start(const std::filesystem::path& data);
  ~Broker();
  Broker() = default;
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;
  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  std::filesystem::path data_;
  std::string address_;
};

[[nodiscard]] std::string ReadFile(const std::filesystem::path& file);
// A program of this build.
[[nodiscard]] std::string Program(const std::string& name);

}  // namespace parcours::end_to_end
