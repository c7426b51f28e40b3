#pragma once

// The methods of every service, from the descriptors that are compiled in.

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::cli {

// In the order in which a platform is started.
[[nodiscard]] const std::vector<std::string>& ServiceNames();

// A method of the service's own API, else of operations. NOT_FOUND: SERVICE_UNKNOWN or
// METHOD_UNKNOWN, naming those that there are.
[[nodiscard]] Result<const google::protobuf::MethodDescriptor*> FindMethod(std::string_view service,
                                                                           std::string_view method);

}  // namespace parcours::cli
