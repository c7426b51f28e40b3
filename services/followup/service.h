#pragma once

#include <functional>
#include <memory>

#include "services/platform/execution/reaction.h"
#include "services/platform/execution/service_definition.h"

namespace parcours::followup {

// The whole service as a value.
[[nodiscard]] execution::ServiceDefinition Define();

// reactions.cpp: the tables a newcomer opens first.
[[nodiscard]] execution::Reactions Reactions();
[[nodiscard]] execution::TimerHandlers TimerHandlers();

// rpc.cpp: makes the gRPC service over an executor.
[[nodiscard]] std::function<std::unique_ptr<grpc::Service>(execution::Executor&)> Rpc();

}  // namespace parcours::followup
