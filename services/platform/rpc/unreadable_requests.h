#pragma once

#include <grpcpp/support/server_interceptor.h>

#include <memory>

namespace parcours::rpc {

// gRPC answers a request that it cannot read as the method's message (bytes that are cut off, text
// that is not UTF-8) with a bare UNIMPLEMENTED, as if there were no such method. With this one the
// caller gets INVALID_ARGUMENT, REQUEST_UNREADABLE.
[[nodiscard]] std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
NameUnreadableRequests();

}  // namespace parcours::rpc
