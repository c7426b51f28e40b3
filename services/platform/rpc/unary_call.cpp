#include "services/platform/rpc/unary_call.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <utility>

#include "services/platform/rpc/json_message.h"

namespace parcours::rpc {
namespace {

using google::protobuf::Message;

// What a call needs until it has ended.
struct OngoingCall {
  grpc::ClientContext context;
  grpc::TemplatedGenericStub<Message, Message> stub;
  std::unique_ptr<Message> request;
  std::unique_ptr<Message> answer;
};

}  // namespace

std::string PathOf(const google::protobuf::MethodDescriptor& method) {
  return "/" + method.service()->full_name() + "/" + method.name();
}

void CallUnary(const std::shared_ptr<grpc::Channel>& channel,
               const google::protobuf::MethodDescriptor& method, std::unique_ptr<Message> request,
               const CallOptions& options, std::function<void(UnaryAnswer)> done) {
  // Shared: a std::function must be copyable.
  auto call = std::shared_ptr<OngoingCall>(
      new OngoingCall{.context = {},
                      .stub = grpc::TemplatedGenericStub<Message, Message>(channel),
                      .request = std::move(request),
                      .answer = NewMessage(*method.output_type())});
  Fill(call->context, options);
  call->stub.UnaryCall(&call->context, PathOf(method), {}, call->request.get(), call->answer.get(),
                       [call, done = std::move(done)](const grpc::Status& status) {
                         if (!status.ok())
                           return done(Refuse(FromStatus(status, TransportDetail::kKept)));
                         done(std::move(call->answer));
                       });
}

}  // namespace parcours::rpc
