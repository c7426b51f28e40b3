#pragma once

#include <grpcpp/support/status.h>

#include <chrono>
#include <optional>

namespace parcours::load {

// After how long a refused call may come again: google.rpc.RetryInfo, where the service sent one.
[[nodiscard]] std::optional<std::chrono::nanoseconds> HintOf(const grpc::Status& status);

}  // namespace parcours::load
