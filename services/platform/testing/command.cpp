#include "services/platform/testing/command.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace parcours::testing {

Finished RunCommand(const std::string& command) {
  Finished finished;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return finished;
  std::array<char, 4'096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    finished.output.append(buffer.data(), got);
  }
  const int status = ::pclose(pipe);
  finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return finished;
}

std::optional<Finished> RunPython(const std::string& script) {
  const char* python = std::getenv("PARCOURS_PYTHON");
  if (python == nullptr) return std::nullopt;
  return RunCommand(std::string(python) + " " + script);
}

}  // namespace parcours::testing
