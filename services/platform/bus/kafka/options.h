#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace parcours::bus {

enum class KafkaLogLevel { kDebug, kInfo, kWarning, kError };

struct KafkaOptions {
  std::string brokers;    // "host:port,host:port"
  std::string client_id;  // service name; also the prefix of its consumer groups (see topics.h)
  // librdkafka's own settings, e.g. security.protocol, sasl.mechanism, sasl.username,
  // sasl.password, ssl.ca.location. What the delivery of facts rests on cannot be changed by them.
  std::map<std::string, std::string> settings;

  std::chrono::milliseconds linger{1};  // 0 or 1: the relay paces its own rounds
  // How long a record may wait for its acknowledgement; 0 = for ever. A record that is given up is
  // sent again by the relay, behind those that overtook it; with 0 none overtakes, and the order on
  // the topic holds through any outage.
  std::chrono::milliseconds delivery_timeout{0};
  // With several a broker that forgot an idempotent producer takes the second request where the
  // first was broken off, and the order is lost. The relay sends by rounds, so one costs nothing.
  int max_in_flight_requests = 1;
  std::chrono::milliseconds call_timeout{5'000};    // metadata, offsets
  std::chrono::milliseconds announce_every{1'000};  // commits to the broker, for lag dashboards

  // Called from librdkafka's threads too. The text never holds a record's content. May be empty.
  std::function<void(KafkaLogLevel, std::string_view)> log;
};

}  // namespace parcours::bus
