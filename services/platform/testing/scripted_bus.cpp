#include "services/platform/testing/scripted_bus.h"

#include <algorithm>
#include <utility>

#include "services/platform/bus/cloud_event.h"

namespace parcours::testing {

class ScriptedProducer final : public bus::Producer {
 public:
  explicit ScriptedProducer(ScriptedBus& bus) : bus_(bus) {}
  Result<void> Send(const bus::Record& record, std::uint64_t token) override {
    reports_.push_back({.token = token, .delivered = bus_.Append(record)});
    return {};
  }
  std::vector<bus::DeliveryReport> Poll(std::chrono::milliseconds) override {
    return std::exchange(reports_, {});
  }

 private:
  ScriptedBus& bus_;
  std::vector<bus::DeliveryReport> reports_;
};

class ScriptedConsumer final : public bus::Consumer {
 public:
  ScriptedConsumer(ScriptedBus& bus, bus::ConsumerOptions options)
      : bus_(bus), options_(std::move(options)) {}

  // Empty only when everything was delivered.
  Result<std::vector<bus::ReceivedRecord>> Poll(std::chrono::milliseconds,
                                                std::size_t limit) override {
    if (read_all_of_ == bus_.appended_) return std::vector<bus::ReceivedRecord>{};
    auto open = Open();
    if (open.empty()) read_all_of_ = bus_.appended_;
    std::vector<bus::ReceivedRecord> records;
    while (!open.empty() && records.size() < limit) {
      const std::size_t chosen = bus_.random_.Below(open.size());
      Reading& reading = *open[chosen];
      const bool last = open.size() == 1 && records.empty();
      if (last || !bus_.random_.Chance(bus_.script_.delay_percent))
        Deliver(reading, limit, records);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
    return records;
  }
  std::vector<bus::Position> TakeRevoked() override { return {}; }
  void Announce(const std::vector<bus::Position>&) override {}
  void SeekToBeginning(const std::vector<std::string>& topics) override {
    read_all_of_.reset();
    for (auto& [key, reading] : readings_) {
      if (topics.empty() || std::find(topics.begin(), topics.end(), key.first) != topics.end())
        reading.next = 0;
    }
  }

 private:
  struct Reading {
    const std::string* topic = nullptr;
    std::size_t partition = 0;
    std::size_t next = 0;
  };

  const ScriptedBus::Partition& PartitionOf(const Reading& reading) const {
    return bus_.topics_.at(*reading.topic).partitions[reading.partition];
  }

  // Partitions with something to read.
  std::vector<Reading*> Open() {
    std::vector<Reading*> open;
    for (const auto& topic : options_.topics) {
      const auto found = bus_.topics_.find(topic);
      if (found == bus_.topics_.end()) continue;
      for (std::size_t partition = 0; partition < found->second.partitions.size(); ++partition) {
        Reading& reading = ReadingOf(found->first, partition);
        if (reading.next < PartitionOf(reading).size()) open.push_back(&reading);
      }
    }
    return open;
  }

  Reading& ReadingOf(const std::string& topic, std::size_t partition) {
    const auto [reading, is_new] =
        readings_.try_emplace({topic, partition}, Reading{&topic, partition, 0});
    if (is_new && options_.resume) {
      const auto resumed = options_.resume(topic, static_cast<std::int32_t>(partition));
      reading->second.next = static_cast<std::size_t>(resumed.value_or(0));
    }
    return reading->second;
  }

  void Deliver(Reading& reading, std::size_t limit, std::vector<bus::ReceivedRecord>& records) {
    const auto& partition = PartitionOf(reading);
    const bool repeats = bus_.random_.Chance(bus_.script_.repeat_percent);
    std::size_t from = reading.next;
    if (repeats) from -= bus_.random_.Below(std::min<std::size_t>(from, 3) + 1);
    const std::size_t run =
        1 + bus_.random_.Below(std::max<std::size_t>(bus_.script_.longest_run, 1));
    const std::size_t until = std::min(partition.size(), reading.next + run);
    for (std::size_t i = from; i < until && records.size() < limit; ++i) {
      records.push_back(partition[i]);
      reading.next = std::max(reading.next, i + 1);
    }
  }

  ScriptedBus& bus_;
  const bus::ConsumerOptions options_;
  std::map<std::pair<std::string, std::size_t>, Reading> readings_;
  std::optional<std::size_t> read_all_of_;  // how many the bus had when nothing was left to read
};

void ScriptedBus::Publish(const bus::Record& record) { Append(record); }

bus::Place ScriptedBus::Append(const bus::Record& record) {
  ++appended_;
  auto& topic = topics_[record.topic];
  const auto known = topic.by_key.size();
  const auto next = script_.partitions == 0 ? known : known % script_.partitions;
  const auto index = topic.by_key.try_emplace(record.key, next).first->second;
  if (index == topic.partitions.size()) topic.partitions.emplace_back();
  auto& partition = topic.partitions[index];
  const bus::Place place{.topic = record.topic,
                         .partition = static_cast<std::int32_t>(index),
                         .offset = static_cast<std::int64_t>(partition.size())};
  partition.push_back({.place = place, .record = record});
  return place;
}

Result<std::unique_ptr<bus::Producer>> ScriptedBus::MakeProducer() {
  return std::make_unique<ScriptedProducer>(*this);
}

Result<std::unique_ptr<bus::Consumer>> ScriptedBus::MakeConsumer(bus::ConsumerOptions options) {
  return std::make_unique<ScriptedConsumer>(*this, std::move(options));
}

Result<void> ScriptedBus::CheckTopics(const std::vector<std::string>& topics) {
  for (const auto& topic : topics) topics_.try_emplace(topic);
  return {};
}

Result<std::vector<bus::AggregateOnTopic>> ScriptedBus::LastVersions(const std::string& topic,
                                                                     std::int64_t) {
  std::map<std::string, std::int64_t> last;
  for (const auto& partition : topics_[topic].partitions) {
    for (const auto& received : partition) {
      const auto envelope = bus::ReadEnvelope(received.record);
      last[envelope.aggregate] = std::max(last[envelope.aggregate], envelope.topic_version);
    }
  }
  std::vector<bus::AggregateOnTopic> versions;
  for (const auto& [aggregate, version] : last)
    versions.push_back({.aggregate = aggregate, .topic_version = version});
  return versions;
}

Result<std::vector<bus::Position>> ScriptedBus::Ends(const std::vector<std::string>& topics) {
  std::vector<bus::Position> ends;
  for (const auto& topic : topics) {
    const auto& partitions = topics_[topic].partitions;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
      ends.push_back({.topic = topic,
                      .partition = static_cast<std::int32_t>(i),
                      .next_offset = static_cast<std::int64_t>(partitions[i].size())});
    }
  }
  return ends;
}

}  // namespace parcours::testing
