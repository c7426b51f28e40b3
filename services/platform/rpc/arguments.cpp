#include "services/platform/rpc/arguments.h"

#include <charconv>
#include <optional>

#include "services/platform/execution/utf8.h"
#include "services/platform/rpc/json_message.h"
#include "services/platform/rpc/json_refusals.h"
#include "services/platform/rpc/json_shape.h"

namespace parcours::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using nlohmann::json;

constexpr std::size_t kMostItems = 10'000;

// What remains of a path after its first step.
struct Path {
  std::string_view first;
  std::string_view rest;
};

Path Split(std::string_view path) {
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) return {path, {}};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

std::optional<std::size_t> ReadIndex(std::string_view text) {
  std::size_t index = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (failed != std::errc{} || end != text.data() + text.size() || index >= kMostItems)
    return std::nullopt;
  return index;
}

// One assignment on its way through the message.
class Assignment {
 public:
  Assignment(std::string path, std::string value)
      : path_(std::move(path)), value_(std::move(value)) {}

  Result<void> Into(const Descriptor& type, json& object, std::string_view path) const {
    const auto [name, rest] = Split(path);
    const auto* field = FindField(type, name);
    if (field == nullptr) return Refuse(FieldUnknown(path_, type.name(), FieldsOf(type)));
    json& place = object[field->json_name()];
    if (field->is_map()) return IntoMap(*field, place, rest);
    if (field->is_repeated()) return IntoList(*field, place, rest);
    return IntoOne(*field, place, rest);
  }

 private:
  [[nodiscard]] bool IsJson() const { return value_.starts_with('{') || value_.starts_with('['); }

  [[nodiscard]] Result<json> AsJson() const {
    json parsed = json::parse(value_, nullptr, /*allow_exceptions=*/false);
    if (parsed.is_discarded()) return Refuse(ValueInvalid(path_, value_, "du JSON", "JSON"));
    return parsed;
  }

  Result<void> IntoMap(const FieldDescriptor& field, json& map, std::string_view key) const {
    if (key.empty()) {
      TRY(map, AsJson());
      return {};
    }
    if (!map.is_object()) map = json::object();
    return IntoOne(*field.message_type()->map_value(), map[std::string(key)], {});
  }

  Result<void> IntoList(const FieldDescriptor& field, json& list, std::string_view rest) const {
    if (!list.is_array()) list = json::array();
    if (rest.empty()) {
      if (value_.starts_with('[')) {
        TRY(list, AsJson());
        return {};
      }
      list.emplace_back();
      return IntoOne(field, list.back(), {});
    }
    const auto [index_text, inner] = Split(rest);
    const auto index = ReadIndex(index_text);
    if (!index || *index > list.size()) {
      return Refuse(ValueInvalid(path_, index_text,
                                 "le rang d'un élément, à partir de 0 et sans trou",
                                 "the rank of an item, from 0 and without a gap"));
    }
    if (*index == list.size()) list.emplace_back();
    return IntoOne(field, list[*index], inner);
  }

  Result<void> IntoOne(const FieldDescriptor& field, json& place, std::string_view rest) const {
    if (!rest.empty()) {
      if (field.message_type() == nullptr)
        return Refuse(FieldUnknown(path_, field.name(), field.name()));
      if (!place.is_object()) place = json::object();
      return Into(*field.message_type(), place, rest);
    }
    if (field.message_type() != nullptr && IsJson()) {
      TRY(place, AsJson());
      return {};
    }
    TRY(place, Scalar(field));
    return {};
  }

  [[nodiscard]] Result<json> Scalar(const FieldDescriptor& field) const {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_BOOL:
        if (value_ == "true" || value_ == "false") return json(value_ == "true");
        return Refuse(ValueInvalid(path_, value_, "true ou false", "true or false"));
      case FieldDescriptor::CPPTYPE_ENUM:
        if (field.enum_type()->FindValueByName(value_) != nullptr) return json(value_);
        return Refuse(ValueInvalid(path_, value_,
                                   "une valeur parmi " + ValuesOf(*field.enum_type()),
                                   "one of " + ValuesOf(*field.enum_type())));
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_INT64:
      case FieldDescriptor::CPPTYPE_UINT32:
      case FieldDescriptor::CPPTYPE_UINT64:
        return Number();
      case FieldDescriptor::CPPTYPE_DOUBLE:
      case FieldDescriptor::CPPTYPE_FLOAT:
      case FieldDescriptor::CPPTYPE_STRING:
      case FieldDescriptor::CPPTYPE_MESSAGE:  // an instant or a duration, as text
        return json(value_);
    }
    return json(value_);
  }

  [[nodiscard]] Result<json> Number() const {
    std::int64_t number = 0;
    const char* end = value_.data() + value_.size();
    const auto [stop, failed] = std::from_chars(value_.data(), end, number);
    if (failed != std::errc{} || stop != end || value_.empty())
      return Refuse(ValueInvalid(path_, value_, "un nombre entier", "a whole number"));
    return json(value_);
  }

  std::string path_;
  std::string value_;
};

}  // namespace

Result<json> ReadArguments(const Descriptor& type, const std::vector<std::string>& arguments) {
  json request = json::object();
  for (const auto& argument : arguments) {
    const auto equals = argument.find('=');
    if (equals == std::string::npos || equals == 0) return Refuse(ArgumentMalformed(argument));
    const std::string path = argument.substr(0, equals);
    const std::string value = argument.substr(equals + 1);
    if (!execution::CountCodePoints(argument))
      return Refuse(ValueInvalid("?", "?", "un texte en UTF-8", "text in UTF-8"));
    TRY(Assignment(path, value).Into(type, request, path));
  }
  return request;
}

Result<std::unique_ptr<google::protobuf::Message>> MessageOfArguments(
    const Descriptor& type, const std::vector<std::string>& arguments) {
  TRY(const auto request, ReadArguments(type, arguments));
  return ReadJson(type, request.dump());
}

}  // namespace parcours::rpc
