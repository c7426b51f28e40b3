#include "services/cli/messages.h"

#include <google/protobuf/util/json_util.h>

#include <cctype>

#include "services/cli/json_shape.h"
#include "services/cli/refusals.h"

namespace parcours::cli {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

constexpr const char* kOperations = "parcours.operations.v1.OperationsService";

const ServiceDescriptor* ApiOf(std::string_view service) {
  if (service.empty()) return nullptr;
  std::string name(service);
  name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  const std::string full = "parcours." + std::string(service) + ".v1." + name + "Service";
  return DescriptorPool::generated_pool()->FindServiceByName(full);
}

void AddNames(const ServiceDescriptor* api, std::string& names) {
  for (int i = 0; api != nullptr && i < api->method_count(); ++i) {
    names.append(names.empty() ? "" : ", ").append(api->method(i)->name());
  }
}

google::protobuf::util::JsonPrintOptions Printing(bool pretty) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = pretty;
  options.always_print_primitive_fields = true;
  return options;
}

}  // namespace

const std::vector<std::string>& ServiceNames() {
  static const std::vector<std::string> names{"partners", "recruitment", "followup", "support",
                                              "insertion"};
  return names;
}

Result<const MethodDescriptor*> FindMethod(std::string_view service, std::string_view method) {
  const auto* api = ApiOf(service);
  if (api == nullptr) return Refuse(ServiceUnknown(service, ServiceNames()));
  const auto* operations = DescriptorPool::generated_pool()->FindServiceByName(kOperations);
  for (const auto* candidate : {api, operations}) {
    const auto* found =
        candidate == nullptr ? nullptr : candidate->FindMethodByName(std::string(method));
    if (found != nullptr) return found;
  }
  std::string names;
  AddNames(api, names);
  AddNames(operations, names);
  return Refuse(MethodUnknown(service, method, names));
}

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
  std::string text;
  static_cast<void>(
      google::protobuf::util::MessageToJsonString(message, &text, Printing(/*pretty=*/true)));
  return text;
}

nlohmann::json ToJson(const google::protobuf::Message& message) {
  std::string text;
  static_cast<void>(
      google::protobuf::util::MessageToJsonString(message, &text, Printing(/*pretty=*/false)));
  return nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
}

void FillIn(google::protobuf::Message& message, const std::string& field, const std::string& text) {
  const auto* named = message.GetDescriptor()->FindFieldByName(field);
  if (named == nullptr || named->is_repeated()) return;
  if (named->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING) return;
  const auto& reflection = *message.GetReflection();
  if (reflection.GetString(message, named).empty()) reflection.SetString(&message, named, text);
}

}  // namespace parcours::cli
