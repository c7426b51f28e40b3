#include "services/platform/security/redaction.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_map>
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

// Where the sensitive fields of a type stand, found once: every fact passes here.
struct Whereabouts {
  std::vector<const FieldDescriptor*> here;
  std::vector<const FieldDescriptor*> below;  // messages that hold some, at any depth
};

const Whereabouts& WhereaboutsIn(const Descriptor& type) {
  static std::mutex mutex;
  static std::unordered_map<const Descriptor*, std::unique_ptr<const Whereabouts>> known;
  const std::scoped_lock lock(mutex);
  auto& found = known[&type];
  if (found != nullptr) return *found;
  auto looked = std::make_unique<Whereabouts>();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    std::set<const Descriptor*> seen;
    if (IsSensitive(field)) {
      looked->here.push_back(&field);
    } else if (IsMessage(field) && ReachesSensitive(*field.message_type(), seen)) {
      looked->below.push_back(&field);
    }
  }
  found = std::move(looked);
  return *found;
}

bool IsAmong(const std::vector<const FieldDescriptor*>& fields, const FieldDescriptor* field) {
  return std::find(fields.begin(), fields.end(), field) != fields.end();
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
  const auto& [here, below] = WhereaboutsIn(type);
  return !here.empty() || !below.empty();
}

std::vector<std::string> SensitiveFieldsInRepeated(const Descriptor& type) {
  std::set<std::pair<const Descriptor*, bool>> seen;
  std::vector<std::string> found;
  CollectInRepeated(type, false, seen, found);
  return found;
}

void RemoveSensitiveFields(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  const auto& [here, below] = WhereaboutsIn(*message.GetDescriptor());
  for (const auto* field : here) reflection.ClearField(&message, field);
  for (const auto* field : below) {
    if (field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        RemoveSensitiveFields(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    } else if (reflection.HasField(message, field)) {
      RemoveSensitiveFields(*reflection.MutableMessage(&message, field));
    }
  }
}

void KeepSensitiveFields(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  const auto& [here, below] = WhereaboutsIn(*message.GetDescriptor());
  reflection.MutableUnknownFields(&message)->Clear();
  for (const auto* field : SetFields(message)) {
    if (IsAmong(here, field)) continue;
    if (!IsAmong(below, field)) {
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
