#pragma once

// The event bus port: two adapters, embedded/ and kafka/, one conformance suite
// (tests/conformance).

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::bus {

using Headers = std::vector<std::pair<std::string, std::string>>;

// One record as it travels. The ten headers are those of DELIVERY section 2, in that order.
struct Record {
  std::string topic;
  std::string key;
  Headers headers;
  std::string value;
};

// A place on the bus; `offset` is that of the record itself.
struct Place {
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct ReceivedRecord {
  Place place;
  Record record;
};

// What became of one record that was sent; the only proof of delivery.
struct DeliveryReport {
  std::uint64_t token = 0;
  Result<Place> delivered;
};

class Producer {
 public:
  virtual ~Producer() = default;
  // Hands the record over without waiting; the report follows. RESOURCE_EXHAUSTED when the
  // adapter's queue is full: poll and try again. After a fatal error every call fails with ABORTED,
  // PRODUCER_FATAL: make a new producer and send everything unreported again.
  [[nodiscard]] virtual Result<void> Send(const Record& record, std::uint64_t token) = 0;
  // Reports that arrived, waiting at most `wait` for the first one.
  [[nodiscard]] virtual std::vector<DeliveryReport> Poll(std::chrono::milliseconds wait) = 0;
};

// First offset to read of a partition.
struct Position {
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t next_offset = 0;
  friend auto operator<=>(const Position&, const Position&) = default;
};

class Consumer {
 public:
  virtual ~Consumer() = default;
  // Records in order within each partition, at most `limit`, waiting at most `wait` for the first
  // one. UNAVAILABLE while the bus cannot be reached (poll again); an unknown topic is
  // FAILED_PRECONDITION, TOPIC_UNKNOWN; ABORTED, CONSUMER_FATAL: make a new consumer.
  [[nodiscard]] virtual Result<std::vector<ReceivedRecord>> Poll(std::chrono::milliseconds wait,
                                                                 std::size_t limit) = 0;
  // Partitions taken away since the last call: what earlier Polls returned of them and is not yet
  // applied must be dropped. What the last Poll returned holds.
  [[nodiscard]] virtual std::vector<Position> TakeRevoked() = 0;
  // Tells the bus what was applied: a courtesy to lag dashboards, never used to resume.
  virtual void Announce(const std::vector<Position>& positions) = 0;
  // Starts again from the beginning of every partition of these topics; empty = of all.
  virtual void SeekToBeginning(const std::vector<std::string>& topics) = 0;
};

struct ConsumerOptions {
  std::string group;  // service name
  std::string
      instance;  // static membership: the process inside the group; empty = the group's name
  std::vector<std::string> topics;
  // Where to resume each partition on assignment: from the service's own database. nullopt = from
  // the beginning.
  std::function<std::optional<std::int64_t>(const std::string& topic, std::int32_t partition)>
      resume;
};

// Last topic_version of each aggregate found at the end of a topic (DELIVERY section 5.26).
struct AggregateOnTopic {
  std::string aggregate;
  std::int64_t topic_version = 0;
};

class Bus {
 public:
  virtual ~Bus() = default;
  // False on the embedded bus: subscribers read the journals themselves, and there is nothing to
  // relay.
  [[nodiscard]] virtual bool NeedsRelay() const = 0;
  // The topics checked before are known to it: the first record does not wait for their metadata
  // (DELIVERY section 2).
  [[nodiscard]] virtual Result<std::unique_ptr<Producer>> MakeProducer() = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<Consumer>> MakeConsumer(ConsumerOptions options) = 0;
  // Topics that must exist; names those that do not: FAILED_PRECONDITION, TOPIC_UNKNOWN.
  [[nodiscard]] virtual Result<void> CheckTopics(const std::vector<std::string>& topics) = 0;
  // Reads a topic to its end and returns the last version per aggregate, newest `limit` records per
  // partition.
  [[nodiscard]] virtual Result<std::vector<AggregateOnTopic>> LastVersions(const std::string& topic,
                                                                           std::int64_t limit) = 0;
  // Where each partition of the topics ends now: the offset that the next record gets. A subscriber
  // whose positions have reached these has caught up; a partition that holds nothing ends at 0.
  [[nodiscard]] virtual Result<std::vector<Position>> Ends(
      const std::vector<std::string>& topics) = 0;
  // New rows were committed by `context` (embedded bus: wakes its subscribers).
  virtual void Wake(std::string_view context) = 0;
};

}  // namespace parcours::bus
