#pragma once

#include <string>

namespace parcours::testing {

struct Finished {
  int status = -1;     // exit status, -1 when it ended by a signal
  std::string output;  // standard output and error
};

// Runs a shell command to its end.
[[nodiscard]] Finished RunCommand(const std::string& command);

}  // namespace parcours::testing
