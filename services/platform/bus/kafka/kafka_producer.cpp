#include "services/platform/bus/kafka/kafka_producer.h"

#include <array>
#include <utility>

#include "services/platform/bus/refusals.h"

namespace parcours::bus {
namespace {

using HeadersHandle = KafkaHandle<rd_kafka_headers_t, rd_kafka_headers_destroy>;
using ErrorHandle = KafkaHandle<rd_kafka_error_t, rd_kafka_error_destroy>;

HeadersHandle ToKafka(const Headers& headers) {
  HeadersHandle list(rd_kafka_headers_new(headers.size()));
  for (const auto& [name, value] : headers) {
    rd_kafka_header_add(list.get(), name.data(), static_cast<ssize_t>(name.size()), value.data(),
                        static_cast<ssize_t>(value.size()));
  }
  return list;
}

}  // namespace

Result<std::unique_ptr<Producer>> KafkaProducer::Make(const KafkaOptions& options,
                                                      const std::vector<std::string>& topics) {
  std::unique_ptr<KafkaProducer> producer(new KafkaProducer(options));
  TRY(producer->Open(options));
  producer->Warm(topics, options.call_timeout);
  return std::unique_ptr<Producer>(std::move(producer));
}

Result<void> KafkaProducer::Open(const KafkaOptions& options) {
  TRY(auto conf,
      MakeConf(options, *this,
               {{"queue.buffering.max.messages", "100000"},
                {"queue.buffering.max.kbytes", "65536"},
                {"retry.backoff.ms", "20"},
                {"compression.type", "none"},
                {"message.timeout.ms", std::to_string(options.delivery_timeout.count())}},
               {{"enable.idempotence", "true"},
                {"acks", "all"},
                {"partitioner", "murmur2_random"},
                {"linger.ms", std::to_string(options.linger.count())},
                {"max.in.flight.requests.per.connection",
                 std::to_string(options.max_in_flight_requests)}}));
  rd_kafka_conf_set_dr_msg_cb(conf.get(), OnReport);
  TRY(client_, MakeClient(RD_KAFKA_PRODUCER, std::move(conf)));
  return {};
}

KafkaProducer::~KafkaProducer() {
  if (client_ == nullptr) return;
  rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT |
                                    RD_KAFKA_PURGE_F_NON_BLOCKING);
  rd_kafka_poll(client_.get(), 0);
  topics_.clear();
}

// Best effort: where the bus does not answer now, the first record waits for the metadata.
void KafkaProducer::Warm(const std::vector<std::string>& topics,
                         std::chrono::milliseconds timeout) {
  for (const auto& name : topics) {
    const auto topic = TopicOf(name);
    if (!topic) return;
    const rd_kafka_metadata_t* raw = nullptr;
    const auto error = rd_kafka_metadata(client_.get(), 0, *topic, &raw, Milliseconds(timeout));
    const MetadataHandle metadata(raw);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return;
  }
}

Result<rd_kafka_topic_t*> KafkaProducer::TopicOf(const std::string& name) {
  const auto known = topics_.find(name);
  if (known != topics_.end()) return known->second.get();
  TopicHandle topic(rd_kafka_topic_new(client_.get(), name.c_str(), nullptr));
  if (topic == nullptr) return Refuse(ErrorOf(rd_kafka_last_error(), name));
  return topics_.emplace(name, std::move(topic)).first->second.get();
}

Error KafkaProducer::ErrorOf(rd_kafka_resp_err_t error, std::string_view topic) const {
  std::array<char, 256> why{};
  const auto fatal = rd_kafka_fatal_error(client_.get(), why.data(), why.size());
  if (fatal != RD_KAFKA_RESP_ERR_NO_ERROR) return ProducerFatal(rd_kafka_err2name(fatal));
  return ToError(error, topic);
}

Result<void> KafkaProducer::Send(const Record& record, std::uint64_t token) {
  TRY(auto* topic, TopicOf(record.topic));
  HeadersHandle headers = ToKafka(record.headers);
  std::array<rd_kafka_vu_t, 6> parts{};
  parts[0].vtype = RD_KAFKA_VTYPE_RKT;
  parts[0].u.rkt = topic;
  parts[1].vtype = RD_KAFKA_VTYPE_KEY;
  parts[1].u.mem = {const_cast<char*>(record.key.data()), record.key.size()};
  parts[2].vtype = RD_KAFKA_VTYPE_VALUE;
  parts[2].u.mem = {const_cast<char*>(record.value.data()), record.value.size()};
  parts[3].vtype = RD_KAFKA_VTYPE_HEADERS;
  parts[3].u.headers = headers.get();
  parts[4].vtype = RD_KAFKA_VTYPE_OPAQUE;
  parts[4].u.ptr = reinterpret_cast<void*>(static_cast<std::uintptr_t>(token));
  parts[5].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  parts[5].u.i = RD_KAFKA_MSG_F_COPY;
  const ErrorHandle failed(rd_kafka_produceva(client_.get(), parts.data(), parts.size()));
  if (failed != nullptr) return Refuse(ErrorOf(rd_kafka_error_code(failed.get()), record.topic));
  // Taken over with the record.
  static_cast<void>(headers.release());
  return {};
}

std::vector<DeliveryReport> KafkaProducer::Poll(std::chrono::milliseconds wait) {
  rd_kafka_poll(client_.get(), Milliseconds(wait));
  return std::exchange(reports_, {});
}

void KafkaProducer::OnReport(rd_kafka_t* /*client*/, const rd_kafka_message_t* message,
                             void* opaque) {
  auto& self = *static_cast<KafkaProducer*>(static_cast<ClientState*>(opaque));
  const char* topic = rd_kafka_topic_name(message->rkt);
  DeliveryReport report{
      .token = reinterpret_cast<std::uintptr_t>(message->_private),
      .delivered =
          Place{.topic = topic, .partition = message->partition, .offset = message->offset}};
  if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    report.delivered = Refuse(self.ErrorOf(message->err, topic));
  } else if (message->offset < 0) {
    // The broker never said that it took this record: the client infers it from a later one of the
    // partition. A broker that knows nothing of the producer yet takes the later one without it.
    report.delivered = Refuse(DeliveryUnproven());
  }
  self.reports_.push_back(std::move(report));
}

}  // namespace parcours::bus
