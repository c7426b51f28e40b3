#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "services/platform/core/crash_points.h"
#include "services/platform/core/result.h"

namespace parcours::host {

// Kills the process (SIGKILL) the n-th time that it passes one named point (--crash-at): for tests
// of what a crash may not lose.
class CrashPoint {
 public:
  // "after_commit" or "after_commit:3"; INVALID_ARGUMENT, CRASH_POINT_UNKNOWN.
  [[nodiscard]] static Result<std::unique_ptr<CrashPoint>> Parse(std::string_view text);

  CrashPoint(std::string_view name, int passes) : name_(name), passes_(passes) {}
  void Pass(std::string_view name);

 private:
  const std::string name_;
  std::atomic<int> passes_;
};

}  // namespace parcours::host
