#include "services/platform/host/projection_rebuild.h"

#include <algorithm>
#include <set>

#include "services/platform/bus/inbox_tables.h"
#include "services/platform/bus/schema.h"
#include "services/platform/bus/topic_names.h"
#include "services/platform/host/schema.h"
#include "services/platform/host/table_copy.h"
#include "services/platform/store/migrations.h"

namespace parcours::host {
namespace {

constexpr int kRowsCopiedAtOnce = 1'000;
constexpr std::size_t kRecordsAtOnce = 1'000;
constexpr std::chrono::milliseconds kPollWait{200};
// Times that the service may have read on while its last facts were being caught up with.
constexpr int kMostFinishes = 100;
// Polls that may fail in a row while the bus cannot be reached.
constexpr int kMostFailures = 50;
// Foreign facts that may wait for the service to apply them.
constexpr std::size_t kMostLater = 100'000;

Error GivenUp() {
  return {.code = Code::kCancelled,
          .reason = "REBUILD_GIVEN_UP",
          .french = "La reconstruction a été abandonnée ; l'ancienne projection reste en place.",
          .english = "The rebuild was given up; the projection in use stays."};
}

Error CannotCatchUp() {
  return {.code = Code::kUnavailable,
          .reason = "REBUILD_CANNOT_CATCH_UP",
          .french =
              "Les faits arrivent plus vite que la reconstruction ne les lit. Réessayez plus tard.",
          .english = "Facts arrive faster than the rebuild reads them. Try again later.",
          .retry_after = std::chrono::minutes(1)};
}

std::vector<std::string> ForeignTopics(const execution::Projection& projection,
                                       std::string_view own) {
  std::set<std::string> topics;
  for (const auto& row : projection.rows) {
    if (journal::ContextOf(*row.type) != own) topics.insert(journal::TopicOf(*row.type));
  }
  topics.erase("");
  return {topics.begin(), topics.end()};
}

}  // namespace

ProjectionRebuild::ProjectionRebuild(ServiceCore& core, bus::Bus& bus,
                                     const execution::Projection& projection, Report report)
    : core_(core),
      bus_(bus),
      projection_(projection),
      table_({projection}),
      report_(std::move(report)),
      file_(core.DatabaseFile(".rebuild-" + projection.name + ".db")),
      topics_(ForeignTopics(projection, core.name())),
      progress_{.projection = projection.name, .version = projection.version} {}

ProjectionRebuild::~ProjectionRebuild() {
  beside_.reset();
  store::RemoveSqlite(file_);
}

Result<void> ProjectionRebuild::Run() {
  try {
    return Build();
  } catch (const store::Failure& failure) {
    return Refuse(failure.error());
  }
}

Result<void> ProjectionRebuild::Build() {
  TRY(service_, core_.OpenForReading());
  TRY(OpenBeside());
  Pass(core_.crash_points(), kBeforeRebuild);
  progress_.facts_total = core_.journal().LastPosition(*service_);
  TRY(OpenTopics());
  if (!GoOn()) return Refuse(GivenUp());
  TRY(ReadOwn());
  Pass(core_.crash_points(), kAfterRebuildRead);
  if (!topics_.empty()) {
    TRY(const auto ends, bus_.Ends(topics_));
    TRY(ReadTopics(ends));
  }
  for (int attempt = 0; attempt < kMostFinishes; ++attempt) {
    TRY(const auto finish, TryFinish());
    if (finish == Finish::kDone) return {};
    TRY(ReadTopics(PositionsOf(*service_)));
  }
  return Refuse(CannotCatchUp());
}

Result<void> ProjectionRebuild::OpenBeside() {
  store::RemoveSqlite(file_);
  TRY(beside_, store::OpenSqliteForWriting(file_));
  TRY(store::Migrate(*beside_,
                     bus::Migrations()));  // remembers what was applied, as the service does
  // Thrown away when this process dies, and written in one transaction from nothing.
  beside_->ExecuteScript(
      "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384; " +
      projection_.schema);
  beside_->Execute("BEGIN");
  return {};
}

Result<void> ProjectionRebuild::ReadOwn() {
  while (true) {
    const auto rows = core_.journal().ReadFrom(*service_, next_own_, kRowsCopiedAtOnce);
    if (rows.empty()) return {};
    ApplyOwn(rows);
    if (!GoOn()) return Refuse(GivenUp());
  }
}

void ProjectionRebuild::ApplyOwn(const std::vector<journal::Row>& rows) {
  for (const auto& row : rows) {
    next_own_ = row.position + 1;
    if (!Wants(row.meta.type)) continue;
    const auto fact = core_.journal().Decode(row);
    if (fact != nullptr) Apply(*fact, row.meta);
  }
}

Result<void> ProjectionRebuild::OpenTopics() {
  if (topics_.empty()) return {};
  TRY(const auto ends, bus_.Ends(topics_));
  for (const auto& end : ends) progress_.facts_total += end.next_offset;
  TRY(consumer_,
      bus_.MakeConsumer({.group = core_.name() + "-rebuild-" + projection_.name,
                         .instance = {},
                         .topics = topics_,
                         .resume = [this](const std::string& topic, std::int32_t partition) {
                           const auto read = read_.find({topic, partition});
                           return read == read_.end() ? std::nullopt : std::optional(read->second);
                         }}));
  return {};
}

Result<void> ProjectionRebuild::ReadTopics(const std::vector<bus::Position>& goal) {
  int failures = 0;
  while (!Reached(goal)) {
    auto polled = consumer_->Poll(kPollWait, kRecordsAtOnce);
    if (!polled) {
      const bool may_pass = polled.error().code == Code::kUnavailable && ++failures < kMostFailures;
      if (!may_pass) return Refuse(std::move(polled).error());
      continue;
    }
    for (auto& received : *polled) Take(std::move(received), *service_);
    if (later_.size() > kMostLater) return Refuse(CannotCatchUp());
    if (!GoOn()) return Refuse(GivenUp());
  }
  return {};
}

bool ProjectionRebuild::Reached(const std::vector<bus::Position>& goal) const {
  return std::all_of(goal.begin(), goal.end(), [this](const bus::Position& end) {
    const auto read = read_.find({end.topic, end.partition});
    return end.next_offset == 0 || (read != read_.end() && read->second >= end.next_offset);
  });
}

void ProjectionRebuild::Take(bus::ReceivedRecord received, store::Connection& service) {
  auto& next = read_[{received.place.topic, received.place.partition}];
  if (received.place.offset < next) return;
  next = received.place.offset + 1;
  auto envelope = bus::ReadEnvelope(received.record);
  if (!Wants(envelope.type) || !envelope.Placed()) return;
  if (envelope.topic_version <=
      bus::InboxTables(service).Applied(received.place.topic, envelope.aggregate)) {
    ApplyRecord(received, envelope);
  } else {
    later_.push_back({.received = std::move(received), .envelope = std::move(envelope)});
  }
}

void ProjectionRebuild::ApplyLater(store::Connection& service) {
  bus::InboxTables tables(service);
  for (const auto& [received, envelope] : later_) {
    const auto& topic = received.place.topic;
    const bool in_turn = envelope.topic_version <= tables.Applied(topic, envelope.aggregate);
    const auto waiting = tables.Waiting(topic, envelope.aggregate, envelope.topic_version);
    if (in_turn || (waiting && waiting->why == bus::Why::kPassed)) ApplyRecord(received, envelope);
  }
  later_.clear();
}

// A copy of a fact comes with the version of the one before it, and is left out.
void ProjectionRebuild::ApplyRecord(const bus::ReceivedRecord& received,
                                    const bus::Envelope& envelope) {
  const bool news = bus::InboxTables(*beside_).RaiseApplied(
      received.place.topic, envelope.aggregate, envelope.topic_version);
  if (!news) return;
  const auto fact = bus::ParseFact(received.record);
  if (fact) Apply(*fact->message, fact->meta);
}

void ProjectionRebuild::Apply(const google::protobuf::Message& fact,
                              const journal::FactMeta& meta) {
  ++progress_.facts_applied;
  execution::ProjectionContext context{.db = *beside_, .meta = meta, .keyring = core_.keyring()};
  try {
    table_.Apply(fact, context);
  } catch (const store::Failure& failure) {
    // A fact that the projection cannot take was a dead letter of the service, too.
    if (failure.reach() == store::Failure::Reach::kTransaction) throw;
  }
}

bool ProjectionRebuild::Wants(std::string_view type) const {
  return std::any_of(projection_.rows.begin(), projection_.rows.end(),
                     [type](const auto& row) { return row.type->full_name() == type; });
}

std::vector<bus::Position> ProjectionRebuild::PositionsOf(store::Connection& service) const {
  auto positions = bus::InboxTables(service).Positions();
  std::erase_if(positions, [this](const bus::Position& position) {
    return std::find(topics_.begin(), topics_.end(), position.topic) == topics_.end();
  });
  return positions;
}

bool ProjectionRebuild::GoOn() { return !report_ || report_(progress_); }

Result<ProjectionRebuild::Finish> ProjectionRebuild::TryFinish() {
  Result<Finish> finish = Finish::kBehind;
  TRY(core_.writer().SubmitAndWait([this, &finish](store::Connection& db) {
    try {
      finish = FinishIn(db);
    } catch (const store::Failure& failure) {
      if (failure.reach() == store::Failure::Reach::kTransaction) throw;
      finish = Refuse(failure.error());
    }
    return finish && *finish == Finish::kDone;
  }));
  Pass(core_.crash_points(), kAfterSwitch);
  return finish;
}

// On the writer's thread: nothing is recorded nor received meanwhile.
ProjectionRebuild::Finish ProjectionRebuild::FinishIn(store::Connection& db) {
  if (!Reached(PositionsOf(db))) return Finish::kBehind;
  for (auto rows = core_.journal().ReadFrom(db, next_own_, kRowsCopiedAtOnce); !rows.empty();
       rows = core_.journal().ReadFrom(db, next_own_, kRowsCopiedAtOnce)) {
    ApplyOwn(rows);
  }
  ApplyLater(db);
  beside_->Execute("COMMIT");
  for (const auto& table : projection_.tables) db.ExecuteScript("DROP TABLE IF EXISTS " + table);
  db.ExecuteScript(projection_.schema);
  for (const auto& table : projection_.tables) CopyTable(*beside_, db, table);
  SetProjectionVersion(db, projection_);
  Pass(core_.crash_points(), kBeforeSwitch);
  return Finish::kDone;
}

}  // namespace parcours::host
