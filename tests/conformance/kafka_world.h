#pragma once

#include <functional>
#include <string>

#include "services/platform/bus/kafka/kafka_bus.h"
#include "tests/conformance/bus_world.h"
#include "tests/conformance/mock_cluster.h"

namespace parcours::conformance {

inline constexpr int kPartitions = 12;

// Kafka, by its real client. Topics and groups end in `suffix`, so that tests may share a broker.
class KafkaWorld : public BusWorld {
 public:
  KafkaWorld(bus::KafkaOptions options, std::string suffix);

  [[nodiscard]] bus::Bus& bus() override { return bus_; }
  [[nodiscard]] std::string TopicOf(std::string_view context) const override;
  [[nodiscard]] std::string Group(std::string_view name) const override {
    return std::string(name) + suffix_;
  }
  std::vector<journal::Row> Publish(std::string_view context,
                                    const std::vector<TestFact>& facts) override;
  void PublishPrivate(std::string_view context, const std::string& aggregate) override;

  // Sends a record as it is and waits for its report.
  [[nodiscard]] Result<bus::Place> Send(const bus::Record& record);

 private:
  const std::string suffix_;
  ProducerJournal partners_{kPartners};
  ProducerJournal insertion_{kInsertion};
  bus::KafkaBus bus_;
  std::unique_ptr<bus::Producer> producer_;
};

class MockWorld final : private MockCluster, public KafkaWorld {
 public:
  MockWorld();
  [[nodiscard]] MockCluster& cluster() { return *this; }
  using MockCluster::Options;
};

}  // namespace parcours::conformance
