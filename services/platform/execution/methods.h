#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace parcours::execution {

// A method as its proto options describe it.
struct Method {
  const google::protobuf::MethodDescriptor* descriptor;
  bool mutates;  // idempotency_level is not NO_SIDE_EFFECTS
  bool batch;
};

// Methods by request type: each request message belongs to exactly one method.
class MethodTable {
 public:
  explicit MethodTable(const std::vector<const google::protobuf::ServiceDescriptor*>& services);
  // CHECK-fails on a request type that no service has.
  [[nodiscard]] const Method& Of(const google::protobuf::Descriptor& request) const;
  [[nodiscard]] const std::vector<Method>& all() const { return all_; }

 private:
  std::vector<Method> all_;
  std::unordered_map<const google::protobuf::Descriptor*, std::size_t> by_request_;
};

}  // namespace parcours::execution
