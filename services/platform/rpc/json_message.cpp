#include "services/platform/rpc/json_message.h"

#include <google/protobuf/util/json_util.h>

#include "services/platform/rpc/json_refusals.h"
#include "services/platform/rpc/json_shape.h"

namespace parcours::rpc {
namespace {

using google::protobuf::MessageFactory;

std::string Printed(const google::protobuf::Message& message, bool pretty) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = pretty;
  options.always_print_primitive_fields = true;
  std::string text;
  static_cast<void>(google::protobuf::util::MessageToJsonString(message, &text, options));
  return text;
}

}  // namespace

std::string JsonFieldIn(const std::string& fault) {
  const auto open = fault.find('(');
  const auto close = fault.find("):", open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return {};
  return fault.substr(open + 1, close - open - 1);
}

std::unique_ptr<google::protobuf::Message> NewMessage(const google::protobuf::Descriptor& type) {
  return std::unique_ptr<google::protobuf::Message>(
      MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

Result<std::unique_ptr<google::protobuf::Message>> ReadJson(
    const google::protobuf::Descriptor& type, const std::string& json) {
  const auto parsed = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_discarded()) TRY(CheckShape(type, parsed));
  auto message = NewMessage(type);
  const auto read = google::protobuf::util::JsonStringToMessage(json, message.get());
  if (!read.ok()) {
    const std::string why(read.message());
    return Refuse(RequestMalformed(type.name(), JsonFieldIn(why), why));
  }
  return message;
}

std::string ToJsonText(const google::protobuf::Message& message) {
  return Printed(message, /*pretty=*/true);
}

std::string ToJsonLine(const google::protobuf::Message& message) {
  return Printed(message, /*pretty=*/false);
}

nlohmann::json ToJson(const google::protobuf::Message& message) {
  return nlohmann::json::parse(ToJsonLine(message), nullptr, /*allow_exceptions=*/false);
}

void FillIn(google::protobuf::Message& message, const std::string& field, const std::string& text) {
  const auto* named = message.GetDescriptor()->FindFieldByName(field);
  if (named == nullptr || named->is_repeated()) return;
  if (named->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING) return;
  const auto& reflection = *message.GetReflection();
  if (reflection.GetString(message, named).empty()) reflection.SetString(&message, named, text);
}

}  // namespace parcours::rpc
