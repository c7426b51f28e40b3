#include "tests/conformance/flow.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "parcours/partners/v1/partners_events.pb.h"
#include "services/platform/bus/schema.h"
#include "services/platform/core/check.h"
#include "services/platform/schedule/timers.h"
#include "services/platform/store/sqlite.h"

namespace parcours::conformance {
namespace {

using partners::v1::OrganisationRegistered;

constexpr const char* kFlowTopic = "parcours.partners.v1";

std::unique_ptr<store::Writer> OpenWriter(const std::filesystem::path& file) {
  auto opened = store::OpenSqliteForWriting({.file = file});
  CHECK(opened.has_value());
  for (const auto migrations : {journal::Migrations(), schedule::Migrations(), bus::Migrations()}) {
    CHECK(store::Migrate(**opened, migrations).has_value());
  }
  return std::make_unique<store::Writer>(*std::move(opened), store::WriterOptions{});
}

}  // namespace

bool Eventually(const std::function<bool()>& condition) {
  constexpr std::chrono::milliseconds kBetweenLooks{5};
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  std::mutex mutex;
  std::condition_variable nobody_notifies;
  std::unique_lock lock(mutex);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    nobody_notifies.wait_for(lock, kBetweenLooks);
  }
  return true;
}

FlowProducer::FlowProducer(bus::Bus& bus) : bus_(bus) { Open(); }

FlowProducer::~FlowProducer() { Close(); }

void FlowProducer::Open() {
  journal_ = std::make_unique<journal::Journal>("partners", *keyring_);
  writer_ = OpenWriter(folder_.path() / "producer.db");
  writer_->AddHooks({.before_commit = {},
                     .committed =
                         [this] {
                           auto rows = journal_->TakeAppended();
                           if (rows.empty()) return;
                           if (relay_ != nullptr) relay_->Offer(std::move(rows));
                           bus_.Wake("partners");
                         },
                     .undone = [this] { journal_->Forget(0); }});
  MakeRelay();
}

void FlowProducer::Close() {
  relay_.reset();
  writer_->Stop();
}

void FlowProducer::MakeRelay() {
  relay_ = std::make_unique<bus::Relay>(
      bus::Relay::Parts{.bus = bus_,
                        .journal = *journal_,
                        .writer = *writer_,
                        .open = [this] { return OpenForReading(); },
                        .random = random_,
                        .crash_points = {},
                        .on_trouble = {}},
      bus::RelayOptions{.topics = {kFlowTopic},
                        .drain_within = std::chrono::milliseconds{0},
                        .backoff = {.first = std::chrono::milliseconds{5},
                                    .longest = std::chrono::milliseconds{100}}});
  if (bus_.NeedsRelay()) relay_->Start();
}

Result<std::unique_ptr<store::Connection>> FlowProducer::OpenForReading() const {
  return store::OpenSqliteForReading({.file = folder_.path() / "producer.db"});
}

void FlowProducer::Record(int aggregates, int facts_each) {
  for (int round = 0; round < facts_each; ++round) {
    for (int i = 0; i < aggregates; ++i) {
      const std::string name = "organisations/" + std::to_string(i);
      const auto committed = writer_->SubmitAndWait([this, &name, i](store::Connection& db) {
        const auto head = journal_->HeadOf(db, name);
        OrganisationRegistered fact;
        fact.set_organisation(name);
        fact.set_display_name(std::to_string(head.version + 1));
        journal::WriteMeta(fact, {.effective = clock_.Today(), .recorded = clock_.Now()});
        journal_->Append(db, head,
                         {.fact = fact,
                          .aggregate = name,
                          .tenant = name,
                          .subject = "persons/" + std::to_string(i / 2),
                          .actor = "agents/x",
                          .trace = {}});
        return true;
      });
      CHECK(committed.has_value());
    }
  }
}

void FlowProducer::RestartRelay() {
  relay_.reset();
  MakeRelay();
}

void FlowProducer::ForgetWatermark() {
  relay_.reset();
  CHECK(writer_->SubmitAndWait([](store::Connection& db) {
    db.Execute("DELETE FROM relay");
    return true;
  }));
  MakeRelay();
}

void FlowProducer::BackUp() {
  CHECK(writer_->SubmitAndWait([](store::Connection&) { return true; }));
  const auto reading = OpenForReading();
  CHECK(reading.has_value());
  (*reading)->ExecuteScript("VACUUM INTO '" + (folder_.path() / "backup.db").string() + "'");
}

void FlowProducer::RestoreBackup() {
  Close();
  writer_.reset();
  for (const auto* suffix : {"", "-wal", "-shm"}) {
    std::filesystem::remove(folder_.path() / (std::string("producer.db") + suffix));
  }
  std::filesystem::copy_file(folder_.path() / "backup.db", folder_.path() / "producer.db");
  Open();
}

Result<void> FlowProducer::Verify() {
  bus::Relay relay({.bus = bus_,
                    .journal = *journal_,
                    .writer = *writer_,
                    .open = [this] { return OpenForReading(); },
                    .random = random_,
                    .crash_points = {},
                    .on_trouble = {}},
                   {.topics = {kFlowTopic}});
  return relay.Verify();
}

bool FlowProducer::AllDelivered() {
  if (!bus_.NeedsRelay()) return true;
  const auto reading = OpenForReading();
  return reading && relay_->status().watermark == journal_->LastPosition(**reading);
}

FlowListener::FlowListener(bus::Bus& bus, std::string group) : bus_(bus), group_(std::move(group)) {
  writer_ = OpenWriter(folder_.path() / "listener.db");
  CHECK(writer_->SubmitAndWait([](store::Connection& db) {
    db.ExecuteScript(
        "CREATE TABLE seen (id INTEGER PRIMARY KEY, organisation TEXT, version INTEGER)");
    return true;
  }));
  writer_->AddHooks(
      {.before_commit = {}, .committed = {}, .undone = [this] { journal_.Forget(0); }});
  execution::Reactions reactions;
  reactions.push_back(
      {OrganisationRegistered::descriptor(),
       [](const auto& message, const auto&, execution::Session& session) {
         const auto& fact = static_cast<const OrganisationRegistered&>(message);
         session.db().Execute(
             "INSERT INTO seen (organisation, version) VALUES (:organisation, :version)",
             fact.organisation(), std::stoll(fact.display_name()));
         return Result<void>{};
       }});
  inbox_ = std::make_unique<bus::Inbox>(execution::Environment{.clock = clock_,
                                                               .ids = ids_,
                                                               .journal = journal_,
                                                               .keyring = *keyring_,
                                                               .projections = projections_,
                                                               .cache = &cache_},
                                        "insertion", std::move(reactions), bus::InboxOptions{});
  MakeSubscription();
}

FlowListener::~FlowListener() {
  subscription_.reset();
  writer_->Stop();
}

void FlowListener::MakeSubscription() {
  subscription_ = std::make_unique<bus::Subscription>(
      bus::Subscription::Parts{.bus = bus_,
                               .inbox = *inbox_,
                               .writer = *writer_,
                               .open = [this] { return OpenForReading(); },
                               .random = random_,
                               .crash_points = {},
                               .on_trouble = {},
                               .on_caught_up = {}},
      bus::SubscriptionOptions{.group = group_,
                               .instance = {},
                               .topics = {kFlowTopic},
                               .poll_wait = std::chrono::milliseconds{20},
                               .backoff = {.first = std::chrono::milliseconds{5},
                                           .longest = std::chrono::milliseconds{100}}});
  subscription_->Start();
}

void FlowListener::Restart() {
  subscription_.reset();
  MakeSubscription();
}

Result<std::unique_ptr<store::Connection>> FlowListener::OpenForReading() const {
  return store::OpenSqliteForReading({.file = folder_.path() / "listener.db"});
}

Result<bus::RedriveReport> FlowListener::Redrive(const bus::DeadLetterSelection& selection) {
  Result<bus::RedriveReport> report = bus::RedriveReport{};
  TRY(writer_->SubmitAndWait([&](store::Connection& db) {
    report = bus::RedriveDeadLetters(*inbox_, db, selection,
                                     {.actor = "agents/op", .reason = "test"}, clock_.Now());
    return report.has_value();
  }));
  return report;
}

std::int64_t FlowListener::Applied() {
  const auto reading = OpenForReading();
  CHECK(reading.has_value());
  return std::get<0>((*reading)->QueryOne<std::int64_t>("SELECT count(*) FROM seen").value());
}

std::string FlowListener::Disorder() {
  const auto reading = OpenForReading();
  CHECK(reading.has_value());
  std::map<std::string, std::int64_t> last;
  std::string found;
  (*reading)->ForEach<std::string, std::int64_t>(
      "SELECT organisation, version FROM seen ORDER BY id",
      [&](const std::string& organisation, std::int64_t version) {
        if (version != ++last[organisation])
          found += organisation + "/" + std::to_string(version) + " ";
      });
  return found;
}

bus::InboxStatus FlowListener::Tables() {
  const auto reading = OpenForReading();
  CHECK(reading.has_value());
  return bus::ReadInboxStatus(**reading, clock_.Now());
}

}  // namespace parcours::conformance
