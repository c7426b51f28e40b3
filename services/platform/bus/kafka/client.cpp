#include "services/platform/bus/kafka/client.h"

#include <algorithm>
#include <array>

#include "services/platform/bus/refusals.h"

namespace parcours::bus {
namespace {

KafkaLogLevel LevelOf(int syslog) {
  constexpr int kErrors = 3;
  constexpr int kWarnings = 4;
  constexpr int kInformation = 6;
  if (syslog <= kErrors) return KafkaLogLevel::kError;
  if (syslog == kWarnings) return KafkaLogLevel::kWarning;
  return syslog <= kInformation ? KafkaLogLevel::kInfo : KafkaLogLevel::kDebug;
}

void OnLog(const rd_kafka_t* client, int level, const char* facility, const char* text) {
  const auto* state = static_cast<const ClientState*>(rd_kafka_opaque(client));
  if (state != nullptr) state->Log(LevelOf(level), std::string(facility) + ": " + text);
}

void OnError(rd_kafka_t* /*client*/, int error, const char* reason, void* opaque) {
  auto* state = static_cast<ClientState*>(opaque);
  state->Log(KafkaLogLevel::kWarning, reason);
  const bool lost = error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN ||
                    error == RD_KAFKA_RESP_ERR__AUTHENTICATION || error == RD_KAFKA_RESP_ERR__SSL;
  if (lost) state->SetTrouble(rd_kafka_err2name(static_cast<rd_kafka_resp_err_t>(error)));
}

Result<void> Set(rd_kafka_conf_t* conf, const std::string& name, const std::string& value) {
  std::array<char, 256> why{};
  if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why.data(), why.size()) ==
      RD_KAFKA_CONF_OK) {
    return {};
  }
  return Refuse(BusSettingInvalid(name, why.data()));
}

// In short spells: a client that lost its first connection while it was asked may not make another
// by itself.
MetadataHandle AskMetadata(rd_kafka_t* client, rd_kafka_topic_t* topic,
                           std::chrono::milliseconds timeout) {
  constexpr std::chrono::milliseconds kSpell{1'000};
  for (auto left = timeout; left.count() > 0; left -= kSpell) {
    const rd_kafka_metadata_t* raw = nullptr;
    rd_kafka_metadata(client, 0, topic, &raw, Milliseconds(std::min(left, kSpell)));
    MetadataHandle metadata(raw);
    if (metadata != nullptr && metadata->topic_cnt == 1) return metadata;
  }
  return nullptr;
}

}  // namespace

void ClientState::Log(KafkaLogLevel level, std::string_view text) const {
  if (log_) log_(level, text);
}

std::string ClientState::TakeTrouble() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(trouble_, {});
}

void ClientState::SetTrouble(std::string trouble) {
  const std::scoped_lock lock(mutex_);
  trouble_ = std::move(trouble);
}

Result<ConfHandle> MakeConf(const KafkaOptions& options, ClientState& state, const Settings& usual,
                            const Settings& binding) {
  ConfHandle conf(rd_kafka_conf_new());
  // A request whose broker was killed is waited for when a consumer is given up: not for a minute.
  const Settings common{{"bootstrap.servers", options.brokers},
                        {"client.id", options.client_id},
                        {"socket.timeout.ms", "10000"},
                        {"reconnect.backoff.max.ms", "1000"},
                        {"topic.metadata.refresh.interval.ms", "10000"},
                        {"socket.keepalive.enable", "true"},
                        {"log.connection.close", "false"}};
  for (const auto& [name, value] : common) TRY(Set(conf.get(), name, value));
  for (const auto& [name, value] : usual) TRY(Set(conf.get(), name, value));
  for (const auto& [name, value] : options.settings) TRY(Set(conf.get(), name, value));
  for (const auto& [name, value] : binding) TRY(Set(conf.get(), name, value));
  rd_kafka_conf_set_opaque(conf.get(), &state);
  rd_kafka_conf_set_log_cb(conf.get(), OnLog);
  rd_kafka_conf_set_error_cb(conf.get(), OnError);
  return conf;
}

Result<ClientHandle> MakeClient(rd_kafka_type_t type, ConfHandle conf) {
  std::array<char, 256> why{};
  ClientHandle client(rd_kafka_new(type, conf.get(), why.data(), why.size()));
  if (client == nullptr) return Refuse(BusSettingInvalid("kafka", why.data()));
  // The client owns its configuration now.
  static_cast<void>(conf.release());
  return client;
}

Result<ClientHandle> MakeAskingClient(const KafkaOptions& options, ClientState& state) {
  // A consumer's questions never create the topic that they ask for.
  TRY(auto conf, MakeConf(options, state, {}, {{"allow.auto.create.topics", "false"}}));
  return MakeClient(RD_KAFKA_CONSUMER, std::move(conf));
}

Error ToError(rd_kafka_resp_err_t error, std::string_view what) {
  const std::string name = rd_kafka_err2name(error);
  switch (error) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      return TopicUnknown({std::string(what)});
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
      return NotAuthorised(what);
    case RD_KAFKA_RESP_ERR__QUEUE_FULL:
      return ProducerQueueFull();
    case RD_KAFKA_RESP_ERR__FATAL:
      return ProducerFatal(name);
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
      return BusRefused(what, name);
    default:
      return BusUnreachable(name);
  }
}

Result<std::vector<KnownTopic>> FindTopics(rd_kafka_t* client,
                                           const std::vector<std::string>& topics,
                                           std::chrono::milliseconds timeout) {
  std::vector<KnownTopic> found;
  for (const auto& name : topics) {
    const TopicHandle topic(rd_kafka_topic_new(client, name.c_str(), nullptr));
    const MetadataHandle metadata = AskMetadata(client, topic.get(), timeout);
    if (metadata == nullptr) return Refuse(BusUnreachable("metadata"));
    const auto& answer = metadata->topics[0];
    if (answer.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) continue;
    if (answer.err != RD_KAFKA_RESP_ERR_NO_ERROR) return Refuse(ToError(answer.err, name));
    found.push_back({.name = name, .partitions = answer.partition_cnt});
  }
  return found;
}

Result<std::vector<KnownTopic>> DescribeTopics(rd_kafka_t* client,
                                               const std::vector<std::string>& topics,
                                               std::chrono::milliseconds timeout) {
  TRY(auto found, FindTopics(client, topics, timeout));
  std::vector<std::string> unknown;
  for (const auto& topic : topics) {
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&topic](const KnownTopic& k) { return k.name == topic; });
    if (!known) unknown.push_back(topic);
  }
  if (!unknown.empty()) return Refuse(TopicUnknown(unknown));
  return found;
}

}  // namespace parcours::bus
