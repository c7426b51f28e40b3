#pragma once

#include <google/protobuf/descriptor.h>

#include <set>
#include <string>

#include "services/gateway/json_schema.h"

namespace parcours::gateway {

// JSON that is a message, or the value of a field, and that the `rules` options let pass: made of
// names and rules alone.
[[nodiscard]] Json ExampleOf(const google::protobuf::Descriptor& message,
                             const std::set<std::string>& without = {});
[[nodiscard]] Json ExampleOf(const google::protobuf::FieldDescriptor& field);

}  // namespace parcours::gateway
