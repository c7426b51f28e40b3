#include "tests/performance/load/hint.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

namespace parcours::load {

std::optional<std::chrono::nanoseconds> HintOf(const grpc::Status& status) {
  google::rpc::Status told;
  if (!told.ParseFromString(status.error_details())) return std::nullopt;
  google::rpc::RetryInfo retry;
  for (const auto& detail : told.details()) {
    if (detail.UnpackTo(&retry))
      return std::chrono::seconds(retry.retry_delay().seconds()) +
             std::chrono::nanoseconds(retry.retry_delay().nanos());
  }
  return std::nullopt;
}

}  // namespace parcours::load
