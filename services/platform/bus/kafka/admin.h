#pragma once

// The few calls of librdkafka's admin API that topics.cpp needs, each waiting for its answer.

#include <string>
#include <vector>

#include "services/platform/bus/kafka/client.h"
#include "services/platform/core/result.h"

namespace parcours::bus {

struct NewTopic {
  std::string name;
  int partitions = 0;
  int replication = 0;
};

// One right of one principal.
struct AccessRight {
  rd_kafka_ResourceType_t resource = RD_KAFKA_RESOURCE_TOPIC;
  std::string name;
  rd_kafka_ResourcePatternType_t pattern = RD_KAFKA_RESOURCE_PATTERN_LITERAL;
  std::string principal;  // "User:followup"
  rd_kafka_AclOperation_t operation = RD_KAFKA_ACL_OPERATION_READ;
  friend auto operator<=>(const AccessRight&, const AccessRight&) = default;
};

class KafkaAdmin {
 public:
  // `client` outlives it.
  KafkaAdmin(rd_kafka_t* client, std::chrono::milliseconds timeout)
      : client_(client), timeout_(timeout), answers_(rd_kafka_queue_new(client)) {}

  // Kept for ever: retention.ms = -1.
  [[nodiscard]] Result<void> CreateTopics(const std::vector<NewTopic>& topics);
  // Value of a topic's setting.
  [[nodiscard]] Result<std::string> SettingOf(const std::string& topic, const std::string& setting);
  // Rights that allow something to a principal. FAILED_PRECONDITION, ACCESS_NOT_ENFORCED: the
  // broker has no authoriser.
  [[nodiscard]] Result<std::vector<AccessRight>> RightsOf(const std::string& principal);
  [[nodiscard]] Result<void> AddRights(const std::vector<AccessRight>& rights);
  [[nodiscard]] Result<void> RemoveRights(const std::vector<AccessRight>& rights);

 private:
  [[nodiscard]] Result<EventHandle> Await(std::string_view what);

  rd_kafka_t* client_;
  const std::chrono::milliseconds timeout_;
  const QueueHandle answers_;
};

}  // namespace parcours::bus
