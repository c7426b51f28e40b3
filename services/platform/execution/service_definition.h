#pragma once

#include <google/protobuf/descriptor.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/execution/projection.h"
#include "services/platform/execution/reaction.h"

namespace grpc {
class Service;
}

namespace parcours::execution {

class Executor;

// A whole service as a value: what host needs to run it and tests need to look at it.
struct ServiceDefinition {
  std::string name;  // context: "followup"
  const google::protobuf::ServiceDescriptor* api;
  // Facts this service records, from its aggregates' lists.
  std::vector<const google::protobuf::Descriptor*> facts;
  std::vector<Projection> projections;
  Reactions reactions;
  TimerHandlers timers;
  // Makes the gRPC service (rpc.cpp) over the executor.
  std::function<std::unique_ptr<grpc::Service>(Executor&)> rpc;

  // Topics on which its own facts travel, sorted.
  [[nodiscard]] std::vector<std::string> OwnTopics() const;
  // Topics on which the foreign facts of reactions and projections travel, sorted.
  [[nodiscard]] std::vector<std::string> SubscribedTopics() const;
  // Contexts those belong to, sorted.
  [[nodiscard]] std::vector<std::string> SubscribedContexts() const;
  // Full names of the facts that overtake, sorted.
  [[nodiscard]] std::vector<std::string> OvertakingFacts() const;
};

}  // namespace parcours::execution
