#pragma once

// Apache Kafka through librdkafka's C API: the only code that includes it is in this folder.

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/bus/kafka/options.h"

namespace parcours::bus {

// Thread-safe. Needs no broker to be made; each call that asks one is bounded by `call_timeout`.
class KafkaBus final : public Bus {
 public:
  explicit KafkaBus(KafkaOptions options) : options_(std::move(options)) {}

  [[nodiscard]] bool NeedsRelay() const override { return true; }
  [[nodiscard]] Result<std::unique_ptr<Producer>> MakeProducer() override;
  [[nodiscard]] Result<std::unique_ptr<Consumer>> MakeConsumer(ConsumerOptions options) override;
  [[nodiscard]] Result<void> CheckTopics(const std::vector<std::string>& topics) override;
  [[nodiscard]] Result<std::vector<AggregateOnTopic>> LastVersions(const std::string& topic,
                                                                   std::int64_t limit) override;
  [[nodiscard]] Result<std::vector<Position>> Ends(const std::vector<std::string>& topics) override;
  void Wake(std::string_view /*context*/) override {}

 private:
  const KafkaOptions options_;
  std::mutex mutex_;
  std::vector<std::string> checked_;
};

}  // namespace parcours::bus
