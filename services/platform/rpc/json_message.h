#pragma once

// Messages as JSON, by the protobuf JSON mapping.

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "services/platform/core/result.h"

namespace parcours::rpc {

[[nodiscard]] std::unique_ptr<google::protobuf::Message> NewMessage(
    const google::protobuf::Descriptor& type);

// INVALID_ARGUMENT, REQUEST_MALFORMED, with the field at fault.
[[nodiscard]] Result<std::unique_ptr<google::protobuf::Message>> ReadJson(
    const google::protobuf::Descriptor& type, const std::string& json);

// The path in what json_util says of a fault, "(barriers[0].category): …"; empty where it names
// none.
[[nodiscard]] std::string JsonFieldIn(const std::string& fault);

// Every field that is not a message is there, also where it has its default.
[[nodiscard]] nlohmann::json ToJson(const google::protobuf::Message& message);
// In the order of the fields, over several lines.
[[nodiscard]] std::string ToJsonText(const google::protobuf::Message& message);
// The same without a space.
[[nodiscard]] std::string ToJsonLine(const google::protobuf::Message& message);

// Sets a string field that the message has and that is empty; nothing where it has none.
void FillIn(google::protobuf::Message& message, const std::string& field, const std::string& text);

}  // namespace parcours::rpc
