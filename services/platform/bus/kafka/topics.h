#pragma once

// `parcours topics apply`: topics as DELIVERY section 2 wants them, and who may read and write
// them.

#include <chrono>
#include <string>
#include <vector>

#include "services/platform/bus/kafka/options.h"
#include "services/platform/core/result.h"

namespace parcours::bus {

// One principal: User:<service>. Its consumer groups begin with its name.
struct ServiceAccess {
  std::string service;
  std::vector<std::string> writes;  // its own topics; it may read them too
  std::vector<std::string> reads;   // those that it subscribes to
};

struct TopicsPlan {
  std::vector<ServiceAccess> services;
  // Contexts that may read restricted topics which are not their own (DOMAIN section 8).
  std::vector<std::string> restricted_readers;
  int partitions = 12;  // for ever: the key's partition must never change
  int replication = 1;
  std::chrono::milliseconds timeout{30'000};
};

struct TopicsReport {
  std::vector<std::string> created;
  std::vector<std::string> existing;
  bool access_enforced = false;  // false: the broker has no authoriser, no rights were set
  int rights_added = 0;
  int rights_removed = 0;  // rights of these principals that the plan does not name
};

// Changes nothing that is as planned. Run with the operator's identity.
// PERMISSION_DENIED, RESTRICTED_TOPIC_REFUSED: a service would read a restricted topic that it may
// not. FAILED_PRECONDITION, TOPIC_DIFFERS: a topic exists with other partitions, or forgets its
// records.
[[nodiscard]] Result<TopicsReport> ApplyTopics(const KafkaOptions& options, const TopicsPlan& plan);

// What a service named `service` that reads `subscribed` needs.
[[nodiscard]] ServiceAccess AccessOf(const std::string& service,
                                     std::vector<std::string> subscribed);

}  // namespace parcours::bus
