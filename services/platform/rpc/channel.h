#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>

#include "services/platform/core/result.h"
#include "services/platform/rpc/status.h"

namespace parcours::rpc {

// What a call carries beside its request.
struct CallOptions {
  std::string token;                          // without "Bearer "
  std::chrono::milliseconds timeout{10'000};  // becomes the deadline; every call has one
  Language language = Language::kFrench;
  std::string trace;  // W3C traceparent, or empty
};

// A channel with the platform's bounds: keepalive, message size, reconnection within a second.
[[nodiscard]] std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address,
                                                         int max_answer_bytes = 16 * 1024 * 1024);

// Keeps gRPC loaded until the process ends: when its last user leaves while a large write is under
// way, version 1.51 waits ten seconds for a poller of its own. Called by whoever opens a channel or
// a port.
void KeepTransport();

void Fill(grpc::ClientContext& context, const CallOptions& options);

// Calls a unary method and waits: Invoke(*stub, &Stub::GetPathway, request, options) →
// Result<Pathway>. For the command line and for service-to-service calls off the writer's thread.
template <typename Stub, typename Request, typename Response>
[[nodiscard]] Result<Response> Invoke(
    Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
    const std::type_identity_t<Request>& request, const CallOptions& options) {
  grpc::ClientContext context;
  Fill(context, options);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return Refuse(FromStatus(status));
  return response;
}

}  // namespace parcours::rpc
