#include "tests/end_to_end/command.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace parcours::end_to_end {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "parcours-story-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

bool Broker::Start(const std::filesystem::path& data) {
  data_ = data;
  const auto started = testing::RunCommand("deploy/kafka/broker start --data " + data.string() +
                                           " --with-parent " + std::to_string(::getpid()));
  if (started.status == 0) {
    address_ = started.output.substr(0, started.output.find('\n'));
    return true;
  }
  if (std::getenv("CI") != nullptr)
    ADD_FAILURE() << "no Kafka, and CI asks for it: " << started.output;
  return false;
}

Broker::~Broker() {
  if (!address_.empty())
    static_cast<void>(testing::RunCommand("deploy/kafka/broker stop --data " + data_.string()));
}

std::string ReadFile(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string Program(const std::string& name) {
  return std::string(PARCOURS_BINARY_DIR) + "/bin/" + name;
}

}  // namespace parcours::end_to_end
