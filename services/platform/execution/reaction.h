#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <vector>

#include "services/platform/execution/session.h"

namespace parcours::execution {

// One row of a service's reactions.cpp: foreign fact → use case. Several rows for one fact run in
// order, in one transaction. A refusal's class decides what follows (DELIVERY section 3):
// kAlreadyDone = success, kNotYet = waits in its key's lane, kFinal = dead letter.
struct Reaction {
  const google::protobuf::Descriptor* type;
  std::function<Result<void>(const google::protobuf::Message&, const journal::FactMeta&, Session&)>
      run;
  // Facts of this type are taken before those that are missing, parked or waiting ahead of them.
  bool overtakes = false;
};
using Reactions = std::vector<Reaction>;

// On<recruitment::v1::EngagementSigned>(OpenPathway), where
// Result<void> OpenPathway(const recruitment::v1::EngagementSigned&, const journal::FactMeta&,
// Context&); Context is built from the Session for each call.
template <typename Fact, typename Context>
[[nodiscard]] Reaction On(Result<void> (*react)(const Fact&, const journal::FactMeta&, Context&)) {
  return {Fact::descriptor(), [react](const google::protobuf::Message& fact,
                                      const journal::FactMeta& meta, Session& session) {
            Context context(session);
            return react(static_cast<const Fact&>(fact), meta, context);
          }};
}

// Overtaking(On<recruitment::v1::ConsentWithdrawn>(RevokeReferrals)): every row of that fact then
// holds in any order.
[[nodiscard]] inline Reaction Overtaking(Reaction reaction) {
  reaction.overtakes = true;
  return reaction;
}

// One row of a service's timers: kind → handler, a judgement over dated facts that may be asked
// again at any time.
struct TimerHandler {
  std::string kind;
  std::function<Result<void>(const schedule::Timer&, Session&)> run;
};
using TimerHandlers = std::vector<TimerHandler>;

// OnTimer("mission_validation_due", JudgeMissionValidation)
template <typename Context>
[[nodiscard]] TimerHandler OnTimer(std::string kind,
                                   Result<void> (*judge)(const schedule::Timer&, Context&)) {
  return {std::move(kind), [judge](const schedule::Timer& timer, Session& session) {
            Context context(session);
            return judge(timer, context);
          }};
}

}  // namespace parcours::execution
