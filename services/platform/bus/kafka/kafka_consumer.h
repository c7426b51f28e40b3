#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/bus/kafka/client.h"

namespace parcours::bus {

// One member of the service's group. The broker hands out partitions; where to read them from is
// the service's own knowledge alone.
class KafkaConsumer final : public Consumer, private ClientState {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Consumer>> Make(const KafkaOptions& options,
                                                              ConsumerOptions consumer);
  ~KafkaConsumer() override;

  [[nodiscard]] Result<std::vector<ReceivedRecord>> Poll(std::chrono::milliseconds wait,
                                                         std::size_t limit) override;
  [[nodiscard]] std::vector<Position> TakeRevoked() override;
  void Announce(const std::vector<Position>& positions) override;
  void SeekToBeginning(const std::vector<std::string>& topics) override;

 private:
  using Steady = std::chrono::steady_clock;

  KafkaConsumer(const KafkaOptions& options, ConsumerOptions consumer);
  [[nodiscard]] Result<void> Open(const KafkaOptions& options);
  void Assign(rd_kafka_topic_partition_list_t& partitions);
  void Revoke(const rd_kafka_topic_partition_list_t& partitions);
  // Appends what the message holds; nullopt, or why it holds nothing.
  [[nodiscard]] std::optional<Error> Take(const rd_kafka_message_t& message);
  [[nodiscard]] std::optional<Error> TakeFailure();
  void CommitAnnounced();
  static void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t event,
                          rd_kafka_topic_partition_list_t* partitions, void* opaque);

  const ConsumerOptions consumer_;
  const std::chrono::milliseconds call_timeout_;
  const std::chrono::milliseconds announce_every_;
  std::vector<ReceivedRecord> collected_;  // by the Poll under way
  std::vector<Position> revoked_;
  std::optional<Error> failure_;
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> announced_;
  Steady::time_point next_commit_{};
  ClientHandle client_;
};

}  // namespace parcours::bus
