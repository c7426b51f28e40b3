#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <vector>

namespace parcours::security {

// True if the type has a field marked `sensitive`, at any depth.
[[nodiscard]] bool HasSensitiveFields(const google::protobuf::Descriptor& type);

// Removes every sensitive field, at any depth.
void RemoveSensitiveFields(google::protobuf::Message& message);

// Keeps the sensitive fields alone; parse of the two halves + MergeFrom gives the message back.
// Inside repeated messages the halves would not line up: sensitive fields there are refused by a
// test (SensitiveFieldsInRepeated) and CHECK-fail here.
void KeepSensitiveFields(google::protobuf::Message& message);

// Full names of the sensitive fields that stand inside repeated messages of the type, at any depth:
// none in a fact.
[[nodiscard]] std::vector<std::string> SensitiveFieldsInRepeated(
    const google::protobuf::Descriptor& type);

// For logs and dead letters: JSON without the sensitive fields.
[[nodiscard]] std::string RedactedJson(const google::protobuf::Message& message);

}  // namespace parcours::security
