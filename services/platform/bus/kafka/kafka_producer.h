#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/bus/kafka/client.h"

namespace parcours::bus {

// Idempotent, acks=all: librdkafka retries by itself what can be retried, in order.
class KafkaProducer final : public Producer, private ClientState {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Producer>> Make(
      const KafkaOptions& options, const std::vector<std::string>& topics);
  // What was not reported is forgotten, at once.
  ~KafkaProducer() override;

  [[nodiscard]] Result<void> Send(const Record& record, std::uint64_t token) override;
  [[nodiscard]] std::vector<DeliveryReport> Poll(std::chrono::milliseconds wait) override;

 private:
  explicit KafkaProducer(const KafkaOptions& options) : ClientState(options.log) {}
  [[nodiscard]] Result<void> Open(const KafkaOptions& options);
  void Warm(const std::vector<std::string>& topics, std::chrono::milliseconds timeout);
  [[nodiscard]] Result<rd_kafka_topic_t*> TopicOf(const std::string& name);
  [[nodiscard]] Error ErrorOf(rd_kafka_resp_err_t error, std::string_view topic) const;
  static void OnReport(rd_kafka_t* client, const rd_kafka_message_t* message, void* opaque);

  std::vector<DeliveryReport> reports_;
  ClientHandle client_;
  std::map<std::string, TopicHandle, std::less<>> topics_;  // before the client goes
};

}  // namespace parcours::bus
