#include "services/platform/bus/kafka/tail.h"

#include <algorithm>
#include <map>
#include <thread>

#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/refusals.h"

namespace parcours::bus {
namespace {

// The first error that the answer holds.
rd_kafka_resp_err_t ErrorIn(const rd_kafka_topic_partition_list_t& partitions) {
  for (int i = 0; i < partitions.cnt; ++i) {
    if (partitions.elems[i].err != RD_KAFKA_RESP_ERR_NO_ERROR) return partitions.elems[i].err;
  }
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

// Asks for one end of every partition at once: timestamps -2 and -1 stand for the beginning and the
// end. A topic made a moment ago may have no leader yet: it is asked again.
Result<void> Ask(rd_kafka_t* client, rd_kafka_topic_partition_list_t& partitions,
                 std::int64_t which, std::chrono::milliseconds timeout) {
  constexpr std::chrono::milliseconds kPause{50};
  const auto until = std::chrono::steady_clock::now() + timeout;
  while (true) {
    for (int i = 0; i < partitions.cnt; ++i) partitions.elems[i].offset = which;
    auto error = rd_kafka_offsets_for_times(client, &partitions, Milliseconds(timeout));
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) error = ErrorIn(partitions);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
    auto refused = ToError(error, partitions.elems[0].topic);
    if (refused.code != Code::kUnavailable || std::chrono::steady_clock::now() >= until) {
      return Refuse(std::move(refused));
    }
    std::this_thread::sleep_for(kPause);
  }
}

class TailReader {
 public:
  TailReader(const KafkaOptions& options, ClientHandle client)
      : timeout_(options.call_timeout), client_(std::move(client)) {}
  ~TailReader() { rd_kafka_consumer_close(client_.get()); }

  Result<void> Start(const std::vector<PartitionSpan>& spans, std::int64_t limit) {
    const PartitionsHandle partitions(
        rd_kafka_topic_partition_list_new(static_cast<int>(spans.size())));
    for (const auto& span : spans) {
      if (span.begin >= span.end) continue;
      rd_kafka_topic_partition_list_add(partitions.get(), span.topic.c_str(), span.partition)
          ->offset = std::max(span.begin, span.end - limit);
      left_[span.partition] = span.end;
    }
    if (left_.empty()) return {};
    const auto error = rd_kafka_assign(client_.get(), partitions.get());
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return Refuse(ToError(error, "assignment"));
    return {};
  }

  Result<std::vector<AggregateOnTopic>> Read() {
    while (!left_.empty()) {
      const MessageHandle message(rd_kafka_consumer_poll(client_.get(), Milliseconds(timeout_)));
      if (message == nullptr) return Refuse(BusUnreachable("end of topic"));
      TRY(Take(*message));
    }
    std::vector<AggregateOnTopic> versions;
    for (const auto& [aggregate, version] : last_) {
      versions.push_back({.aggregate = aggregate, .topic_version = version});
    }
    return versions;
  }

 private:
  Result<void> Take(const rd_kafka_message_t& message) {
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      left_.erase(message.partition);
      return {};
    }
    if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return Refuse(ToError(message.err,
                            message.rkt == nullptr ? "topic" : rd_kafka_topic_name(message.rkt)));
    }
    const Envelope envelope = EnvelopeOf(message);
    if (envelope.Placed()) {
      auto& last = last_[envelope.aggregate];
      last = std::max(last, envelope.topic_version);
    }
    const auto left = left_.find(message.partition);
    if (left != left_.end() && message.offset + 1 >= left->second) left_.erase(left);
    return {};
  }

  static Envelope EnvelopeOf(const rd_kafka_message_t& message) {
    Record record;
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return {};
    for (const auto name : {kId, kSequence}) {
      const void* value = nullptr;
      std::size_t size = 0;
      const std::string wanted(name);
      if (rd_kafka_header_get_last(headers, wanted.c_str(), &value, &size) !=
              RD_KAFKA_RESP_ERR_NO_ERROR ||
          value == nullptr) {
        continue;
      }
      record.headers.emplace_back(wanted, std::string(static_cast<const char*>(value), size));
    }
    return ReadEnvelope(record);
  }

  const std::chrono::milliseconds timeout_;
  const ClientHandle client_;
  std::map<std::int32_t, std::int64_t> left_;  // partition → its end
  std::map<std::string, std::int64_t> last_;
};

}  // namespace

Result<std::vector<PartitionSpan>> ReadSpans(rd_kafka_t* client,
                                             const std::vector<std::string>& topics,
                                             std::chrono::milliseconds timeout) {
  constexpr std::int64_t kBeginning = RD_KAFKA_OFFSET_BEGINNING;
  constexpr std::int64_t kEnd = RD_KAFKA_OFFSET_END;
  TRY(const auto known, DescribeTopics(client, topics, timeout));
  const PartitionsHandle partitions(rd_kafka_topic_partition_list_new(1));
  for (const auto& topic : known) {
    rd_kafka_topic_partition_list_add_range(partitions.get(), topic.name.c_str(), 0,
                                            topic.partitions - 1);
  }
  std::vector<PartitionSpan> spans;
  if (partitions->cnt == 0) return spans;
  TRY(Ask(client, *partitions, kBeginning, timeout));
  for (int i = 0; i < partitions->cnt; ++i) {
    const auto& partition = partitions->elems[i];
    spans.push_back({.topic = partition.topic,
                     .partition = partition.partition,
                     .begin = partition.offset,
                     .end = 0});
  }
  TRY(Ask(client, *partitions, kEnd, timeout));
  for (auto& span : spans) {
    const auto* found =
        rd_kafka_topic_partition_list_find(partitions.get(), span.topic.c_str(), span.partition);
    if (found != nullptr) span.end = found->offset;
  }
  return spans;
}

Result<std::vector<AggregateOnTopic>> ReadLastVersions(const KafkaOptions& options,
                                                       const std::string& topic,
                                                       std::int64_t limit) {
  ClientState state(options.log);
  TRY(auto conf, MakeConf(options, state, {},
                          {{"group.id", options.client_id + ".tail"},
                           {"enable.auto.commit", "false"},
                           {"enable.auto.offset.store", "false"},
                           {"enable.partition.eof", "true"},
                           {"isolation.level", "read_uncommitted"},
                           {"allow.auto.create.topics", "false"},
                           {"auto.offset.reset", "earliest"}}));
  TRY(auto client, MakeClient(RD_KAFKA_CONSUMER, std::move(conf)));
  rd_kafka_poll_set_consumer(client.get());
  TRY(const auto spans, ReadSpans(client.get(), {topic}, options.call_timeout));
  TailReader reader(options, std::move(client));
  TRY(reader.Start(spans, limit));
  return reader.Read();
}

}  // namespace parcours::bus
