#pragma once

#include "services/platform/execution/executor.h"
#include "services/platform/observe/log.h"
#include "services/platform/observe/metrics.h"

namespace parcours::observe {

// Every finished call: a histogram, and a line of the log. Success is logged for debugging alone, a
// refusal as information, a failure of the platform itself as an error. Both parts outlive it.
class CallReporter final : public execution::CallObserver {
 public:
  CallReporter(ServiceMetrics& metrics, Log& log) : metrics_(metrics), log_(log) {}

  void Finished(const execution::Method& method, const execution::Call& call, const Error* error,
                std::chrono::nanoseconds took) override;
  void Faulted(const execution::Method& method, const std::string& what) override;

 private:
  ServiceMetrics& metrics_;
  Log& log_;
};

}  // namespace parcours::observe
