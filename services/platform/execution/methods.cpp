#include "services/platform/execution/methods.h"

#include "parcours/options/v1/options.pb.h"
#include "services/platform/core/check.h"

namespace parcours::execution {
namespace {

Method Describe(const google::protobuf::MethodDescriptor& descriptor) {
  const auto& options = descriptor.options();
  return {
      .descriptor = &descriptor,
      .mutates = options.idempotency_level() != google::protobuf::MethodOptions::NO_SIDE_EFFECTS,
      .batch = options.GetExtension(options::v1::batch)};
}

}  // namespace

MethodTable::MethodTable(const std::vector<const google::protobuf::ServiceDescriptor*>& services) {
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto& descriptor = *service->method(i);
      CHECK(by_request_.emplace(descriptor.input_type(), all_.size()).second);
      all_.push_back(Describe(descriptor));
    }
  }
}

const Method& MethodTable::Of(const google::protobuf::Descriptor& request) const {
  const auto found = by_request_.find(&request);
  CHECK(found != by_request_.end());
  return all_[found->second];
}

}  // namespace parcours::execution
