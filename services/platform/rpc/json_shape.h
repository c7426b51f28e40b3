#pragma once

#include <google/protobuf/descriptor.h>

#include <nlohmann/json.hpp>

#include "services/platform/core/result.h"

namespace parcours::rpc {

// Whether a JSON value has the form of a message: lists where there are lists, objects where there
// are messages, plain values elsewhere, fields and names that exist. json_util takes one value for
// a list of one, and speaks English alone. INVALID_ARGUMENT, VALUE_INVALID or FIELD_UNKNOWN, with
// the path ("barriers[0].category").
[[nodiscard]] Result<void> CheckShape(const google::protobuf::Descriptor& type,
                                      const nlohmann::json& value);

// Names of the fields, and of the values but the unspecified one.
[[nodiscard]] std::string FieldsOf(const google::protobuf::Descriptor& type);
[[nodiscard]] std::string ValuesOf(const google::protobuf::EnumDescriptor& type);
// By its name in the proto or in JSON; nullptr where there is none.
[[nodiscard]] const google::protobuf::FieldDescriptor* FindField(
    const google::protobuf::Descriptor& type, std::string_view name);

}  // namespace parcours::rpc
