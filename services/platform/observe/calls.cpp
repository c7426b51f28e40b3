#include "services/platform/observe/calls.h"

#include <stdexcept>
#include <utility>

namespace parcours::observe {
namespace {

bool IsFailure(Code code) {
  return code == Code::kInternal || code == Code::kUnknown || code == Code::kDataLoss ||
         code == Code::kUnavailable;
}

}  // namespace

void CallReporter::Finished(const execution::Method& method, const execution::Call& call,
                            const Error* error, std::chrono::nanoseconds took) {
  const auto& descriptor = *method.descriptor;
  metrics_.CallFinished(descriptor, error, took);
  if (error == nullptr && !log_.Writes(Level::kDebug)) return;
  if (error != nullptr && error->code == Code::kResourceExhausted)
    return TurnedAway(method, *error);
  const Field name = Field::Method(descriptor);
  const Field duration = Field::Seconds("duration", took);
  const Field trace = Field::Trace(call.trace);
  if (error == nullptr) {
    log_.Debug("call_answered", {name, duration, trace});
  } else {
    const Field refusal = Field::Refusal(*error, descriptor.input_type());
    log_.Write(IsFailure(error->code) ? Level::kError : Level::kInfo,
               IsFailure(error->code) ? Word("call_failed") : Word("call_refused"),
               {name, refusal, duration, trace});
  }
}

void CallReporter::TurnedAway(const execution::Method& method, const Error& error) {
  constexpr std::chrono::seconds kBetweenLines{1};
  const auto now = std::chrono::steady_clock::now();
  const std::scoped_lock lock(mutex_);
  ++turned_away_;
  if (now < next_line_) return;
  next_line_ = now + kBetweenLines;
  log_.Warn("calls_turned_away", {Field::Method(*method.descriptor), Field::Refusal(error),
                                  Field::Count("calls", std::exchange(turned_away_, 0))});
}

void CallReporter::Faulted(const execution::Method& method, const std::string& what) {
  log_.Fail("handler_faulted",
            {Field::Method(*method.descriptor), Field::Fault(std::runtime_error(what))});
}

}  // namespace parcours::observe
