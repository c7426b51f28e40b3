#include "services/platform/bus/kafka/kafka_consumer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/platform/bus/refusals.h"

namespace parcours::bus {
namespace {

Headers HeadersOf(const rd_kafka_message_t& message) {
  Headers headers;
  rd_kafka_headers_t* list = nullptr;
  if (rd_kafka_message_headers(&message, &list) != RD_KAFKA_RESP_ERR_NO_ERROR) return headers;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0;
       rd_kafka_header_get_all(list, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
    headers.emplace_back(name, value == nullptr
                                   ? std::string{}
                                   : std::string(static_cast<const char*>(value), size));
  }
  return headers;
}

std::string BytesOf(const void* data, std::size_t size) {
  return data == nullptr ? std::string{} : std::string(static_cast<const char*>(data), size);
}

bool IsPassing(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR__PARTITION_EOF ||
         error == RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED ||
         error == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET ||
         error == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE;
}

}  // namespace

Result<std::unique_ptr<Consumer>> KafkaConsumer::Make(const KafkaOptions& options,
                                                      ConsumerOptions consumer) {
  std::unique_ptr<KafkaConsumer> made(new KafkaConsumer(options, std::move(consumer)));
  TRY(made->Open(options));
  return std::unique_ptr<Consumer>(std::move(made));
}

KafkaConsumer::KafkaConsumer(const KafkaOptions& options, ConsumerOptions consumer)
    : ClientState(options.log),
      consumer_(std::move(consumer)),
      call_timeout_(options.call_timeout),
      announce_every_(options.announce_every) {}

Result<void> KafkaConsumer::Open(const KafkaOptions& options) {
  const auto& instance = consumer_.instance.empty() ? consumer_.group : consumer_.instance;
  TRY(auto conf, MakeConf(options, *this,
                          {{"session.timeout.ms", "45000"},
                           {"queued.min.messages", "10000"},
                           {"queued.max.messages.kbytes", "16384"},
                           {"fetch.error.backoff.ms", "100"}},
                          {{"group.id", consumer_.group},
                           {"group.instance.id", instance},
                           {"enable.auto.commit", "false"},
                           {"enable.auto.offset.store", "false"},
                           {"auto.offset.reset", "earliest"},
                           {"partition.assignment.strategy", "range,roundrobin"},
                           {"isolation.level", "read_uncommitted"},
                           {"allow.auto.create.topics", "false"},
                           {"check.crcs", "true"}}));
  rd_kafka_conf_set_rebalance_cb(conf.get(), OnRebalance);
  TRY(client_, MakeClient(RD_KAFKA_CONSUMER, std::move(conf)));
  rd_kafka_poll_set_consumer(client_.get());
  const PartitionsHandle topics(
      rd_kafka_topic_partition_list_new(static_cast<int>(consumer_.topics.size())));
  for (const auto& topic : consumer_.topics) {
    rd_kafka_topic_partition_list_add(topics.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  }
  const auto error = rd_kafka_subscribe(client_.get(), topics.get());
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return Refuse(ToError(error, consumer_.group));
  return {};
}

// Without rd_kafka_consumer_close: while a commit is under way to a broker that is gone, it may
// never return (librdkafka 2.0.2). It would only tell the group what a static member need not tell:
// its place there outlives it, and it resumes from the positions of its subscriber's database.
KafkaConsumer::~KafkaConsumer() {
  if (client_ == nullptr) return;
  rd_kafka_destroy_flags(client_.release(), RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
}

void KafkaConsumer::OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t event,
                                rd_kafka_topic_partition_list_t* partitions, void* opaque) {
  auto& self = *static_cast<KafkaConsumer*>(static_cast<ClientState*>(opaque));
  switch (event) {
    case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
      self.Assign(*partitions);
      break;
    case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
      self.Revoke(*partitions);
      break;
    default:
      self.Log(KafkaLogLevel::kWarning, rd_kafka_err2name(event));
      rd_kafka_assign(client, nullptr);
  }
}

void KafkaConsumer::Assign(rd_kafka_topic_partition_list_t& partitions) {
  for (int i = 0; i < partitions.cnt; ++i) {
    auto& partition = partitions.elems[i];
    const auto next =
        consumer_.resume ? consumer_.resume(partition.topic, partition.partition) : std::nullopt;
    partition.offset = next.value_or(RD_KAFKA_OFFSET_BEGINNING);
  }
  rd_kafka_assign(client_.get(), &partitions);
}

void KafkaConsumer::Revoke(const rd_kafka_topic_partition_list_t& partitions) {
  rd_kafka_assign(client_.get(), nullptr);
  for (int i = 0; i < partitions.cnt; ++i) {
    const auto& gone = partitions.elems[i];
    revoked_.push_back({.topic = gone.topic, .partition = gone.partition, .next_offset = 0});
    announced_.erase({gone.topic, gone.partition});
    std::erase_if(collected_, [&gone](const ReceivedRecord& received) {
      return received.place.topic == gone.topic && received.place.partition == gone.partition;
    });
  }
}

Result<std::vector<ReceivedRecord>> KafkaConsumer::Poll(std::chrono::milliseconds wait,
                                                        std::size_t limit) {
  collected_.clear();
  while (!failure_ && collected_.size() < limit) {
    const int patience = collected_.empty() ? Milliseconds(wait) : 0;
    const MessageHandle message(rd_kafka_consumer_poll(client_.get(), patience));
    if (message == nullptr) break;
    failure_ = Take(*message);
  }
  CommitAnnounced();
  if (!collected_.empty()) return std::exchange(collected_, {});
  if (auto failure = TakeFailure()) return Refuse(*std::move(failure));
  return std::vector<ReceivedRecord>{};
}

std::optional<Error> KafkaConsumer::Take(const rd_kafka_message_t& message) {
  const std::string topic = message.rkt == nullptr ? "" : rd_kafka_topic_name(message.rkt);
  if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    Log(KafkaLogLevel::kInfo, rd_kafka_err2name(message.err));
    if (IsPassing(message.err)) return std::nullopt;
    return ToError(message.err, topic.empty() ? consumer_.group : topic);
  }
  collected_.push_back(
      {.place = {.topic = topic, .partition = message.partition, .offset = message.offset},
       .record = {.topic = topic,
                  .key = BytesOf(message.key, message.key_len),
                  .headers = HeadersOf(message),
                  .value = BytesOf(message.payload, message.len)}});
  return std::nullopt;
}

std::optional<Error> KafkaConsumer::TakeFailure() {
  std::array<char, 256> why{};
  const auto fatal = rd_kafka_fatal_error(client_.get(), why.data(), why.size());
  if (fatal != RD_KAFKA_RESP_ERR_NO_ERROR) return ConsumerFatal(rd_kafka_err2name(fatal));
  if (failure_) return std::exchange(failure_, std::nullopt);
  const auto trouble = TakeTrouble();
  if (!trouble.empty()) return BusUnreachable(trouble);
  return std::nullopt;
}

std::vector<Position> KafkaConsumer::TakeRevoked() { return std::exchange(revoked_, {}); }

void KafkaConsumer::Announce(const std::vector<Position>& positions) {
  for (const auto& position : positions) {
    announced_[{position.topic, position.partition}] = position.next_offset;
  }
  CommitAnnounced();
}

void KafkaConsumer::CommitAnnounced() {
  const auto now = Steady::now();
  if (announced_.empty() || now < next_commit_) return;
  next_commit_ = now + announce_every_;
  const PartitionsHandle offsets(
      rd_kafka_topic_partition_list_new(static_cast<int>(announced_.size())));
  for (const auto& [partition, next] : announced_) {
    rd_kafka_topic_partition_list_add(offsets.get(), partition.first.c_str(), partition.second)
        ->offset = next;
  }
  announced_.clear();
  rd_kafka_commit(client_.get(), offsets.get(), 1);
}

void KafkaConsumer::SeekToBeginning(const std::vector<std::string>& topics) {
  rd_kafka_topic_partition_list_t* raw = nullptr;
  if (rd_kafka_assignment(client_.get(), &raw) != RD_KAFKA_RESP_ERR_NO_ERROR) return;
  const PartitionsHandle assigned(raw);
  const PartitionsHandle meant(rd_kafka_topic_partition_list_new(assigned->cnt));
  for (int i = 0; i < assigned->cnt; ++i) {
    const auto& partition = assigned->elems[i];
    const bool is_meant =
        topics.empty() || std::find(topics.begin(), topics.end(), partition.topic) != topics.end();
    if (!is_meant) continue;
    rd_kafka_topic_partition_list_add(meant.get(), partition.topic, partition.partition)->offset =
        RD_KAFKA_OFFSET_BEGINNING;
  }
  if (meant->cnt == 0) return;
  using ErrorHandle = KafkaHandle<rd_kafka_error_t, rd_kafka_error_destroy>;
  const ErrorHandle failed(
      rd_kafka_seek_partitions(client_.get(), meant.get(), Milliseconds(call_timeout_)));
  if (failed == nullptr) return;
  // Given out anew, every partition starts where `resume` says.
  Log(KafkaLogLevel::kWarning, rd_kafka_error_string(failed.get()));
  for (int i = 0; i < assigned->cnt; ++i) {
    revoked_.push_back({.topic = assigned->elems[i].topic,
                        .partition = assigned->elems[i].partition,
                        .next_offset = 0});
  }
  Assign(*assigned);
}

}  // namespace parcours::bus
