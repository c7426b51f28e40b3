#include "services/platform/bus/embedded/embedded_consumer.h"

#include <algorithm>
#include <iterator>

#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/refusals.h"
#include "services/platform/bus/topic_names.h"

namespace parcours::bus {
namespace {

constexpr int kRowsAtOnce = 512;

}  // namespace

EmbeddedConsumer::EmbeddedConsumer(EmbeddedBus& bus, const ConsumerOptions& options) : bus_(bus) {
  for (const auto& topic : options.topics) {
    const std::string context(ContextOfTopic(topic));
    auto reading = std::find_if(readings_.begin(), readings_.end(),
                                [&](const Reading& known) { return known.context == context; });
    if (reading == readings_.end()) {
      contexts_.push_back(context);
      reading = readings_.insert(readings_.end(), Reading{.context = context});
    }
    const auto resume = options.resume ? options.resume(topic, 0) : std::nullopt;
    reading->topics[topic] = resume.value_or(1);
  }
  for (auto& reading : readings_) {
    const auto first =
        std::min_element(reading.topics.begin(), reading.topics.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    reading.next = first->second;
  }
}

Result<std::vector<ReceivedRecord>> EmbeddedConsumer::Poll(std::chrono::milliseconds wait,
                                                           std::size_t limit) {
  const auto until = std::chrono::steady_clock::now() + wait;
  while (true) {
    const auto known = bus_.Announced(contexts_);
    TRY(auto records, ReadAll(limit));
    if (!records.empty() || std::chrono::steady_clock::now() >= until) return records;
    bus_.AwaitNews(contexts_, known, until);
  }
}

Result<std::vector<ReceivedRecord>> EmbeddedConsumer::ReadAll(std::size_t limit) {
  std::vector<ReceivedRecord> records;
  for (std::size_t i = 0; i < readings_.size() && records.size() < limit; ++i) {
    auto& reading = readings_[(turn_ + i) % readings_.size()];
    TRY(auto some, ReadOne(reading, limit - records.size()));
    std::move(some.begin(), some.end(), std::back_inserter(records));
  }
  if (!readings_.empty()) turn_ = (turn_ + 1) % readings_.size();
  return records;
}

Result<std::vector<ReceivedRecord>> EmbeddedConsumer::ReadOne(Reading& reading, std::size_t limit) {
  TRY(const auto source, bus_.SourceOf(reading.topics.begin()->first));
  std::vector<ReceivedRecord> found;
  try {
    if (reading.connection == nullptr) {
      TRY(reading.connection, source.open());
    }
    while (found.size() < limit) {
      const auto rows = source.journal->ReadFrom(*reading.connection, reading.next, kRowsAtOnce);
      for (const auto& row : rows) {
        if (found.size() == limit) return found;
        reading.next = row.position + 1;
        const auto topic = reading.topics.find(row.topic);
        if (topic == reading.topics.end() || row.position < topic->second) continue;
        found.push_back({.place = {.topic = row.topic, .partition = 0, .offset = row.position},
                         .record = ToRecord(row)});
      }
      if (rows.size() < kRowsAtOnce) return found;
    }
    return found;
  } catch (const store::Failure& failure) {
    reading.connection.reset();
    return Refuse(BusUnreachable(failure.error().reason));
  }
}

void EmbeddedConsumer::SeekToBeginning(const std::vector<std::string>& topics) {
  const auto meant = [&topics](const std::string& topic) {
    return topics.empty() || std::find(topics.begin(), topics.end(), topic) != topics.end();
  };
  for (auto& reading : readings_) {
    const auto reached = reading.next;
    for (auto& [topic, first] : reading.topics) {
      // What was read of the journal's other topic is not read again.
      first = meant(topic) ? 1 : std::max(first, reached);
      reading.next = std::min(reading.next, first);
    }
  }
}

}  // namespace parcours::bus
