#include "services/gateway/comments.h"

#include <google/protobuf/descriptor.pb.h>

#include <sstream>

#include "services/platform/core/check.h"
#include "services/platform/journal/fact.h"

namespace parcours {

// The protos with their comments, as the build described them.
std::string_view DescribedProtos();

namespace gateway {
namespace {

template <typename Element>
std::string CommentOn(const Element* element) {
  google::protobuf::SourceLocation location;
  if (element == nullptr || !element->GetSourceLocation(&location)) return {};
  std::istringstream lines(location.leading_comments);
  std::string text;
  for (std::string word; lines >> word;) text += (text.empty() ? "" : " ") + word;
  return text;
}

void AddValues(const google::protobuf::EnumDescriptor& type, std::set<std::string>& values) {
  for (int i = 0; i < type.value_count(); ++i) values.insert(type.value(i)->name());
}

void AddValuesIn(const google::protobuf::Descriptor& message, std::set<std::string>& values) {
  for (int i = 0; i < message.enum_type_count(); ++i) AddValues(*message.enum_type(i), values);
  for (int i = 0; i < message.nested_type_count(); ++i)
    AddValuesIn(*message.nested_type(i), values);
}

}  // namespace

Comments::Comments() {
  google::protobuf::FileDescriptorSet files;
  const auto bytes = DescribedProtos();
  CHECK(files.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  for (const auto& file : files.file()) {
    const auto* built = pool_.BuildFile(file);
    CHECK(built != nullptr);
    for (int i = 0; i < built->enum_type_count(); ++i) AddValues(*built->enum_type(i), values_);
    for (int i = 0; i < built->message_type_count(); ++i)
      AddValuesIn(*built->message_type(i), values_);
    if (built->service_count() == 0) continue;
    const auto context = journal::ContextOf(*built->service(0)->method(0)->input_type());
    if (context != "operations") contexts_.emplace_back(context);  // every service serves those
  }
}

std::string Comments::Of(const google::protobuf::ServiceDescriptor& service) const {
  return CommentOn(pool_.FindServiceByName(service.full_name()));
}
std::string Comments::Of(const google::protobuf::MethodDescriptor& method) const {
  return CommentOn(pool_.FindMethodByName(method.full_name()));
}
std::string Comments::Of(const google::protobuf::Descriptor& message) const {
  return CommentOn(pool_.FindMessageTypeByName(message.full_name()));
}
std::string Comments::Of(const google::protobuf::FieldDescriptor& field) const {
  return CommentOn(pool_.FindFieldByName(field.full_name()));
}
std::string Comments::Of(const google::protobuf::EnumDescriptor& values) const {
  return CommentOn(pool_.FindEnumTypeByName(values.full_name()));
}
std::string Comments::Of(const google::protobuf::EnumValueDescriptor& value) const {
  return CommentOn(pool_.FindEnumValueByName(value.full_name()));
}

}  // namespace gateway
}  // namespace parcours
