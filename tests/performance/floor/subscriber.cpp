#include "tests/performance/floor/subscriber.h"

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "tests/performance/floor/database.h"
#include "tests/performance/floor/fact.h"
#include "tests/performance/floor/kafka.h"

namespace parcours::floor {
namespace {

constexpr int kConsumerPollMs = 100;
constexpr std::size_t kLargestRound = 1'024;

constexpr const char* kSubscriberSchema = R"(
  CREATE TABLE IF NOT EXISTS positions (
    topic TEXT NOT NULL, partition INTEGER NOT NULL, next_offset INTEGER NOT NULL,
    PRIMARY KEY (topic, partition)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS applied (
    aggregate TEXT PRIMARY KEY, version INTEGER NOT NULL, interviews INTEGER NOT NULL,
    minutes INTEGER NOT NULL) WITHOUT ROWID;
)";

struct DestroyMessage {
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
};
using Message = std::unique_ptr<rd_kafka_message_t, DestroyMessage>;

Database OpenSubscriber(const std::filesystem::path& file) {
  Database database(file);
  database.Script(kSubscriberSchema);
  return database;
}

std::string_view HeaderOf(const rd_kafka_headers_t* headers, const char* name) {
  const void* value = nullptr;
  std::size_t size = 0;
  if (rd_kafka_header_get_last(headers, name, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR)
    Fail(name, "missing");
  return {static_cast<const char*>(value), size};
}

std::int64_t NumberOf(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

class Subscriber {
 public:
  Subscriber(const std::filesystem::path& file, const std::string& brokers)
      : database_(OpenSubscriber(file)),
        begin_(database_.Prepare("BEGIN IMMEDIATE")),
        commit_(database_.Prepare("COMMIT")),
        read_(database_.Prepare("SELECT version FROM applied WHERE aggregate = ?")),
        apply_(database_.Prepare(
            "INSERT INTO applied VALUES (?1, ?2, 1, ?3) ON CONFLICT DO UPDATE SET version = ?2, "
            "interviews = interviews + 1, minutes = minutes + ?3 WHERE version = ?2 - 1")),
        advance_(database_.Prepare("INSERT OR REPLACE INTO positions VALUES (?, ?, ?)")),
        client_(MakeClient(RD_KAFKA_CONSUMER, {{"bootstrap.servers", brokers},
                                               {"group.id", "floor"},
                                               {"enable.auto.commit", "false"},
                                               {"enable.auto.offset.store", "false"},
                                               {"auto.offset.reset", "earliest"}})) {
    rd_kafka_poll_set_consumer(client_.get());
    Assign();
  }

  ~Subscriber() { rd_kafka_consumer_close(client_.get()); }
  Subscriber(const Subscriber&) = delete;
  Subscriber& operator=(const Subscriber&) = delete;

  void Round() {
    auto messages = Poll();
    if (messages.empty()) return;
    begin_.Run();
    std::array<std::int64_t, kPartitions> next{};
    for (const auto& message : messages) {
      Apply(*message);
      next[static_cast<std::size_t>(message->partition)] = message->offset + 1;
    }
    for (std::size_t partition = 0; partition < next.size(); ++partition) {
      if (next[partition] > 0)
        advance_.Run(kTopic, static_cast<std::int64_t>(partition), next[partition]);
    }
    commit_.Run();
  }

 private:
  // At its own positions.
  void Assign() {
    auto saved = database_.Prepare("SELECT next_offset FROM positions WHERE partition = ?");
    rd_kafka_topic_partition_list_t* partitions = rd_kafka_topic_partition_list_new(kPartitions);
    for (int partition = 0; partition < kPartitions; ++partition) {
      const bool known = saved.Run(static_cast<std::int64_t>(partition));
      rd_kafka_topic_partition_list_add(partitions, kTopic, partition)->offset =
          known ? saved.Integer(0) : RD_KAFKA_OFFSET_BEGINNING;
      saved.Reset();
    }
    rd_kafka_assign(client_.get(), partitions);
    rd_kafka_topic_partition_list_destroy(partitions);
  }

  // What is there now, after waiting for the first.
  std::vector<Message> Poll() {
    std::vector<Message> messages;
    while (messages.size() < kLargestRound) {
      Message message(
          rd_kafka_consumer_poll(client_.get(), messages.empty() ? kConsumerPollMs : 0));
      if (message == nullptr) break;
      if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) messages.push_back(std::move(message));
    }
    return messages;
  }

  void Apply(const rd_kafka_message_t& message) {
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
      Fail("headers", "missing");
    const auto id = HeaderOf(headers, "ce_id");
    const auto aggregate = id.substr(0, id.rfind('/'));
    const auto version = NumberOf(HeaderOf(headers, "ce_sequence"));
    recruitment::v1::InterviewHeld fact;
    if (!fact.ParseFromArray(message.payload, static_cast<int>(message.len)))
      Fail("fact", "unreadable");
    apply_.Run(aggregate, version, static_cast<std::int64_t>(fact.minutes()));
    if (database_.Changes() == 0) CheckRepeated(aggregate, version);
  }

  void CheckRepeated(std::string_view aggregate, std::int64_t version) {
    const bool known = read_.Run(aggregate);
    if (!known || read_.Integer(0) < version) Fail(aggregate, "a fact is missing before this one");
    read_.Reset();
  }

  Database database_;
  Statement begin_;
  Statement commit_;
  Statement read_;
  Statement apply_;
  Statement advance_;
  Client client_;
};

}  // namespace

void Subscribe(const std::filesystem::path& file, const std::string& brokers,
               const std::stop_token& stop) {
  Subscriber subscriber(file, brokers);
  while (!stop.stop_requested()) subscriber.Round();
}

}  // namespace parcours::floor
