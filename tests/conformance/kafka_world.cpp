#include "tests/conformance/kafka_world.h"

#include "services/platform/bus/cloud_event.h"
#include "services/platform/core/check.h"

namespace parcours::conformance {
namespace {

constexpr std::chrono::seconds kSettledWithin{30};

}  // namespace

KafkaWorld::KafkaWorld(bus::KafkaOptions options, std::string suffix)
    : suffix_(std::move(suffix)), bus_(std::move(options)) {}

std::string KafkaWorld::TopicOf(std::string_view context) const {
  return "parcours." + std::string(context) + suffix_ + ".v1";
}

Result<bus::Place> KafkaWorld::Send(const bus::Record& record) {
  if (producer_ == nullptr) {
    TRY(producer_, bus_.MakeProducer());
  }
  TRY(producer_->Send(record, 1));
  const auto until = std::chrono::steady_clock::now() + kSettledWithin;
  while (std::chrono::steady_clock::now() < until) {
    auto reports = producer_->Poll(std::chrono::milliseconds{100});
    if (!reports.empty()) return reports.front().delivered;
  }
  return Refuse(Error{.code = Code::kDeadlineExceeded, .reason = "NO_REPORT"});
}

std::vector<journal::Row> KafkaWorld::Publish(std::string_view context,
                                              const std::vector<TestFact>& facts) {
  if (producer_ == nullptr) {
    auto made = bus_.MakeProducer();
    CHECK(made.has_value());
    producer_ = *std::move(made);
  }
  auto rows = (context == kPartners ? partners_ : insertion_).Record(facts);
  for (const auto& row : rows) {
    auto record = bus::ToRecord(row);
    record.topic = TopicOf(context);
    CHECK(producer_->Send(record, static_cast<std::uint64_t>(row.position)).has_value());
  }
  std::size_t reported = 0;
  const auto until = std::chrono::steady_clock::now() + kSettledWithin;
  while (reported < rows.size()) {
    CHECK(std::chrono::steady_clock::now() < until);
    for (const auto& report : producer_->Poll(std::chrono::milliseconds{100})) {
      CHECK(report.delivered.has_value());
      ++reported;
    }
  }
  return rows;
}

void KafkaWorld::PublishPrivate(std::string_view context, const std::string& aggregate) {
  (context == kPartners ? partners_ : insertion_).RecordPrivate(aggregate);
}

MockWorld::MockWorld() : KafkaWorld(MockCluster::Options("conformance"), "") {
  for (const auto context : {kPartners, kInsertion}) CreateTopic(TopicOf(context), kPartitions);
  CHECK(bus().CheckTopics({TopicOf(kPartners), TopicOf(kInsertion)}).has_value());
  HideTopic(kNowhere);
}

}  // namespace parcours::conformance
