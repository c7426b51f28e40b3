#pragma once

#include <optional>
#include <string>

namespace parcours::testing {

struct Finished {
  int status = -1;     // exit status, -1 when it ended by a signal
  std::string output;  // standard output and error
};

// Runs a shell command to its end.
[[nodiscard]] Finished RunCommand(const std::string& command);

// Runs a script with its arguments by the Python that has the packages of tests/requirements.txt;
// nullopt where PARCOURS_PYTHON names none: GTEST_SKIP() << kNoPython.
[[nodiscard]] std::optional<Finished> RunPython(const std::string& script);
inline constexpr const char* kNoPython =
    "PARCOURS_PYTHON names no Python with tests/requirements.txt";

}  // namespace parcours::testing
