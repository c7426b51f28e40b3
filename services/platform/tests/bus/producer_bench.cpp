#include "services/platform/tests/bus/producer_bench.h"

#include <algorithm>
#include <utility>

#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/refusals.h"
#include "services/platform/bus/schema.h"
#include "services/platform/core/check.h"
#include "services/platform/schedule/timers.h"

namespace parcours::bus {

class ScriptedProducer final : public Producer {
 public:
  explicit ScriptedProducer(Script& script) : script_(script) {}
  // What was not delivered is lost with it.
  ~ScriptedProducer() override {
    const std::scoped_lock lock(script_.mutex_);
    script_.held_.clear();
    script_.reports_.clear();
  }

  Result<void> Send(const Record& record, std::uint64_t token) override {
    const std::scoped_lock lock(script_.mutex_);
    if (script_.refusal_) return Refuse(*script_.refusal_);
    if (script_.holding_) {
      script_.held_.push_back({.token = token, .record = record});
    } else {
      script_.Put({.token = token, .record = record});
    }
    return {};
  }

  std::vector<DeliveryReport> Poll(std::chrono::milliseconds) override {
    const std::scoped_lock lock(script_.mutex_);
    return std::exchange(script_.reports_, {});
  }

 private:
  Script& script_;
};

void Script::Put(const Sent& sent) {
  const auto offset = static_cast<std::int64_t>(topic_.size());
  topic_.emplace_back(HeaderOf(sent.record, kId));
  reports_.push_back(
      {.token = sent.token,
       .delivered = Place{.topic = sent.record.topic, .partition = 0, .offset = offset}});
}

void Script::Hold() {
  const std::scoped_lock lock(mutex_);
  holding_ = true;
}

void Script::Deliver(std::size_t index) {
  const std::scoped_lock lock(mutex_);
  CHECK(index < held_.size());
  Put(held_[index]);
  held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(index));
}

void Script::DeliverAll() {
  const std::scoped_lock lock(mutex_);
  holding_ = false;
  for (const auto& sent : held_) Put(sent);
  held_.clear();
}

void Script::Fail(std::size_t index, const Error& error) {
  const std::scoped_lock lock(mutex_);
  CHECK(index < held_.size());
  reports_.push_back({.token = held_[index].token, .delivered = Refuse(error)});
  held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(index));
}

void Script::RefuseSends(std::optional<Error> error) {
  const std::scoped_lock lock(mutex_);
  refusal_ = std::move(error);
}

void Script::FailMake(int times) {
  const std::scoped_lock lock(mutex_);
  failing_makes_ = times;
}

void Script::SetTail(std::vector<AggregateOnTopic> tail) {
  const std::scoped_lock lock(mutex_);
  tail_ = std::move(tail);
}

void Script::FailTail(int times) {
  const std::scoped_lock lock(mutex_);
  failing_tails_ = times;
}

std::vector<std::string> Script::Delivered() const {
  const std::scoped_lock lock(mutex_);
  return topic_;
}

std::vector<std::string> Script::Held() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> ids;
  for (const auto& sent : held_) ids.emplace_back(HeaderOf(sent.record, kId));
  return ids;
}

int Script::made() const {
  const std::scoped_lock lock(mutex_);
  return made_;
}

Result<std::unique_ptr<Producer>> ScriptedRelayBus::MakeProducer() {
  const std::scoped_lock lock(script_.mutex_);
  if (script_.failing_makes_-- > 0) return Refuse(BusUnreachable("scripted"));
  ++script_.made_;
  return std::make_unique<ScriptedProducer>(script_);
}

Result<std::unique_ptr<Consumer>> ScriptedRelayBus::MakeConsumer(ConsumerOptions) {
  return Refuse(BusUnreachable("scripted"));
}

Result<void> ScriptedRelayBus::CheckTopics(const std::vector<std::string>&) { return {}; }

Result<std::vector<AggregateOnTopic>> ScriptedRelayBus::LastVersions(const std::string&,
                                                                     std::int64_t) {
  const std::scoped_lock lock(script_.mutex_);
  if (script_.failing_tails_-- > 0) return Refuse(BusUnreachable("scripted"));
  return script_.tail_;
}

Result<std::vector<Position>> ScriptedRelayBus::Ends(const std::vector<std::string>&) {
  return std::vector<Position>{};
}

ProducerBench::ProducerBench(RelayOptions options) : options_(std::move(options)) {
  options_.topics = {kPartnersTopic};
  options_.backoff = {.first = std::chrono::milliseconds{0},
                      .longest = std::chrono::milliseconds{0}};
  options_.watermark_every = std::chrono::milliseconds{0};
  auto opened = store::OpenSqliteForWriting({.file = folder_.path() / "producer.db"});
  CHECK(opened.has_value());
  for (const auto migrations : {journal::Migrations(), schedule::Migrations(), Migrations()}) {
    CHECK(store::Migrate(**opened, migrations).has_value());
  }
  writer_ = std::make_unique<store::Writer>(*std::move(opened),
                                            store::WriterOptions{.own_thread = false});
  Restart();
}

Result<std::unique_ptr<store::Connection>> ProducerBench::OpenForReading() const {
  return store::OpenSqliteForReading({.file = folder_.path() / "producer.db"});
}

void ProducerBench::Restart() {
  relay_.reset();
  relay_ = std::make_unique<Relay>(Relay::Parts{.bus = bus_,
                                                .journal = journal_,
                                                .writer = *writer_,
                                                .open = [this] { return OpenForReading(); },
                                                .random = random_,
                                                .crash_points =
                                                    [this](std::string_view point) {
                                                      const std::scoped_lock lock(passing_);
                                                      passed.emplace_back(point);
                                                    },
                                                .on_trouble = {}},
                                   options_);
}

void ProducerBench::Record(const std::string& aggregate, bool hand_over) {
  partners::v1::OrganisationRegistered fact;
  fact.set_organisation(aggregate);
  Append(fact, aggregate, hand_over);
}

void ProducerBench::RecordPrivate(const std::string& aggregate) {
  partners::v1::EmployerContactNoted fact;
  fact.set_organisation(aggregate);
  Append(fact, aggregate, true);
}

void ProducerBench::Append(const google::protobuf::Message& fact, const std::string& aggregate,
                           bool hand_over) {
  const std::unique_ptr<google::protobuf::Message> copy(fact.New());
  copy->CopyFrom(fact);
  journal::WriteMeta(*copy, {.effective = clock_.Today(), .recorded = clock_.Now()});
  const auto committed = writer_->SubmitAndWait([&](store::Connection& db) {
    journal_.Append(db, journal_.HeadOf(db, aggregate),
                    {.fact = *copy,
                     .aggregate = aggregate,
                     .tenant = "platform",
                     .subject = aggregate,
                     .actor = "system/partners",
                     .trace = {}});
    return true;
  });
  CHECK(committed.has_value());
  auto rows = journal_.TakeAppended();
  if (hand_over) relay_->Offer(std::move(rows));
}

void ProducerBench::Turn() {
  constexpr int kEnough = 50;
  for (int i = 0; i < kEnough; ++i) {
    relay_->Step(std::chrono::milliseconds{0});
    while (writer_->Drain()) {
    }
  }
}

std::int64_t ProducerBench::SavedWatermark() {
  const auto connection = OpenForReading();
  CHECK(connection.has_value());
  const auto row = (*connection)->QueryOne<std::int64_t>("SELECT position FROM relay WHERE id = 1");
  return row ? std::get<0>(*row) : 0;
}

}  // namespace parcours::bus
