#pragma once

// librdkafka's broker in memory: what goes wrong there is ordered. Keeps 5 MiB per partition, knows
// no admin API.

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/bus/kafka/client.h"
#include "services/platform/bus/kafka/options.h"

namespace parcours::conformance {

// Request types of the protocol.
inline constexpr std::int16_t kProduceRequest = 0;
inline constexpr std::int16_t kFetchRequest = 1;
inline constexpr std::int16_t kFindCoordinatorRequest = 10;
inline constexpr std::int16_t kInitProducerIdRequest = 22;

class MockCluster {
 public:
  MockCluster();

  void CreateTopic(const std::string& topic, int partitions);
  // Without this it makes up any topic that it is asked for.
  void HideTopic(const std::string& topic);
  void Fail(std::int16_t request, const std::vector<rd_kafka_resp_err_t>& errors);
  void SetDown(bool down);
  // Answers come so long after their requests.
  void SetRoundTrip(std::chrono::milliseconds time);

  // For clients of this cluster: short waits, since it answers idle fetches only when they end.
  [[nodiscard]] bus::KafkaOptions Options(const std::string& client) const;

 private:
  struct Destroy {
    void operator()(rd_kafka_mock_cluster_t* cluster) const {
      rd_kafka_mock_cluster_destroy(cluster);
    }
  };
  bus::ClientHandle client_;
  std::unique_ptr<rd_kafka_mock_cluster_t, Destroy> cluster_;
};

}  // namespace parcours::conformance
