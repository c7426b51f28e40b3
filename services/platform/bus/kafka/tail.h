#pragma once

#include <string>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/bus/kafka/client.h"

namespace parcours::bus {

// What a partition holds: offsets from `begin` to before `end`.
struct PartitionSpan {
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t begin = 0;
  std::int64_t end = 0;
};
[[nodiscard]] Result<std::vector<PartitionSpan>> ReadSpans(rd_kafka_t* client,
                                                           const std::vector<std::string>& topics,
                                                           std::chrono::milliseconds timeout);

// The last topic_version per aggregate among the newest `limit` records of each partition.
[[nodiscard]] Result<std::vector<AggregateOnTopic>> ReadLastVersions(const KafkaOptions& options,
                                                                     const std::string& topic,
                                                                     std::int64_t limit);

}  // namespace parcours::bus
