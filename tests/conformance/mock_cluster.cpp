#include "tests/conformance/mock_cluster.h"

#include "services/platform/core/check.h"

namespace parcours::conformance {

MockCluster::MockCluster() {
  auto* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
  client_.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0));
  CHECK(client_ != nullptr);
  cluster_.reset(rd_kafka_mock_cluster_new(client_.get(), 1));
  CHECK(cluster_ != nullptr);
}

void MockCluster::CreateTopic(const std::string& topic, int partitions) {
  CHECK(rd_kafka_mock_topic_create(cluster_.get(), topic.c_str(), partitions, 1) ==
        RD_KAFKA_RESP_ERR_NO_ERROR);
}

void MockCluster::HideTopic(const std::string& topic) {
  rd_kafka_mock_topic_set_error(cluster_.get(), topic.c_str(),
                                RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
}

void MockCluster::Fail(std::int16_t request, const std::vector<rd_kafka_resp_err_t>& errors) {
  rd_kafka_mock_push_request_errors_array(cluster_.get(), request, errors.size(), errors.data());
}

void MockCluster::SetDown(bool down) {
  if (down) {
    rd_kafka_mock_broker_set_down(cluster_.get(), 1);
  } else {
    rd_kafka_mock_broker_set_up(cluster_.get(), 1);
  }
}

void MockCluster::SetRoundTrip(std::chrono::milliseconds time) {
  rd_kafka_mock_broker_set_rtt(cluster_.get(), 1, static_cast<int>(time.count()));
}

bus::KafkaOptions MockCluster::Options(const std::string& client) const {
  bus::KafkaOptions options;
  options.brokers = rd_kafka_mock_cluster_bootstraps(cluster_.get());
  options.client_id = client;
  options.settings = {{"session.timeout.ms", "6000"},
                      {"heartbeat.interval.ms", "500"},
                      {"fetch.wait.max.ms", "10"},
                      {"reconnect.backoff.ms", "10"},
                      {"reconnect.backoff.max.ms", "50"}};
  return options;
}

}  // namespace parcours::conformance
