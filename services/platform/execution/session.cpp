#include "services/platform/execution/session.h"

#include "services/platform/core/check.h"
#include "services/platform/execution/refusals.h"

namespace parcours::execution {
namespace {

// Aggregates of no organisation (persons) are chained together.
constexpr std::string_view kPlatformTenant = "platform";

}  // namespace

Session::Session(Environment environment, Origin origin, store::Connection& connection, Mode mode)
    : environment_(environment),
      origin_(std::move(origin)),
      connection_(connection),
      mode_(mode),
      now_(environment.clock.Now()),
      today_(environment.clock.Today()),
      appended_before_(mode == Mode::kWrite ? environment.journal.AppendedCount() : 0) {}

Session::Loaded Session::LoadAggregate(const std::string& name, const Fold& fold) {
  if (environment_.cache != nullptr) {
    if (const auto* entry = environment_.cache->Find(name))
      return {.head = entry->head, .state = entry->state};
  }
  const auto rows = environment_.journal.ReadAggregate(connection_, name);
  if (rows.empty()) return {};
  Loaded loaded{.head = environment_.journal.HeadOf(connection_, name), .state = fold(rows)};
  if (environment_.cache != nullptr)
    environment_.cache->Put(name, {.head = loaded.head, .state = loaded.state});
  return loaded;
}

void Session::Stamp(google::protobuf::Message& fact) const {
  journal::WriteMeta(fact, {.cause = origin_.cause,
                            .chain = origin_.chain,
                            .effective = journal::EffectiveDateOf(fact, today_),
                            .recorded = now_});
}

Result<void> Session::Record(google::protobuf::Message& fact, const journal::Head& head,
                             Recording recording) {
  CHECK(mode_ == Mode::kWrite);
  if (origin_.chain > journal::kLongestChain)
    return Refuse(ChainTooLong(fact.GetDescriptor()->name()));
  Stamp(fact);
  touched_.push_back(recording.aggregate);
  const auto& row = environment_.journal.Append(
      connection_, head,
      {.fact = fact,
       .aggregate = recording.aggregate,
       .tenant =
           recording.organisation.empty() ? std::string(kPlatformTenant) : recording.organisation,
       .subject = recording.person.empty() ? recording.aggregate : recording.person,
       .actor = origin_.actor.principal,
       .trace = origin_.trace});
  ProjectionContext projection{
      .db = connection_, .meta = row.meta, .keyring = environment_.keyring};
  environment_.projections.Apply(fact, projection);
  if (environment_.cache != nullptr) {
    const bool restricted = row.topic.ends_with(".restricted.v1");
    const bool travels = !row.topic.empty();
    environment_.cache->Put(
        recording.aggregate,
        {.head = {.position = row.position,
                  .version = row.meta.version,
                  .public_version =
                      travels && !restricted ? row.meta.topic_version : head.public_version,
                  .restricted_version =
                      restricted ? row.meta.topic_version : head.restricted_version},
         .state = std::move(recording.state)});
  }
  ++recorded_;
  return {};
}

bool Session::MaySee(const security::RecordView& record,
                     const security::Conventions& conventions) const {
  return security::MaySee(origin_.actor, origin_.grants, record, conventions);
}

void Session::Undo() {
  environment_.journal.Forget(appended_before_);
  if (environment_.cache == nullptr) return;
  for (const auto& name : touched_) environment_.cache->Erase(name);
  touched_.clear();
}

}  // namespace parcours::execution
