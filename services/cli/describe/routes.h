#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

namespace parcours::cli {

// "POST /v1/{name=missions/*}:validate"; empty when the method has no HTTP binding.
[[nodiscard]] std::string RouteOf(const google::protobuf::MethodDescriptor& method);

}  // namespace parcours::cli
