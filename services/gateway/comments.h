#pragma once

#include <google/protobuf/descriptor.h>

#include <set>
#include <string>
#include <vector>

namespace parcours::gateway {

// What the protos say of their elements. The descriptors that are compiled in have no comments, so
// the protos are read anew: keep it no longer than a document needs it.
class Comments {
 public:
  Comments();

  // The services: "followup".
  [[nodiscard]] const std::vector<std::string>& contexts() const { return contexts_; }

  // Whether an enum has a value of this name.
  [[nodiscard]] bool IsValue(const std::string& name) const { return values_.contains(name); }

  // Without line ends; empty where nothing is said.
  [[nodiscard]] std::string Of(const google::protobuf::ServiceDescriptor& service) const;
  [[nodiscard]] std::string Of(const google::protobuf::MethodDescriptor& method) const;
  [[nodiscard]] std::string Of(const google::protobuf::Descriptor& message) const;
  [[nodiscard]] std::string Of(const google::protobuf::FieldDescriptor& field) const;
  [[nodiscard]] std::string Of(const google::protobuf::EnumDescriptor& values) const;
  [[nodiscard]] std::string Of(const google::protobuf::EnumValueDescriptor& value) const;

 private:
  google::protobuf::DescriptorPool pool_;
  std::vector<std::string> contexts_;
  std::set<std::string> values_;
};

}  // namespace parcours::gateway
