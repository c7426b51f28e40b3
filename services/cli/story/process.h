#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::cli {

// A child process whose output goes to a file and that dies with this process.
class Process {
 public:
  // UNAVAILABLE, PROCESS_NOT_STARTED.
  [[nodiscard]] static Result<Process> Start(const std::filesystem::path& program,
                                             const std::vector<std::string>& arguments,
                                             const std::filesystem::path& log);
  Process(Process&& other) noexcept;
  Process& operator=(Process&& other) noexcept;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  // Stops it: SIGTERM, then SIGKILL when it has not ended after ten seconds.
  ~Process();

  // True as long as it runs.
  [[nodiscard]] bool Running();
  // Waits for its end; false when `limit` passes first.
  [[nodiscard]] bool WaitForEnd(std::chrono::milliseconds limit);
  void Signal(int number) const;

 private:
  explicit Process(pid_t pid) : pid_(pid) {}
  void Stop();

  pid_t pid_ = -1;  // -1: ended and reaped
};

}  // namespace parcours::cli
