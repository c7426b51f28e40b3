#include "services/platform/security/redaction.h"

#include <google/protobuf/util/json_util.h>

#include <memory>
#include <set>
#include <vector>

#include "parcours/options/v1/options.pb.h"
#include "services/platform/core/check.h"

namespace parcours::security {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsSensitive(const FieldDescriptor& field) {
  return field.options().GetExtension(options::v1::sensitive);
}

bool IsMessage(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

// `seen` ends the descent into types that contain themselves.
bool ReachesSensitive(const Descriptor& type, std::set<const Descriptor*>& seen) {
  if (!seen.insert(&type).second) return false;
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    if (IsSensitive(field)) return true;
    if (IsMessage(field) && ReachesSensitive(*field.message_type(), seen)) return true;
  }
  return false;
}

void CollectInRepeated(const Descriptor& type, bool in_repeated,
                       std::set<std::pair<const Descriptor*, bool>>& seen,
                       std::vector<std::string>& found) {
  if (!seen.emplace(&type, in_repeated).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    if (IsSensitive(field)) {
      if (in_repeated) found.push_back(field.full_name());
    } else if (IsMessage(field)) {
      CollectInRepeated(*field.message_type(), in_repeated || field.is_repeated(), seen, found);
    }
  }
}

std::vector<const FieldDescriptor*> SetFields(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return fields;
}

}  // namespace

bool HasSensitiveFields(const Descriptor& type) {
  std::set<const Descriptor*> seen;
  return ReachesSensitive(type, seen);
}

std::vector<std::string> SensitiveFieldsInRepeated(const Descriptor& type) {
  std::set<std::pair<const Descriptor*, bool>> seen;
  std::vector<std::string> found;
  CollectInRepeated(type, false, seen, found);
  return found;
}

void RemoveSensitiveFields(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  for (const auto* field : SetFields(message)) {
    if (IsSensitive(*field)) {
      reflection.ClearField(&message, field);
    } else if (IsMessage(*field) && field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        RemoveSensitiveFields(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    } else if (IsMessage(*field)) {
      RemoveSensitiveFields(*reflection.MutableMessage(&message, field));
    }
  }
}

void KeepSensitiveFields(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  reflection.MutableUnknownFields(&message)->Clear();
  for (const auto* field : SetFields(message)) {
    if (IsSensitive(*field)) continue;
    if (!IsMessage(*field) || !HasSensitiveFields(*field->message_type())) {
      reflection.ClearField(&message, field);
      continue;
    }
    CHECK(!field->is_repeated());
    Message& part = *reflection.MutableMessage(&message, field);
    KeepSensitiveFields(part);
    if (SetFields(part).empty()) reflection.ClearField(&message, field);
  }
}

std::string RedactedJson(const Message& message) {
  const std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  RemoveSensitiveFields(*copy);
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto printed = google::protobuf::util::MessageToJsonString(*copy, &json, options);
  return printed.ok() ? json : std::string("{}");
}

}  // namespace parcours::security
