#pragma once

// librdkafka's own interface; whatever fails ends the process.

#include <librdkafka/rdkafka.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

namespace parcours::floor {

struct DestroyClient {
  void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
};
using Client = std::unique_ptr<rd_kafka_t, DestroyClient>;

using DeliveryReports = void (*)(rd_kafka_t*, const rd_kafka_message_t*, void*);

[[nodiscard]] Client MakeClient(rd_kafka_type_t type,
                                std::initializer_list<std::pair<const char*, std::string>> settings,
                                DeliveryReports reports = nullptr, void* opaque = nullptr);

// Makes the floor's topic where it is missing, and waits until it is known.
void MakeTopic(const std::string& brokers);

}  // namespace parcours::floor
