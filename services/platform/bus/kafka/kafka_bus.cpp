#include "services/platform/bus/kafka/kafka_bus.h"

#include <utility>

#include "services/platform/bus/kafka/client.h"
#include "services/platform/bus/kafka/kafka_consumer.h"
#include "services/platform/bus/kafka/kafka_producer.h"
#include "services/platform/bus/kafka/tail.h"

namespace parcours::bus {

Result<std::unique_ptr<Producer>> KafkaBus::MakeProducer() {
  std::vector<std::string> known;
  {
    const std::scoped_lock lock(mutex_);
    known = checked_;
  }
  return KafkaProducer::Make(options_, known);
}

Result<std::unique_ptr<Consumer>> KafkaBus::MakeConsumer(ConsumerOptions options) {
  return KafkaConsumer::Make(options_, std::move(options));
}

Result<void> KafkaBus::CheckTopics(const std::vector<std::string>& topics) {
  ClientState state(options_.log);
  TRY(const auto client, MakeAskingClient(options_, state));
  TRY(DescribeTopics(client.get(), topics, options_.call_timeout));
  const std::scoped_lock lock(mutex_);
  checked_ = topics;
  return {};
}

Result<std::vector<AggregateOnTopic>> KafkaBus::LastVersions(const std::string& topic,
                                                             std::int64_t limit) {
  return ReadLastVersions(options_, topic, limit);
}

Result<std::vector<Position>> KafkaBus::Ends(const std::vector<std::string>& topics) {
  ClientState state(options_.log);
  TRY(const auto client, MakeAskingClient(options_, state));
  TRY(const auto spans, ReadSpans(client.get(), topics, options_.call_timeout));
  std::vector<Position> ends;
  for (const auto& span : spans) {
    ends.push_back({.topic = span.topic, .partition = span.partition, .next_offset = span.end});
  }
  return ends;
}

}  // namespace parcours::bus
