#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>

#include "services/platform/core/result.h"
#include "services/platform/rpc/channel.h"

namespace parcours::rpc {

// "/parcours.followup.v1.FollowupService/GetPathway"
[[nodiscard]] std::string PathOf(const google::protobuf::MethodDescriptor& method);

// Calls a unary method that is known by its descriptor alone, and returns at once. `done` is called
// once, on a thread of gRPC; what it is told may go to anybody (TransportDetail::kKept).
using UnaryAnswer = Result<std::unique_ptr<google::protobuf::Message>>;
void CallUnary(const std::shared_ptr<grpc::Channel>& channel,
               const google::protobuf::MethodDescriptor& method,
               std::unique_ptr<google::protobuf::Message> request, const CallOptions& options,
               std::function<void(UnaryAnswer)> done);

}  // namespace parcours::rpc
