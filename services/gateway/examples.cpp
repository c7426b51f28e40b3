#include "services/gateway/examples.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdint>

#include "parcours/options/v1/options.pb.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr const char* kSampleDay = "2025-03-06";
constexpr const char* kSampleInstant = "2025-03-06T08:00:00Z";
constexpr const char* kSampleId = "01950000-0000-7000-8000-000000000001";
constexpr int kDeepestExample = 8;

// The first of some plain values that the pattern takes; else none.
std::string PatternExample(const FieldDescriptor& field, const std::string& pattern) {
  for (const std::string& value :
       {field.name(), std::string("2025-03"), std::string("programmes/SMA")}) {
    if (RE2::FullMatch(value, pattern)) return value;
  }
  return {};
}

std::string TextExample(const FieldDescriptor& field) {
  const auto& rules = field.options().GetExtension(options::v1::rules);
  if (rules.date() || field.name().ends_with("_date")) return kSampleDay;
  if (!rules.resource().empty()) return rules.resource() + "/" + kSampleId;
  if (!rules.pattern().empty()) return PatternExample(field, rules.pattern());
  return rules.max_length() == 0 ? field.name() : field.name().substr(0, rules.max_length());
}

Json FieldExample(const FieldDescriptor& field, int depth);

Json MessageExample(const Descriptor& message, const std::set<std::string>& without, int depth) {
  if (message.file()->package() == "google.protobuf")
    return message.name() == "Duration" ? "1.5s" : kSampleInstant;
  Json example = Json::object();
  if (depth == kDeepestExample) return example;
  std::set<const google::protobuf::OneofDescriptor*> chosen;
  for (int i = 0; i < message.field_count(); ++i) {
    const auto& field = *message.field(i);
    const auto* choice = field.real_containing_oneof();
    if (choice != nullptr && !chosen.insert(choice).second) continue;
    if (!without.contains(field.name())) example[field.json_name()] = FieldExample(field, depth);
  }
  return example;
}

Json ValueExample(const FieldDescriptor& field, int depth) {
  const auto least = field.options().GetExtension(options::v1::rules).min();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return MessageExample(*field.message_type(), {}, depth + 1);
    case FieldDescriptor::CPPTYPE_ENUM:
      return field.enum_type()->value(std::min(1, field.enum_type()->value_count() - 1))->name();
    case FieldDescriptor::CPPTYPE_BOOL:
      return true;
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_BYTES ? "cGFyY291cnM=" : TextExample(field);
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::max<std::int64_t>(1, least);
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return std::to_string(std::max<std::int64_t>(1, least));
  }
  return {};
}

Json FieldExample(const FieldDescriptor& field, int depth) {
  if (field.is_map()) return {{"key", ValueExample(*field.message_type()->map_value(), depth)}};
  if (field.is_repeated()) return Json::array({ValueExample(field, depth)});
  return ValueExample(field, depth);
}

}  // namespace

Json ExampleOf(const Descriptor& message, const std::set<std::string>& without) {
  return MessageExample(message, without, 0);
}

Json ExampleOf(const FieldDescriptor& field) { return FieldExample(field, 0); }

}  // namespace parcours::gateway
