#include "services/platform/tests/bus/bus_bench.h"

#include <stdexcept>

#include "services/platform/bus/schema.h"
#include "services/platform/core/check.h"
#include "services/platform/schedule/timers.h"

namespace parcours::bus {
namespace {

using partners::v1::OrganisationRegistered;

Error RefusedAs(std::string_view reason, RefusalClass refusal,
                Code code = Code::kFailedPrecondition) {
  Error error;
  error.code = code;
  error.reason = reason;
  error.english = "Refused.";
  error.refusal = refusal;
  return error;
}

}  // namespace

journal::Row RowOf(const FactOf& fact) {
  OrganisationRegistered message;
  message.set_organisation(fact.aggregate);
  message.set_display_name(fact.name);
  journal::Row row;
  row.position = fact.position;
  row.topic = kPartnersTopic;
  row.meta = {.source = "/parcours/partners",
              .aggregate = fact.aggregate,
              .version = fact.version,
              .topic_version = fact.version,
              .type = message.GetDescriptor()->full_name(),
              .tenant = "organisations/a",
              .subject = fact.key,
              .trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
              .cause = {},
              .chain = fact.chain,
              .effective = CivilDate(2025, 3, 6),
              .recorded = Instant{CivilDate(2025, 3, 6).days()}};
  journal::WriteMeta(message, row.meta);
  row.payload = message.SerializeAsString();
  return row;
}

Record RecordOf(const FactOf& fact) { return ToRecord(RowOf(fact)); }

ReceivedRecord Truncated(ReceivedRecord received) {
  received.record.value.resize(received.record.value.size() / 2);
  return received;
}

ListenerBench::ListenerBench(InboxOptions options) {
  auto opened = store::OpenSqliteForWriting({.file = folder_.path() / "listener.db"});
  CHECK(opened.has_value());
  connection_ = *std::move(opened);
  for (const auto migrations : {journal::Migrations(), schedule::Migrations(), Migrations()}) {
    CHECK(store::Migrate(*connection_, migrations).has_value());
  }
  connection_->ExecuteScript("CREATE TABLE seen (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
  execution::Reactions reactions;
  reactions.push_back({OrganisationRegistered::descriptor(),
                       [this](const auto& fact, const auto&, execution::Session& session) {
                         return React(static_cast<const OrganisationRegistered&>(fact), session);
                       }});
  inbox_ = std::make_unique<Inbox>(execution::Environment{.clock = clock_,
                                                          .ids = ids_,
                                                          .journal = journal_,
                                                          .keyring = *keyring_,
                                                          .projections = projections_,
                                                          .cache = &cache_},
                                   "insertion", std::move(reactions), std::move(options));
}

Result<void> ListenerBench::React(const OrganisationRegistered& fact, execution::Session& session) {
  const auto& name = fact.display_name();
  session.db().Execute("INSERT INTO seen (name) VALUES (:name)", name);
  if (also) also(session);
  if (name == "Refused") return Refuse(RefusedAs("NOT_WANTED", RefusalClass::kFinal));
  if (name == "Later" && !ready) return Refuse(RefusedAs("NOT_READY", RefusalClass::kNotYet));
  if (name == "Busy" && !ready) {
    return Refuse(RefusedAs("BUSY", RefusalClass::kFinal, Code::kUnavailable));
  }
  if (name == "Done") return Refuse(RefusedAs("KNOWN", RefusalClass::kAlreadyDone));
  if (name == "Throws") throw std::runtime_error("boom");
  if (name == "Breaks") session.db().Execute("INSERT INTO seen (id, name) VALUES (NULL, NULL)");
  return {};
}

template <typename Work>
auto ListenerBench::InTransaction(Work work) {
  connection_->Execute("BEGIN IMMEDIATE");
  auto outcome = work();
  connection_->Execute("COMMIT");
  static_cast<void>(journal_.TakeAppended());
  return outcome;
}

InboxOutcome ListenerBench::Deliver(const std::vector<ReceivedRecord>& records) {
  return InTransaction([&] { return inbox_->Apply(*connection_, records); });
}

InboxOutcome ListenerBench::RetryNotYet() {
  return InTransaction([&] { return inbox_->RetryNotYet(*connection_); });
}

InboxOutcome ListenerBench::DrainLanes() {
  return InTransaction([&] { return inbox_->DrainLanes(*connection_); });
}

Result<RedriveReport> ListenerBench::Redrive(const DeadLetterSelection& selection) {
  return InTransaction([&] {
    return RedriveDeadLetters(*inbox_, *connection_, selection,
                              {.actor = "agents/op", .reason = "repaired"}, clock_.Now());
  });
}

Result<DiscardReport> ListenerBench::Discard(std::int64_t id, const std::string& reason) {
  return Discard(DeadLetterSelection{.ids = {id}}, reason);
}

Result<DiscardReport> ListenerBench::Discard(const DeadLetterSelection& selection,
                                             const std::string& reason) {
  return InTransaction([&] {
    return DiscardDeadLetters(*inbox_, *connection_, selection,
                              {.actor = "agents/op", .reason = reason}, clock_.Now());
  });
}

std::vector<std::string> ListenerBench::Seen() {
  std::vector<std::string> names;
  connection_->ForEach<std::string>("SELECT name FROM seen ORDER BY id",
                                    [&names](const std::string& name) { names.push_back(name); });
  return names;
}

std::vector<DeadLetter> ListenerBench::Open() {
  return InboxTables(*connection_).Letters({}, InboxTables::Order::kAge);
}

std::int64_t ListenerBench::Applied(const std::string& aggregate) {
  return InboxTables(*connection_).Applied(kPartnersTopic, aggregate);
}

}  // namespace parcours::bus
