#include "services/platform/tests/bus/subscriber_bench.h"

#include <utility>

#include "services/platform/bus/refusals.h"
#include "services/platform/bus/schema.h"
#include "services/platform/core/check.h"
#include "services/platform/schedule/timers.h"

namespace parcours::bus {

class ScriptedConsumer final : public Consumer {
 public:
  ScriptedConsumer(ScriptedTopic& topic, ConsumerOptions options)
      : topic_(topic), options_(std::move(options)), next_(Resume()) {}

  Result<std::vector<ReceivedRecord>> Poll(std::chrono::milliseconds wait,
                                           std::size_t limit) override {
    std::unique_lock lock(topic_.mutex_);
    if (has_read_ && topic_.lost_readers_ > 0) {
      --topic_.lost_readers_;
      return Refuse(ConsumerFatal("scripted"));
    }
    if (std::exchange(topic_.revoke_, false)) {
      revoked_.push_back({.topic = kPartnersTopic, .partition = 0, .next_offset = 0});
      next_ = Resume();
    }
    topic_.changed_.wait_for(lock, wait, [this] {
      return next_ < topic_.records_.size() || topic_.failure_ || topic_.revoke_;
    });
    if (topic_.failure_) return Refuse(*topic_.failure_);
    std::vector<ReceivedRecord> found;
    while (next_ < topic_.records_.size() && found.size() < limit)
      found.push_back(topic_.records_[next_++]);
    has_read_ = !found.empty();
    return found;
  }
  std::vector<Position> TakeRevoked() override { return std::exchange(revoked_, {}); }
  void Announce(const std::vector<Position>& positions) override {
    const std::scoped_lock lock(topic_.mutex_);
    topic_.announced_ = positions;
  }
  void SeekToBeginning(const std::vector<std::string>&) override { next_ = 0; }

 private:
  std::size_t Resume() const {
    return static_cast<std::size_t>(options_.resume(kPartnersTopic, 0).value_or(0));
  }

  ScriptedTopic& topic_;
  const ConsumerOptions options_;
  std::size_t next_;
  bool has_read_ = false;
  std::vector<Position> revoked_;
};

void ScriptedTopic::Append(Record record) {
  const std::scoped_lock lock(mutex_);
  const auto offset = static_cast<std::int64_t>(records_.size());
  records_.push_back({.place = {.topic = kPartnersTopic, .partition = 0, .offset = offset},
                      .record = std::move(record)});
  changed_.notify_all();
}

void ScriptedTopic::FailPolls(std::optional<Error> error) {
  const std::scoped_lock lock(mutex_);
  failure_ = std::move(error);
  changed_.notify_all();
}

void ScriptedTopic::Revoke() {
  const std::scoped_lock lock(mutex_);
  revoke_ = true;
  changed_.notify_all();
}

void ScriptedTopic::FailMakes(int times) {
  const std::scoped_lock lock(mutex_);
  failing_makes_ = times;
}

void ScriptedTopic::LoseReaders(int times) {
  const std::scoped_lock lock(mutex_);
  lost_readers_ = times;
}

std::vector<Position> ScriptedTopic::announced() const {
  const std::scoped_lock lock(mutex_);
  return announced_;
}

int ScriptedTopic::made() const {
  const std::scoped_lock lock(mutex_);
  return made_;
}

Result<std::unique_ptr<Producer>> ScriptedBus::MakeProducer() { return Refuse(NothingToRelay()); }

Result<std::unique_ptr<Consumer>> ScriptedBus::MakeConsumer(ConsumerOptions options) {
  {
    const std::scoped_lock lock(topic_.mutex_);
    if (topic_.failing_makes_-- > 0) return Refuse(BusUnreachable("scripted"));
    ++topic_.made_;
  }
  return std::make_unique<ScriptedConsumer>(topic_, std::move(options));
}

Result<void> ScriptedBus::CheckTopics(const std::vector<std::string>&) { return {}; }

Result<std::vector<AggregateOnTopic>> ScriptedBus::LastVersions(const std::string&, std::int64_t) {
  return std::vector<AggregateOnTopic>{};
}

Result<std::vector<Position>> ScriptedBus::Ends(const std::vector<std::string>&) {
  const std::scoped_lock lock(topic_.mutex_);
  return std::vector<Position>{{.topic = kPartnersTopic,
                                .partition = 0,
                                .next_offset = static_cast<std::int64_t>(topic_.records_.size())}};
}

SubscriberBench::SubscriberBench(SubscriptionOptions options) : options_(std::move(options)) {
  options_.group = "insertion";
  options_.topics = {kPartnersTopic};
  options_.poll_wait = std::chrono::milliseconds{5};
  options_.backoff = {.first = std::chrono::milliseconds{1},
                      .longest = std::chrono::milliseconds{5}};
  options_.not_yet = {.first = std::chrono::milliseconds{1},
                      .longest = std::chrono::milliseconds{5}};
  options_.look_after = std::chrono::milliseconds{20};
  auto opened = store::OpenSqliteForWriting({.file = folder_.path() / "subscriber.db"});
  CHECK(opened.has_value());
  for (const auto migrations : {journal::Migrations(), schedule::Migrations(), Migrations()}) {
    CHECK(store::Migrate(**opened, migrations).has_value());
  }
  (*opened)->ExecuteScript("CREATE TABLE seen (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
  writer_ = std::make_unique<store::Writer>(*std::move(opened), store::WriterOptions{});
  execution::Reactions reactions;
  reactions.push_back(
      {partners::v1::OrganisationRegistered::descriptor(),
       [this](const auto& fact, const auto&, execution::Session& session) {
         return React(static_cast<const partners::v1::OrganisationRegistered&>(fact), session);
       }});
  inbox_ = std::make_unique<Inbox>(execution::Environment{.clock = clock_,
                                                          .ids = ids_,
                                                          .journal = journal_,
                                                          .keyring = *keyring_,
                                                          .projections = projections_,
                                                          .cache = &cache_},
                                   "insertion", std::move(reactions), InboxOptions{});
  Restart();
}

SubscriberBench::~SubscriberBench() {
  subscription_->Stop();
  writer_->Stop();
}

void SubscriberBench::Restart() {
  subscription_.reset();
  subscription_ = std::make_unique<Subscription>(
      Subscription::Parts{.bus = bus_,
                          .inbox = *inbox_,
                          .writer = *writer_,
                          .open = [this] { return OpenForReading(); },
                          .random = random_,
                          .crash_points = {},
                          .on_trouble = {},
                          .on_caught_up = [this] { ++caught_up; }},
      options_);
}

Result<std::unique_ptr<store::Connection>> SubscriberBench::OpenForReading() const {
  return store::OpenSqliteForReading({.file = folder_.path() / "subscriber.db"});
}

Result<void> SubscriberBench::React(const partners::v1::OrganisationRegistered& fact,
                                    execution::Session& session) {
  session.db().Execute("INSERT INTO seen (name) VALUES (:name)", fact.display_name());
  if (failing_batches > 0) {
    --failing_batches;
    throw store::Failure(Error{.code = Code::kResourceExhausted, .reason = "DISK_FULL"},
                         store::Failure::Reach::kTransaction, "disk full");
  }
  if (fact.display_name() != "Later" || ready) return {};
  return Refuse(Error{
      .code = Code::kFailedPrecondition, .reason = "NOT_READY", .refusal = RefusalClass::kNotYet});
}

bool SubscriberBench::Await(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

std::vector<std::string> SubscriberBench::Seen() {
  std::vector<std::string> names;
  const auto connection = OpenForReading();
  CHECK(connection.has_value());
  (*connection)
      ->ForEach<std::string>("SELECT name FROM seen ORDER BY id",
                             [&names](const std::string& name) { names.push_back(name); });
  return names;
}

}  // namespace parcours::bus
