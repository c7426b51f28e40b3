#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::rpc {

// `field=value` arguments as a message in JSON form. A dot goes into a message, a map's key or an
// item (`review.reached=…`, `cells.Nom=…`, `barriers.0.category=MOBILITY`); a repeated field named
// again gets another item; a value that begins with { or [ is JSON where the field is no text.
// ARGUMENT_MALFORMED, FIELD_UNKNOWN, VALUE_INVALID.
[[nodiscard]] Result<nlohmann::json> ReadArguments(const google::protobuf::Descriptor& type,
                                                   const std::vector<std::string>& arguments);

// The same as the message itself.
[[nodiscard]] Result<std::unique_ptr<google::protobuf::Message>> MessageOfArguments(
    const google::protobuf::Descriptor& type, const std::vector<std::string>& arguments);

}  // namespace parcours::rpc
