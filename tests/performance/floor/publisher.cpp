#include "tests/performance/floor/publisher.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <string_view>

#include "tests/performance/floor/database.h"

namespace parcours::floor {
namespace {

constexpr int kPollMs = 100;
constexpr int kFlushMs = 10'000;
constexpr std::int64_t kMicrosPerSecond = 1'000'000;

std::string TimeText(std::int64_t micros) {
  const auto seconds = static_cast<std::time_t>(micros / kMicrosPerSecond);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(text.data() + size, text.size() - size, ".%06dZ",
                static_cast<int>(micros % kMicrosPerSecond));
  return text.data();
}

std::string SequenceText(std::int64_t version) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%010lld", static_cast<long long>(version));
  return text.data();
}

void Add(rd_kafka_headers_t* headers, std::string_view name, std::string_view value) {
  rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()), value.data(),
                      static_cast<ssize_t>(value.size()));
}

rd_kafka_headers_t* HeadersOf(const Fact& fact) {
  constexpr std::size_t kHeaders = 10;
  rd_kafka_headers_t* headers = rd_kafka_headers_new(kHeaders);
  Add(headers, "content-type", "application/protobuf");
  Add(headers, "ce_specversion", "1.0");
  Add(headers, "ce_id", fact.aggregate + "/" + std::to_string(fact.version));
  Add(headers, "ce_source", kSource);
  Add(headers, "ce_type", kFactType);
  Add(headers, "ce_subject", fact.subject);
  Add(headers, "ce_time", TimeText(fact.recorded));
  Add(headers, "ce_sequence", SequenceText(fact.version));
  Add(headers, "ce_tenant", fact.tenant);
  Add(headers, "traceparent", fact.trace);
  return headers;
}

}  // namespace

Publisher::Publisher(const std::string& brokers, std::int64_t watermark)
    : last_(watermark),
      client_(MakeClient(
          RD_KAFKA_PRODUCER,
          {{"bootstrap.servers", brokers},
           {"enable.idempotence", "true"},
           {"acks", "all"},
           {"linger.ms", "1"},
           {"partitioner", "murmur2_random"},
           {"message.timeout.ms", "0"}},
          [](rd_kafka_t*, const rd_kafka_message_t* message, void* self) {
            if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
              Fail("delivery", rd_kafka_err2str(message->err));
            static_cast<Publisher*>(self)->Reported(
                static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(message->_private)));
          },
          this)),
      topic_(rd_kafka_topic_new(client_.get(), kTopic, nullptr)),
      reports_([this] {
        while (true) {
          rd_kafka_poll(client_.get(), kPollMs);
          const std::scoped_lock lock(mutex_);
          if (stopping_) return;
        }
      }) {
  const rd_kafka_metadata_t* metadata = nullptr;
  if (rd_kafka_metadata(client_.get(), 0, topic_, &metadata, kFlushMs) ==
      RD_KAFKA_RESP_ERR_NO_ERROR)
    rd_kafka_metadata_destroy(metadata);
}

Publisher::~Publisher() {
  rd_kafka_flush(client_.get(), kFlushMs);
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  reports_.join();
  rd_kafka_topic_destroy(topic_);
}

void Publisher::Send(const std::vector<Fact>& facts) {
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& fact : facts)
      flights_.push_back({.position = fact.position, .reported = false});
  }
  for (const auto& fact : facts) SendOne(fact);
}

void Publisher::SendOne(const Fact& fact) {
  std::array<rd_kafka_vu_t, 6> parts{};
  parts[0].vtype = RD_KAFKA_VTYPE_RKT;
  parts[0].u.rkt = topic_;
  parts[1].vtype = RD_KAFKA_VTYPE_KEY;
  parts[1].u.mem = {const_cast<char*>(fact.subject.data()), fact.subject.size()};
  parts[2].vtype = RD_KAFKA_VTYPE_VALUE;
  parts[2].u.mem = {const_cast<char*>(fact.payload.data()), fact.payload.size()};
  parts[3].vtype = RD_KAFKA_VTYPE_HEADERS;
  parts[3].u.headers = HeadersOf(fact);
  parts[4].vtype = RD_KAFKA_VTYPE_OPAQUE;
  parts[4].u.ptr = reinterpret_cast<void*>(static_cast<std::intptr_t>(fact.position));
  parts[5].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  parts[5].u.i = RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK;
  rd_kafka_error_t* failed = rd_kafka_produceva(client_.get(), parts.data(), parts.size());
  if (failed != nullptr) Fail("produce", rd_kafka_error_string(failed));
}

void Publisher::Reported(std::int64_t position) {
  const std::scoped_lock lock(mutex_);
  const auto flight = std::lower_bound(
      flights_.begin(), flights_.end(), position,
      [](const Flight& one, std::int64_t wanted) { return one.position < wanted; });
  flight->reported = true;
  while (!flights_.empty() && flights_.front().reported) {
    last_ = flights_.front().position;
    flights_.pop_front();
  }
}

std::int64_t Publisher::Watermark() const {
  const std::scoped_lock lock(mutex_);
  return last_;
}

}  // namespace parcours::floor
