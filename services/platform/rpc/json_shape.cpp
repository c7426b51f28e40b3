#include "services/platform/rpc/json_shape.h"

#include "services/platform/rpc/json_refusals.h"

namespace parcours::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using nlohmann::json;

// Instants and durations are written as texts, and so on.
bool HasJsonOfItsOwn(const Descriptor& type) { return type.file()->package() == "google.protobuf"; }

// The value as the sentence quotes it.
std::string Quoted(const json& value) {
  constexpr std::size_t kLongest = 60;
  if (value.is_array()) return "[…]";
  if (value.is_object()) return "{…}";
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  return text.size() <= kLongest ? text : "…";
}

std::string Below(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

Result<void> CheckObject(const Descriptor& type, const json& value, const std::string& path);

Result<void> CheckOne(const FieldDescriptor& field, const json& value, const std::string& path) {
  if (value.is_null()) return {};
  if (const auto* message = field.message_type(); message != nullptr) {
    return HasJsonOfItsOwn(*message) ? Result<void>() : CheckObject(*message, value, path);
  }
  if (value.is_structured()) {
    return Refuse(ValueInvalid(path, Quoted(value),
                               "une valeur simple, et non une liste ou un objet",
                               "a plain value, not a list or an object"));
  }
  const auto* names = field.enum_type();
  if (names == nullptr || !value.is_string()) return {};
  if (names->FindValueByName(value.get<std::string>()) != nullptr) return {};
  return Refuse(ValueInvalid(path, Quoted(value), "une valeur parmi " + ValuesOf(*names),
                             "one of " + ValuesOf(*names)));
}

Result<void> CheckMap(const FieldDescriptor& field, const json& value, const std::string& path) {
  if (!value.is_object()) {
    return Refuse(ValueInvalid(path, Quoted(value), "un objet {…}", "an object {…}"));
  }
  for (const auto& [key, item] : value.items()) {
    TRY(CheckOne(*field.message_type()->map_value(), item, Below(path, key)));
  }
  return {};
}

Result<void> CheckList(const FieldDescriptor& field, const json& value, const std::string& path) {
  if (!value.is_array()) {
    return Refuse(ValueInvalid(path, Quoted(value), "une liste […]", "a list […]"));
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    TRY(CheckOne(field, value[i], path + "[" + std::to_string(i) + "]"));
  }
  return {};
}

Result<void> CheckObject(const Descriptor& type, const json& value, const std::string& path) {
  if (!value.is_object()) {
    return Refuse(ValueInvalid(path, Quoted(value), "un objet {…}", "an object {…}"));
  }
  for (const auto& [name, content] : value.items()) {
    const auto* field = FindField(type, name);
    if (field == nullptr)
      return Refuse(FieldUnknown(Below(path, name), type.name(), FieldsOf(type)));
    const std::string here = Below(path, field->name());
    if (content.is_null()) continue;
    if (field->is_map()) {
      TRY(CheckMap(*field, content, here));
    } else if (field->is_repeated()) {
      TRY(CheckList(*field, content, here));
    } else {
      TRY(CheckOne(*field, content, here));
    }
  }
  return {};
}

}  // namespace

Result<void> CheckShape(const Descriptor& type, const json& value) {
  return CheckObject(type, value, {});
}

const FieldDescriptor* FindField(const Descriptor& type, std::string_view name) {
  for (int i = 0; i < type.field_count(); ++i) {
    const auto* field = type.field(i);
    if (field->name() == name || field->json_name() == name) return field;
  }
  return nullptr;
}

std::string FieldsOf(const Descriptor& type) {
  std::string names;
  for (int i = 0; i < type.field_count(); ++i) {
    names.append(names.empty() ? "" : ", ").append(type.field(i)->name());
  }
  return names;
}

std::string ValuesOf(const EnumDescriptor& type) {
  std::string names;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;
    names.append(names.empty() ? "" : ", ").append(type.value(i)->name());
  }
  return names;
}

}  // namespace parcours::rpc
