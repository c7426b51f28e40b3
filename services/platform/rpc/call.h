#pragma once

#include <grpcpp/grpcpp.h>

#include <string_view>

#include "services/platform/core/result.h"
#include "services/platform/execution/executor.h"

namespace parcours::rpc {

using Call = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

// What travels beside a request: `authorization: Bearer …`, the deadline, `accept-language`,
// `traceparent`.
[[nodiscard]] execution::Call ReadCall(const grpc::ServerContextBase& call);

// The better liked of French and English; French where neither is asked for.
[[nodiscard]] Language PreferredLanguage(std::string_view accept_language);
[[nodiscard]] Language LanguageOf(const grpc::ServerContextBase& call);

// The status of an outcome in the caller's language; sets the plain trailing metadata of an error.
[[nodiscard]] grpc::Status Conclude(grpc::ServerContextBase& call, const Result<void>& outcome);

// The caller is gone before its command began: nothing is done.
[[nodiscard]] Error CallCancelled();

}  // namespace parcours::rpc
