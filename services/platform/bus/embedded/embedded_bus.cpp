#include "services/platform/bus/embedded/embedded_bus.h"

#include <algorithm>
#include <utility>

#include "services/platform/bus/embedded/embedded_consumer.h"
#include "services/platform/bus/refusals.h"
#include "services/platform/bus/topic_names.h"
#include "services/platform/core/check.h"

namespace parcours::bus {

EmbeddedBus::EmbeddedBus() = default;
EmbeddedBus::~EmbeddedBus() = default;

void EmbeddedBus::Register(const journal::Journal& journal, Open open) {
  const std::scoped_lock lock(mutex_);
  const bool added =
      sources_.emplace(journal.context(), Source{.journal = &journal, .open = std::move(open)})
          .second;
  CHECK(added);
}

Result<std::unique_ptr<Producer>> EmbeddedBus::MakeProducer() { return Refuse(NothingToRelay()); }

Result<std::unique_ptr<Consumer>> EmbeddedBus::MakeConsumer(ConsumerOptions options) {
  TRY(CheckTopics(options.topics));
  return std::make_unique<EmbeddedConsumer>(*this, options);
}

Result<void> EmbeddedBus::CheckTopics(const std::vector<std::string>& topics) {
  std::vector<std::string> unknown;
  for (const auto& topic : topics) {
    if (!SourceOf(topic)) unknown.push_back(topic);
  }
  if (!unknown.empty()) return Refuse(TopicUnknown(unknown));
  return {};
}

Result<std::vector<AggregateOnTopic>> EmbeddedBus::LastVersions(const std::string& topic,
                                                                std::int64_t limit) {
  TRY(const auto source, SourceOf(topic));
  try {
    TRY(const auto connection, source.open());
    std::map<std::string, std::int64_t> last;
    const auto& journal = *source.journal;
    constexpr int kRowsAtOnce = 512;
    auto position = std::max<std::int64_t>(1, journal.LastPosition(*connection) - limit + 1);
    while (true) {
      const auto rows = journal.ReadFrom(*connection, position, kRowsAtOnce);
      if (rows.empty()) break;
      position = rows.back().position + 1;
      for (const auto& row : rows) {
        if (row.topic == topic) last[row.meta.aggregate] = row.meta.topic_version;
      }
    }
    std::vector<AggregateOnTopic> versions;
    for (auto& [aggregate, version] : last) {
      versions.push_back({.aggregate = aggregate, .topic_version = version});
    }
    return versions;
  } catch (const store::Failure& failure) {
    return Refuse(BusUnreachable(failure.error().reason));
  }
}

Result<std::vector<Position>> EmbeddedBus::Ends(const std::vector<std::string>& topics) {
  const std::scoped_lock lock(seen_mutex_);
  std::vector<Position> ends;
  for (const auto& topic : topics) {
    TRY(const auto end, EndOf(topic, seen_[topic]));
    ends.push_back({.topic = topic, .partition = 0, .next_offset = end});
  }
  return ends;
}

Result<std::int64_t> EmbeddedBus::EndOf(const std::string& topic, Seen& seen) const {
  TRY(const auto source, SourceOf(topic));
  try {
    if (seen.connection == nullptr) {
      TRY(seen.connection, source.open());
    }
    const auto last = source.journal->LastPosition(*seen.connection);
    const auto row = seen.connection->QueryOne<std::optional<std::int64_t>>(
        "SELECT max(position) FROM journal WHERE position > :scanned AND position <= :last AND "
        "topic = :topic",
        seen.scanned, last, topic);
    if (row && std::get<0>(*row)) seen.end = *std::get<0>(*row) + 1;
    seen.scanned = last;
    return seen.end;
  } catch (const store::Failure& failure) {
    seen.connection.reset();
    return Refuse(BusUnreachable(failure.error().reason));
  }
}

void EmbeddedBus::Wake(std::string_view context) {
  {
    const std::scoped_lock lock(mutex_);
    const auto source = sources_.find(context);
    if (source == sources_.end()) return;
    ++source->second.generation;
  }
  news_.notify_all();
}

std::uint64_t EmbeddedBus::Announced(const std::vector<std::string>& contexts) const {
  const std::scoped_lock lock(mutex_);
  return AnnouncedLocked(contexts);
}

std::uint64_t EmbeddedBus::AnnouncedLocked(const std::vector<std::string>& contexts) const {
  std::uint64_t sum = 0;
  for (const auto& context : contexts) {
    const auto source = sources_.find(context);
    if (source != sources_.end()) sum += source->second.generation;
  }
  return sum;
}

void EmbeddedBus::AwaitNews(const std::vector<std::string>& contexts, std::uint64_t known,
                            std::chrono::steady_clock::time_point until) {
  std::unique_lock lock(mutex_);
  news_.wait_until(lock, until, [&] { return AnnouncedLocked(contexts) != known; });
}

Result<EmbeddedBus::Source> EmbeddedBus::SourceOf(const std::string& topic) const {
  const std::scoped_lock lock(mutex_);
  const auto source = sources_.find(ContextOfTopic(topic));
  if (source == sources_.end()) return Refuse(TopicUnknown({topic}));
  return source->second;
}

}  // namespace parcours::bus
