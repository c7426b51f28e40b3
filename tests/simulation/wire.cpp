#include "tests/simulation/wire.h"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "services/platform/core/check.h"

namespace parcours::simulation {
namespace {

Error Unreachable() {
  return {.code = Code::kUnavailable,
          .reason = "BUS_UNREACHABLE",
          .french = "Le bus est coupé.",
          .english = "The bus is cut off."};
}

Error NotDelivered() {
  return {.code = Code::kUnavailable,
          .reason = "NOT_DELIVERED",
          .french = "Délai de remise dépassé.",
          .english = "The delivery timed out."};
}

Error Ended(const char* reason) {
  return {.code = Code::kAborted,
          .reason = reason,
          .french = "Le client du bus est hors d'usage.",
          .english = "The client of the bus is of no more use."};
}

Error Full() {
  return {.code = Code::kResourceExhausted,
          .reason = "QUEUE_FULL",
          .french = "La file est pleine.",
          .english = "The queue is full."};
}

}  // namespace

// After one record was not delivered none of the later ones is: an idempotent producer leaves no
// gap in a partition.
class WireProducer final : public bus::Producer {
 public:
  WireProducer(Wire& wire, std::unique_ptr<bus::Producer> inner)
      : wire_(wire), inner_(std::move(inner)) {}

  // Each key keeps its order; how much of each had arrived is drawn.
  ~WireProducer() override {
    if (broken_) return;
    std::set<std::string> stopped;
    for (const auto& [record, token] : queue_) {
      if (wire_.random_.Chance(50)) stopped.insert(record.topic + record.key);
      if (!stopped.contains(record.topic + record.key)) static_cast<void>(Append(record));
    }
  }

  Result<void> Send(const bus::Record& record, std::uint64_t token) override {
    if (wire_.cut_) return {};
    if (fatal_ || wire_.Happens(wire_.faults_.fatal_percent)) {
      fatal_ = true;
      return Refuse(Ended("PRODUCER_FATAL"));
    }
    if (wire_.Happens(wire_.faults_.full_percent)) return Refuse(Full());
    queue_.push_back({record, token});
    return {};
  }

  std::vector<bus::DeliveryReport> Poll(std::chrono::milliseconds) override {
    std::vector<bus::DeliveryReport> reports;
    if (wire_.cut_ || wire_.faults_.stalled || queue_.empty()) return reports;
    for (auto count = 1 + wire_.random_.Below(queue_.size()); count > 0; --count) {
      const auto [record, token] = TakeOne();
      reports.push_back({.token = token, .delivered = Deliver(record)});
    }
    return reports;
  }

 private:
  struct Sent {
    bus::Record record;
    std::uint64_t token;
  };

  // Of any key; of that key the first.
  Sent TakeOne() {
    const auto& drawn = queue_[wire_.random_.Below(queue_.size())].record;
    const auto first = std::find_if(queue_.begin(), queue_.end(), [&drawn](const Sent& sent) {
      return sent.record.topic == drawn.topic && sent.record.key == drawn.key;
    });
    Sent taken = std::move(*first);
    queue_.erase(first);
    return taken;
  }

  Result<bus::Place> Deliver(const bus::Record& record) {
    const bool denied = !broken_ && wire_.Happens(wire_.faults_.denied_percent);
    if (denied) static_cast<void>(Append(record));
    broken_ = broken_ || denied || wire_.Happens(wire_.faults_.lost_percent);
    if (broken_) return Refuse(NotDelivered());
    return Append(record);
  }

  Result<bus::Place> Append(const bus::Record& record) {
    CHECK(inner_->Send(record, 0));
    return inner_->Poll({}).front().delivered;
  }

  Wire& wire_;
  const std::unique_ptr<bus::Producer> inner_;
  std::deque<Sent> queue_;
  bool broken_ = false;
  bool fatal_ = false;
};

class WireConsumer final : public bus::Consumer {
 public:
  WireConsumer(Wire& wire, bus::ConsumerOptions options)
      : wire_(wire), options_(Late(std::move(options))) {
    Join();
  }

  Result<std::vector<bus::ReceivedRecord>> Poll(std::chrono::milliseconds wait,
                                                std::size_t limit) override {
    TRY(wire_.Reach());
    if (wire_.Happens(wire_.faults_.closed_percent)) return Refuse(Ended("CONSUMER_FATAL"));
    if (wire_.Happens(wire_.faults_.revoked_percent)) {
      revoked_ = std::exchange(read_, {});
      Join();
    }
    auto records = inner_->Poll(wait, limit);
    if (!records) return records;
    for (const auto& [place, record] : *records)
      read_.insert({.topic = place.topic, .partition = place.partition, .next_offset = 0});
    return records;
  }
  std::vector<bus::Position> TakeRevoked() override {
    const auto revoked = std::exchange(revoked_, {});
    return {revoked.begin(), revoked.end()};
  }
  void Announce(const std::vector<bus::Position>& positions) override {
    inner_->Announce(positions);
  }
  void SeekToBeginning(const std::vector<std::string>& topics) override {
    inner_->SeekToBeginning(topics);
  }

 private:
  // The bus may remember an older position than the service does.
  bus::ConsumerOptions Late(bus::ConsumerOptions options) {
    options.resume = [this, resume = std::move(options.resume)](
                         const std::string& topic,
                         std::int32_t partition) -> std::optional<std::int64_t> {
      const auto position = resume ? resume(topic, partition) : std::nullopt;
      if (!position || !wire_.Happens(wire_.faults_.behind_percent)) return position;
      return static_cast<std::int64_t>(
          wire_.random_.Below(static_cast<std::size_t>(*position) + 1));
    };
    return options;
  }

  void Join() { inner_ = wire_.bus_.MakeConsumer(options_).value(); }

  Wire& wire_;
  const bus::ConsumerOptions options_;
  std::unique_ptr<bus::Consumer> inner_;
  std::set<bus::Position> read_;  // partitions that something was read of
  std::set<bus::Position> revoked_;
};

Result<void> Wire::Reach() const {
  if (faults_.stalled || cut_) return Refuse(Unreachable());
  return {};
}

Result<std::unique_ptr<bus::Producer>> Wire::MakeProducer() {
  TRY(Reach());
  TRY(auto inner, bus_.MakeProducer());
  return std::make_unique<WireProducer>(*this, std::move(inner));
}

Result<std::unique_ptr<bus::Consumer>> Wire::MakeConsumer(bus::ConsumerOptions options) {
  TRY(Reach());
  return std::make_unique<WireConsumer>(*this, std::move(options));
}

Result<void> Wire::CheckTopics(const std::vector<std::string>& topics) {
  TRY(Reach());
  return bus_.CheckTopics(topics);
}

Result<std::vector<bus::AggregateOnTopic>> Wire::LastVersions(const std::string& topic,
                                                              std::int64_t limit) {
  TRY(Reach());
  return bus_.LastVersions(topic, limit);
}

Result<std::vector<bus::Position>> Wire::Ends(const std::vector<std::string>& topics) {
  TRY(Reach());
  return bus_.Ends(topics);
}

}  // namespace parcours::simulation
