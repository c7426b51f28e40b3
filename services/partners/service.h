#pragma once

#include <functional>
#include <memory>

#include "services/platform/execution/reaction.h"
#include "services/platform/execution/service_definition.h"

namespace parcours::partners {

// The whole service as a value.
[[nodiscard]] execution::ServiceDefinition Define();

// reactions.cpp: the table a newcomer opens first.
[[nodiscard]] execution::Reactions Reactions();

// rpc.cpp: makes the gRPC service over an executor.
[[nodiscard]] std::function<std::unique_ptr<grpc::Service>(execution::Executor&)> Rpc();

}  // namespace parcours::partners
