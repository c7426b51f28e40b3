#include "tests/performance/floor/kafka.h"

#include <array>

#include "tests/performance/floor/database.h"
#include "tests/performance/floor/fact.h"

namespace parcours::floor {
namespace {

constexpr int kPatienceMs = 10'000;

}  // namespace

Client MakeClient(rd_kafka_type_t type,
                  std::initializer_list<std::pair<const char*, std::string>> settings,
                  DeliveryReports reports, void* opaque) {
  std::array<char, 256> why{};
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  for (const auto& [name, value] : settings) {
    if (rd_kafka_conf_set(conf, name, value.c_str(), why.data(), why.size()) != RD_KAFKA_CONF_OK)
      Fail(name, why.data());
  }
  if (reports != nullptr) rd_kafka_conf_set_dr_msg_cb(conf, reports);
  rd_kafka_conf_set_opaque(conf, opaque);
  rd_kafka_t* client = rd_kafka_new(type, conf, why.data(), why.size());
  if (client == nullptr) Fail("Kafka client", why.data());
  return Client(client);
}

void MakeTopic(const std::string& brokers) {
  const Client client = MakeClient(RD_KAFKA_PRODUCER, {{"bootstrap.servers", brokers}});
  std::array<char, 256> why{};
  rd_kafka_NewTopic_t* topic =
      rd_kafka_NewTopic_new(kTopic, kPartitions, 1, why.data(), why.size());
  rd_kafka_queue_t* answers = rd_kafka_queue_new(client.get());
  rd_kafka_AdminOptions_t* options =
      rd_kafka_AdminOptions_new(client.get(), RD_KAFKA_ADMIN_OP_CREATETOPICS);
  rd_kafka_AdminOptions_set_operation_timeout(options, kPatienceMs, why.data(), why.size());
  rd_kafka_CreateTopics(client.get(), &topic, 1, options, answers);
  rd_kafka_event_t* answer = rd_kafka_queue_poll(answers, kPatienceMs);
  if (answer == nullptr || rd_kafka_event_error(answer) != RD_KAFKA_RESP_ERR_NO_ERROR)
    Fail(kTopic, "not made");
  rd_kafka_event_destroy(answer);
  rd_kafka_AdminOptions_destroy(options);
  rd_kafka_queue_destroy(answers);
  rd_kafka_NewTopic_destroy(topic);
}

}  // namespace parcours::floor
