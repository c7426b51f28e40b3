#include <google/api/annotations.pb.h>
#include <google/protobuf/descriptor.h>

#include <array>
#include <set>
#include <vector>

#include "parcours/followup/v1/followup_service.pb.h"
#include "parcours/insertion/v1/insertion_service.pb.h"
#include "parcours/operations/v1/operations_service.pb.h"
#include "parcours/partners/v1/partners_service.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "parcours/support/v1/support_service.pb.h"
#include "services/cli/describe/pages.h"
#include "services/cli/describe/routes.h"

namespace parcours::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

class Dump {
 public:
  void Add(const FileDescriptor& file) {
    if (!std::string_view(file.package()).starts_with("parcours.") ||
        !seen_.insert(file.name()).second)
      return;
    for (int i = 0; i < file.dependency_count(); ++i) Add(*file.dependency(i));
    for (int i = 0; i < file.message_type_count(); ++i) Add(*file.message_type(i));
    for (int i = 0; i < file.enum_type_count(); ++i) Add(*file.enum_type(i));
    for (int i = 0; i < file.service_count(); ++i) Add(*file.service(i));
  }

  [[nodiscard]] std::string Text() const {
    std::string text;
    for (const auto& line : lines_) text.append(line).push_back('\n');
    return text;
  }

 private:
  void Add(const Descriptor& message) {
    for (int i = 0; i < message.field_count(); ++i) Add(*message.field(i));
    for (int i = 0; i < message.nested_type_count(); ++i) {
      if (!message.nested_type(i)->options().map_entry()) Add(*message.nested_type(i));
    }
    for (int i = 0; i < message.enum_type_count(); ++i) Add(*message.enum_type(i));
  }

  void Add(const FieldDescriptor& field) {
    lines_.insert("field " + field.full_name() + " = " + std::to_string(field.number()) + " " +
                  (field.is_repeated() ? "repeated " : "") + TypeName(field));
  }

  void Add(const EnumDescriptor& values) {
    for (int i = 0; i < values.value_count(); ++i) {
      lines_.insert("enum " + values.full_name() + "." + values.value(i)->name() + " = " +
                    std::to_string(values.value(i)->number()));
    }
  }

  void Add(const google::protobuf::ServiceDescriptor& service) {
    for (int i = 0; i < service.method_count(); ++i) {
      const auto& method = *service.method(i);
      lines_.insert("rpc " + method.full_name() + " (" + method.input_type()->full_name() +
                    ") returns (" + (method.server_streaming() ? "stream " : "") +
                    method.output_type()->full_name() + ") " + RouteOf(method));
    }
  }

  static std::string TypeName(const FieldDescriptor& field) {
    if (field.is_map())
      return "map<" + TypeName(*field.message_type()->field(0)) + ", " +
             TypeName(*field.message_type()->field(1)) + ">";
    if (field.message_type() != nullptr) return field.message_type()->full_name();
    if (field.enum_type() != nullptr) return field.enum_type()->full_name();
    return field.type_name();
  }

  std::set<std::string> seen_;
  std::set<std::string> lines_;
};

}  // namespace

std::string RouteOf(const google::protobuf::MethodDescriptor& method) {
  const auto& rule = method.options().GetExtension(google::api::http);
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet:
      return "GET " + rule.get();
    case google::api::HttpRule::kPost:
      return "POST " + rule.post();
    case google::api::HttpRule::kPut:
      return "PUT " + rule.put();
    case google::api::HttpRule::kPatch:
      return "PATCH " + rule.patch();
    case google::api::HttpRule::kDelete:
      return "DELETE " + rule.delete_();
    case google::api::HttpRule::kCustom:
    case google::api::HttpRule::PATTERN_NOT_SET:
      return "";
  }
  return "";
}

std::string ContractDump() {
  // One message of each service file leads to the whole file, and from there to what it imports.
  const std::array<const Descriptor*, 6> entries{
      followup::v1::Pathway::descriptor(),    insertion::v1::InsertionFile::descriptor(),
      operations::v1::Status::descriptor(),   partners::v1::Organisation::descriptor(),
      recruitment::v1::Mission::descriptor(), support::v1::Referral::descriptor()};
  Dump dump;
  for (const auto* entry : entries) dump.Add(*entry->file());
  return dump.Text();
}

}  // namespace parcours::cli
