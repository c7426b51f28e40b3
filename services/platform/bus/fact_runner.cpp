#include "services/platform/bus/fact_runner.h"

#include <exception>
#include <utility>

#include "services/platform/bus/refusals.h"
#include "services/platform/execution/refusals.h"

namespace parcours::bus {
namespace {

using Outcome = FactRunner::Outcome;

Outcome Failure(Error error) {
  std::string detail = error.english;
  return tl::unexpected(FactRunner::Failed{.error = std::move(error), .detail = std::move(detail)});
}

Outcome Threw(std::string_view what) {
  constexpr std::size_t kLongestDetail = 500;
  return tl::unexpected(FactRunner::Failed{.error = HandlerThrew(),
                                           .detail = std::string(what.substr(0, kLongestDetail))});
}

execution::Origin OriginOf(const std::string& service, const journal::FactMeta& meta) {
  return {.actor = security::SystemActor(service),
          .grants = {{.scope = options::v1::PLATFORM, .through = {}}},
          .cause = {.source = meta.source, .id = meta.Id()},
          .chain = meta.chain + 1,
          .trace = meta.trace};
}

}  // namespace

FactRunner::FactRunner(execution::Environment environment, std::string service,
                       execution::Reactions reactions)
    : environment_(environment), service_(std::move(service)), reactions_(std::move(reactions)) {
  for (const auto& reaction : reactions_) by_type_[reaction.type].push_back(&reaction);
}

bool FactRunner::Knows(const google::protobuf::Descriptor& type) const {
  return by_type_.contains(&type) || environment_.projections.Knows(type);
}

Outcome FactRunner::Run(store::Connection& connection, const Fact& fact) const {
  if (fact.meta.chain > journal::kLongestChain) {
    return Failure(execution::ChainTooLong(fact.message->GetDescriptor()->name()));
  }
  execution::Session session(environment_, OriginOf(service_, fact.meta), connection,
                             execution::Session::Mode::kWrite);
  connection.Execute("SAVEPOINT fact");
  Outcome outcome = RunInSession(connection, fact, session);
  if (!outcome) {
    session.Undo();
    connection.Execute("ROLLBACK TO fact");
  }
  connection.Execute("RELEASE fact");
  return outcome;
}

// The edge at which exceptions of handlers end.
Outcome FactRunner::RunInSession(store::Connection& connection, const Fact& fact,
                                 execution::Session& session) const {
  try {
    return RunAll(connection, fact, session);
  } catch (const store::Failure& failure) {
    if (failure.reach() == store::Failure::Reach::kTransaction) throw;
    return Threw(failure.what());
  } catch (const std::exception& exception) {
    return Threw(exception.what());
  } catch (...) {
    return Threw("not a std::exception");
  }
}

Outcome FactRunner::RunAll(store::Connection& connection, const Fact& fact,
                           execution::Session& session) const {
  execution::ProjectionContext projection{
      .db = connection, .meta = fact.meta, .keyring = session.keyring()};
  environment_.projections.Apply(*fact.message, projection);
  const auto rows = by_type_.find(fact.message->GetDescriptor());
  if (rows == by_type_.end()) return {};
  for (const auto* reaction : rows->second) {
    auto reacted = reaction->run(*fact.message, fact.meta, session);
    if (reacted || reacted.error().refusal == RefusalClass::kAlreadyDone) continue;
    return Failure(std::move(reacted).error());
  }
  return {};
}

}  // namespace parcours::bus
