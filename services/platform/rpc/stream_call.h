#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <memory>

#include "services/platform/core/result.h"
#include "services/platform/rpc/channel.h"

namespace parcours::rpc {

// The messages of an answer that goes on. One is read when it is asked for: what comes meanwhile
// waits in gRPC's window, and behind it in the service.
class Messages {
 public:
  virtual ~Messages() = default;
  // `heard` is called once, on any thread: with a message, or with nullptr at the end. Asked for
  // again after that alone.
  using Heard = std::function<void(std::unique_ptr<google::protobuf::Message>)>;
  virtual void Next(Heard heard) = 0;
  // Nobody listens any more: it ends soon. On any thread.
  virtual void Cancel() = 0;
};

// Calls a method that answers in a stream and is known by its descriptor alone, and returns at
// once. `opened` is called once, on a thread of gRPC: when the first message is there, or with the
// refusal, which may go to anybody (TransportDetail::kKept).
using OpenedStream = Result<std::shared_ptr<Messages>>;
void CallStream(const std::shared_ptr<grpc::Channel>& channel,
                const google::protobuf::MethodDescriptor& method,
                std::unique_ptr<google::protobuf::Message> request, const CallOptions& options,
                std::function<void(OpenedStream)> opened);

}  // namespace parcours::rpc
