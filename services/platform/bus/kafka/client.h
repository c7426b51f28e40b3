#pragma once

// librdkafka handles as values, and its errors as ours.

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/platform/bus/kafka/options.h"
#include "services/platform/core/result.h"

namespace parcours::bus {

template <typename T, void (*Destroy)(T*)>
struct KafkaDeleter {
  void operator()(T* handle) const { Destroy(handle); }
};
template <typename T, void (*Destroy)(T*)>
using KafkaHandle = std::unique_ptr<T, KafkaDeleter<T, Destroy>>;

using ClientHandle = KafkaHandle<rd_kafka_t, rd_kafka_destroy>;
using ConfHandle = KafkaHandle<rd_kafka_conf_t, rd_kafka_conf_destroy>;
using TopicHandle = KafkaHandle<rd_kafka_topic_t, rd_kafka_topic_destroy>;
using MessageHandle = KafkaHandle<rd_kafka_message_t, rd_kafka_message_destroy>;
using PartitionsHandle =
    KafkaHandle<rd_kafka_topic_partition_list_t, rd_kafka_topic_partition_list_destroy>;
using QueueHandle = KafkaHandle<rd_kafka_queue_t, rd_kafka_queue_destroy>;
using EventHandle = KafkaHandle<rd_kafka_event_t, rd_kafka_event_destroy>;

struct MetadataDeleter {
  void operator()(const rd_kafka_metadata_t* metadata) const {
    rd_kafka_metadata_destroy(metadata);
  }
};
using MetadataHandle = std::unique_ptr<const rd_kafka_metadata_t, MetadataDeleter>;

// What a client's callbacks may reach. Stands before the handle that calls it and outlives it.
class ClientState {
 public:
  explicit ClientState(std::function<void(KafkaLogLevel, std::string_view)> log)
      : log_(std::move(log)) {}
  virtual ~ClientState() = default;

  void Log(KafkaLogLevel level, std::string_view text) const;
  // What made the client lose its brokers since the last call; empty when nothing did.
  [[nodiscard]] std::string TakeTrouble();
  void SetTrouble(std::string trouble);

 private:
  const std::function<void(KafkaLogLevel, std::string_view)> log_;
  std::mutex mutex_;
  std::string trouble_;
};

using Settings = std::vector<std::pair<std::string, std::string>>;

// A configuration: `usual` first, then the operator's settings, then `binding` ones.
[[nodiscard]] Result<ConfHandle> MakeConf(const KafkaOptions& options, ClientState& state,
                                          const Settings& usual, const Settings& binding);
[[nodiscard]] Result<ClientHandle> MakeClient(rd_kafka_type_t type, ConfHandle conf);

// A client for questions about topics: no group, no records.
[[nodiscard]] Result<ClientHandle> MakeAskingClient(const KafkaOptions& options,
                                                    ClientState& state);

// `what` names the topic, group or broker that was asked.
[[nodiscard]] Error ToError(rd_kafka_resp_err_t error, std::string_view what);

// Partition counts of topics; TOPIC_UNKNOWN names those that do not exist.
struct KnownTopic {
  std::string name;
  int partitions = 0;
};
[[nodiscard]] Result<std::vector<KnownTopic>> DescribeTopics(rd_kafka_t* client,
                                                             const std::vector<std::string>& topics,
                                                             std::chrono::milliseconds timeout);
// The same, unknown ones left out.
[[nodiscard]] Result<std::vector<KnownTopic>> FindTopics(rd_kafka_t* client,
                                                         const std::vector<std::string>& topics,
                                                         std::chrono::milliseconds timeout);

[[nodiscard]] inline int Milliseconds(std::chrono::milliseconds time) {
  return static_cast<int>(time.count());
}

}  // namespace parcours::bus
