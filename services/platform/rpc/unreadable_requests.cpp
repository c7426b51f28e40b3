#include "services/platform/rpc/unreadable_requests.h"

#include <google/protobuf/descriptor.h>

#include <string>

#include "services/platform/rpc/call.h"

namespace parcours::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

// "/parcours.followup.v1.FollowupService/GetPathway"; nullptr for a method that there is not.
const google::protobuf::MethodDescriptor* FindMethod(const char* path) {
  const std::string text(path == nullptr ? "" : path);
  const auto slash = text.rfind('/');
  if (slash == std::string::npos || slash == 0) return nullptr;
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      text.substr(1, slash - 1));
  return service == nullptr ? nullptr : service->FindMethodByName(text.substr(slash + 1));
}

Error RequestUnreadable(const std::string& method) {
  return {
      .code = Code::kInvalidArgument,
      .reason = "REQUEST_UNREADABLE",
      .field = {},
      .french = "La demande " + method +
                " est illisible : le message est tronqué, d'un autre type, ou un texte n'y est pas "
                "en UTF-8. Rien n'a été modifié ; corrigez-la, puis renvoyez-la.",
      .english = "The request " + method +
                 " cannot be read: the message is cut off, of another type, or a text in it is not "
                 "UTF-8. Nothing was changed; correct it and send it again.",
      .retry_after = {}};
}

bool IsBare(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNIMPLEMENTED && status.error_message().empty();
}

class Naming final : public Interceptor {
 public:
  explicit Naming(ServerRpcInfo* call) : call_(call) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS) &&
        IsBare(methods->GetSendStatus())) {
      if (const auto* method = FindMethod(call_->method())) {
        methods->ModifySendStatus(
            Conclude(*call_->server_context(), Refuse(RequestUnreadable(method->name()))));
      }
    }
    methods->Proceed();
  }

 private:
  ServerRpcInfo* const call_;
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  Interceptor* CreateServerInterceptor(ServerRpcInfo* call) override { return new Naming(call); }
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> NameUnreadableRequests() {
  return std::make_unique<Factory>();
}

}  // namespace parcours::rpc
