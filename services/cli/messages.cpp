#include "services/cli/messages.h"

#include <cctype>

#include "services/cli/refusals.h"

namespace parcours::cli {
namespace {

using google::protobuf::DescriptorPool;
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

}  // namespace parcours::cli
