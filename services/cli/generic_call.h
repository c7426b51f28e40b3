#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>

#include "services/platform/core/result.h"
#include "services/platform/rpc/channel.h"

namespace parcours::cli {

// Calls a method that is known by its descriptor alone, and waits. Each answer is handed over as it
// comes: one, or the stream's; a refusal by `answer` cancels the call.
using HearAnswer = std::function<Result<void>(const google::protobuf::Message&)>;
[[nodiscard]] Result<void> CallMethod(const std::shared_ptr<grpc::Channel>& channel,
                                      const google::protobuf::MethodDescriptor& method,
                                      const google::protobuf::Message& request,
                                      const rpc::CallOptions& options, const HearAnswer& answer);

}  // namespace parcours::cli
