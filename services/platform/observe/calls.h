#pragma once

#include <chrono>
#include <mutex>

#include "services/platform/execution/executor.h"
#include "services/platform/observe/log.h"
#include "services/platform/observe/metrics.h"

namespace parcours::observe {

// Every finished call: a histogram, and a line of the log. Success is logged for debugging alone, a
// refusal as information, a failure of the platform itself as an error. Of calls turned away for
// want of room one a second is logged, with how many there were: a line for each would take more of
// that room. Both parts outlive it.
class CallReporter final : public execution::CallObserver {
 public:
  CallReporter(ServiceMetrics& metrics, Log& log) : metrics_(metrics), log_(log) {}

  void Finished(const execution::Method& method, const execution::Call& call, const Error* error,
                std::chrono::nanoseconds took) override;
  void Faulted(const execution::Method& method, const std::string& what) override;

 private:
  void TurnedAway(const execution::Method& method, const Error& error);

  ServiceMetrics& metrics_;
  Log& log_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point next_line_{};
  std::int64_t turned_away_ = 0;  // since the last line
};

}  // namespace parcours::observe
