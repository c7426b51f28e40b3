#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "services/platform/bus/cloud_event.h"
#include "services/platform/execution/projection.h"
#include "services/platform/execution/reaction.h"
#include "services/platform/execution/session.h"
#include "services/platform/store/connection.h"

namespace parcours::bus {

// What a service does with one foreign fact: projections first, then reactions in the order of its
// table, all in a savepoint of their own (DELIVERY section 3).
class FactRunner {
 public:
  struct Failed {
    Error error;
    std::string detail;  // for the operator: what the exception said, or the refusal's sentence
  };
  using Outcome = tl::expected<void, Failed>;

  // What `environment` refers to outlives it.
  FactRunner(execution::Environment environment, std::string service,
             execution::Reactions reactions);
  FactRunner(const FactRunner&) = delete;
  FactRunner& operator=(const FactRunner&) = delete;

  // False: nothing here concerns itself with facts of this type.
  [[nodiscard]] bool Knows(const google::protobuf::Descriptor& type) const;

  // Nothing is left of it when it fails. ALREADY_DONE is success; an exception of a handler becomes
  // HANDLER_THREW. Throws store::Failure when the whole transaction is lost.
  [[nodiscard]] Outcome Run(store::Connection& connection, const Fact& fact) const;

 private:
  [[nodiscard]] Outcome RunInSession(store::Connection& connection, const Fact& fact,
                                     execution::Session& session) const;
  [[nodiscard]] Outcome RunAll(store::Connection& connection, const Fact& fact,
                               execution::Session& session) const;

  const execution::Environment environment_;
  const std::string service_;
  const execution::Reactions reactions_;
  std::unordered_map<const google::protobuf::Descriptor*, std::vector<const execution::Reaction*>>
      by_type_;
};

}  // namespace parcours::bus
