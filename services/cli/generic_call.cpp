#include "services/cli/generic_call.h"

#include <grpcpp/generic/generic_stub.h>

#include <optional>
#include <string>
#include <vector>

#include "services/cli/messages.h"
#include "services/cli/refusals.h"
#include "services/platform/rpc/json_message.h"
#include "services/platform/rpc/unary_call.h"

namespace parcours::cli {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

grpc::ByteBuffer Bytes(const Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return {&slice, 1};
}

std::optional<std::string> TextOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) return std::nullopt;
  std::string text;
  for (const auto& slice : slices) {
    text.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return text;
}

// One call, operation after operation: each is begun and then waited for.
class OneCall {
 public:
  OneCall(const std::shared_ptr<grpc::Channel>& channel, const MethodDescriptor& method,
          const rpc::CallOptions& options)
      : method_(method), stub_(channel) {
    rpc::Fill(context_, options);
    stream_ = stub_.PrepareCall(&context_, rpc::PathOf(method), &queue_);
  }

  ~OneCall() {
    queue_.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) {
    }
  }
  OneCall(const OneCall&) = delete;
  OneCall& operator=(const OneCall&) = delete;

  Result<void> Run(const Message& request, const HearAnswer& answer) {
    Result<void> heard;
    stream_->StartCall(this);
    if (Wait()) {
      stream_->Write(Bytes(request), grpc::WriteOptions().set_last_message(), this);
      if (Wait()) heard = Hear(answer);
    }
    grpc::Status status;
    stream_->Finish(&status, this);
    Wait();
    if (!heard) return heard;
    if (!status.ok()) return Refuse(rpc::FromStatus(status));
    return {};
  }

 private:
  bool Wait() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  Result<void> Hear(const HearAnswer& answer) {
    for (;;) {
      grpc::ByteBuffer buffer;
      stream_->Read(&buffer, this);
      if (!Wait()) return {};
      auto heard = Pass(buffer, answer);
      if (!heard) {
        context_.TryCancel();
        return heard;
      }
    }
  }

  Result<void> Pass(const grpc::ByteBuffer& buffer, const HearAnswer& answer) const {
    const auto bytes = TextOf(buffer);
    const auto message = rpc::NewMessage(*method_.output_type());
    if (!bytes || !message->ParseFromString(*bytes))
      return Refuse(AnswerUnreadable(method_.name()));
    return answer(*message);
  }

  const MethodDescriptor& method_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  grpc::GenericStub stub_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
};

}  // namespace

Result<void> CallMethod(const std::shared_ptr<grpc::Channel>& channel,
                        const MethodDescriptor& method, const Message& request,
                        const rpc::CallOptions& options, const HearAnswer& answer) {
  return OneCall(channel, method, options).Run(request, answer);
}

}  // namespace parcours::cli
