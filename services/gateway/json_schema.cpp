#include "services/gateway/json_schema.h"

#include <cstdint>
#include <map>

#include "parcours/options/v1/options.pb.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using options::v1::Rules;

constexpr std::uint32_t kDefaultMaxLength = 4'000;
constexpr std::uint32_t kDefaultMaxItems = 1'000;
constexpr const char* kIdPattern = "[A-Za-z0-9._-]{1,64}";
constexpr const char* kDayPattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

const Rules& RulesOf(const FieldDescriptor& field) {
  return field.options().GetExtension(options::v1::rules);
}

// "parcours.followup.v1.Pathway" → "followup.Pathway"
std::string ShortName(std::string_view full_name) {
  full_name.remove_prefix(full_name.find('.') + 1);
  const auto version = full_name.find('.');
  return std::string(full_name.substr(0, version)) +
         std::string(full_name.substr(full_name.find('.', version + 1)));
}

Json Ref(std::string_view full_name) {
  return {{"$ref", "#/components/schemas/" + ShortName(full_name)}};
}

template <typename See>
void ForEachMessageIn(const Descriptor& message, See see) {
  for (int i = 0; i < message.field_count(); ++i) {
    const auto& field = *message.field(i);
    const auto* inner =
        field.is_map() ? field.message_type()->map_value()->message_type() : field.message_type();
    if (inner != nullptr && !IsWrittenAsText(*inner)) see(*inner);
  }
}

template <typename Messages>
void AddWithParts(const Descriptor& message, Messages& messages) {
  if (!messages.insert(&message).second) return;
  ForEachMessageIn(message,
                   [&messages](const Descriptor& inner) { AddWithParts(inner, messages); });
}

// Text that is not required may be empty.
std::string Whole(const std::string& pattern, bool required) {
  return "^(" + pattern + ")" + (required ? "$" : "?$");
}

Json OfText(const Rules& rules) {
  Json schema{{"type", "string"}};
  if (rules.date() && rules.required()) {
    schema["format"] = "date";
  } else if (rules.date()) {
    schema["pattern"] = Whole(kDayPattern, false);
  } else if (!rules.resource().empty()) {
    schema["pattern"] = Whole(rules.resource() + "/" + kIdPattern, rules.required());
  } else if (!rules.pattern().empty()) {
    schema["pattern"] = Whole(rules.pattern(), rules.required());
  } else if (rules.required()) {
    schema["minLength"] = 1;
  }
  if (rules.max_length() > 0) schema["maxLength"] = rules.max_length();
  return schema;
}

Json OfNumber(const char* type, const char* format, const Rules& rules) {
  Json schema{{"type", type}};
  if (format != nullptr) schema["format"] = format;
  if (rules.min() == 0 && rules.max() == 0) return schema;
  schema["minimum"] = rules.min();
  if (rules.max() >= rules.min()) schema["maximum"] = rules.max();
  return schema;
}

}  // namespace

bool IsWrittenAsText(const Descriptor& message) {
  return message.file()->package() == "google.protobuf";
}

void Schemas::Ask(const Descriptor& request, const std::set<std::string>& in_address) {
  AddWithParts(request, asked_);
  for (const auto& name : in_address) in_address_.insert(request.FindFieldByName(name));
}

void Schemas::Answer(const Descriptor& answer) { AddWithParts(answer, answered_); }

std::string Schemas::NameOf(const Descriptor& message) { return ShortName(message.full_name()); }

Json Schemas::RefTo(const Descriptor& message) { return Ref(message.full_name()); }

Json Schemas::OfValue(const FieldDescriptor& field) const {
  const auto& rules = RulesOf(field);
  switch (field.type()) {
    case FieldDescriptor::TYPE_MESSAGE:
    case FieldDescriptor::TYPE_GROUP:
      if (!IsWrittenAsText(*field.message_type())) return RefTo(*field.message_type());
      if (field.message_type()->name() == "Duration")
        return {{"type", "string"}, {"pattern", "^-?[0-9]+(\\.[0-9]{1,9})?s$"}};
      return {{"type", "string"}, {"format", "date-time"}};
    case FieldDescriptor::TYPE_ENUM:
      return Ref(field.enum_type()->full_name());
    case FieldDescriptor::TYPE_BOOL:
      return {{"type", "boolean"}};
    case FieldDescriptor::TYPE_STRING:
      return OfText(rules);
    case FieldDescriptor::TYPE_BYTES:
      return {{"type", "string"}, {"contentEncoding", "base64"}};
    case FieldDescriptor::TYPE_DOUBLE:
    case FieldDescriptor::TYPE_FLOAT:
      return OfNumber("number", nullptr, rules);
    case FieldDescriptor::TYPE_INT64:
    case FieldDescriptor::TYPE_UINT64:
    case FieldDescriptor::TYPE_FIXED64:
    case FieldDescriptor::TYPE_SFIXED64:
    case FieldDescriptor::TYPE_SINT64:
      return {{"type", "string"}, {"format", "int64"}, {"pattern", "^-?[0-9]{1,20}$"}};
    case FieldDescriptor::TYPE_INT32:
    case FieldDescriptor::TYPE_UINT32:
    case FieldDescriptor::TYPE_FIXED32:
    case FieldDescriptor::TYPE_SFIXED32:
    case FieldDescriptor::TYPE_SINT32:
      return OfNumber("integer", "int32", rules);
  }
  return {};
}

Json Schemas::Of(const FieldDescriptor& field) const {
  const auto& rules = RulesOf(field);
  Json schema;
  if (field.is_map()) {
    schema = {{"type", "object"},
              {"additionalProperties", OfValue(*field.message_type()->map_value())}};
  } else if (field.is_repeated()) {
    schema = {{"type", "array"}, {"items", OfValue(field)}};
    if (!OnlyAnswered(*field.containing_type()))
      schema["maxItems"] = rules.max_items() > 0 ? rules.max_items() : kDefaultMaxItems;
    if (rules.required()) schema["minItems"] = 1;
  } else {
    schema = OfValue(field);
    const bool text = field.type() == FieldDescriptor::TYPE_STRING;
    if (text && !OnlyAnswered(*field.containing_type()) && !schema.contains("maxLength"))
      schema["maxLength"] = kDefaultMaxLength;
  }
  const auto comment = comments_.Of(field);
  if (!comment.empty()) schema["description"] = comment;
  if (const auto* choice = field.real_containing_oneof(); choice != nullptr)
    schema["x-parcours-one-of"] = choice->name();
  if (field.options().GetExtension(options::v1::sensitive)) schema["x-parcours-sensitive"] = true;
  return schema;
}

Json Schemas::OfMessage(const Descriptor& message) const {
  const bool only_answered = OnlyAnswered(message);
  Json schema{{"type", "object"}, {"description", comments_.Of(message)}};
  Json properties = Json::object();
  Json required = Json::array();
  for (int i = 0; i < message.field_count(); ++i) {
    const auto& field = *message.field(i);
    const bool sealed = field.options().GetExtension(options::v1::sensitive);
    if (in_address_.contains(&field) || (sealed && form_ == Form::kOnTopics)) continue;
    properties[field.json_name()] = Of(field);
    // A header may give a request_id as well; on topics a default is not written at all.
    if (field.name() == "request_id" || form_ == Form::kOnTopics) continue;
    if (only_answered ? !field.has_presence() : RulesOf(field).required())
      required.push_back(field.json_name());
  }
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  if (!answered_.contains(&message)) schema["additionalProperties"] = false;
  return schema;
}

Json Schemas::OfEnum(const EnumDescriptor& values) const {
  Json names = Json::array();
  Json meanings = Json::object();
  for (int i = 0; i < values.value_count(); ++i) {
    names.push_back(values.value(i)->name());
    meanings[values.value(i)->name()] = comments_.Of(*values.value(i));
  }
  return {{"type", "string"},
          {"description", comments_.Of(values)},
          {"enum", std::move(names)},
          {"x-parcours-meanings", std::move(meanings)}};
}

Json Schemas::All() const {
  auto messages = asked_;
  messages.insert(answered_.begin(), answered_.end());
  std::map<std::string, Json> by_name;
  for (const auto* message : messages) {
    by_name[NameOf(*message)] = OfMessage(*message);
    for (int i = 0; i < message->field_count(); ++i) {
      const auto* values = message->field(i)->enum_type();
      if (values != nullptr) by_name[ShortName(values->full_name())] = OfEnum(*values);
    }
  }
  Json all = Json::object();
  for (auto& [name, schema] : by_name) all[name] = std::move(schema);
  return all;
}

}  // namespace parcours::gateway
