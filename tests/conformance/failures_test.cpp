// What Kafka does on a bad day, ordered from the mock cluster.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "services/platform/bus/cloud_event.h"
#include "tests/conformance/kafka_world.h"

namespace parcours::conformance {
namespace {

using bus::DeliveryReport;
using bus::KafkaBus;
using bus::Record;

constexpr std::chrono::seconds kPatience{30};

Record Numbered(const std::string& topic, int number) {
  return {.topic = topic,
          .key = "persons/p",
          .headers = {{std::string(bus::kId), "organisations/a/" + std::to_string(number)}},
          .value = "x"};
}

class Failures : public ::testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<bus::Producer> MakeProducer(bus::KafkaOptions options) {
    buses_.push_back(std::make_unique<KafkaBus>(std::move(options)));
    auto made = buses_.back()->MakeProducer();
    EXPECT_TRUE(made);
    return *std::move(made);
  }
  [[nodiscard]] std::unique_ptr<bus::Producer> MakeProducer() {
    return MakeProducer(world_.Options("failing"));
  }

  [[nodiscard]] static std::vector<DeliveryReport> Reports(bus::Producer& producer,
                                                           std::size_t count) {
    std::vector<DeliveryReport> reports;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (reports.size() < count && std::chrono::steady_clock::now() < until) {
      auto some = producer.Poll(std::chrono::milliseconds{50});
      std::move(some.begin(), some.end(), std::back_inserter(reports));
    }
    EXPECT_EQ(reports.size(), count);
    return reports;
  }

  void SendTen(bus::Producer& producer) {
    for (int i = 1; i <= 10; ++i) {
      ASSERT_TRUE(producer.Send(Numbered(topic_, i), static_cast<std::uint64_t>(i)));
    }
  }

  // Of two records, the second one sent while the first one's request fails without a trace.
  std::vector<DeliveryReport> ReportsOfTheFirstFailing(bus::Producer& producer) {
    EXPECT_TRUE(producer.Send(Numbered(topic_, 0), 0));
    EXPECT_EQ(Reports(producer, 1).size(), 1U);
    world_.cluster().SetRoundTrip(std::chrono::milliseconds{500});
    world_.cluster().Fail(kProduceRequest, {RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT});
    EXPECT_TRUE(producer.Send(Numbered(topic_, 1), 1));
    EXPECT_TRUE(producer.Poll(std::chrono::milliseconds{100}).empty());
    EXPECT_TRUE(producer.Send(Numbered(topic_, 2), 2));
    return Reports(producer, 2);
  }

  static void ExpectAllDeliveredInOrder(const std::vector<DeliveryReport>& reports) {
    std::map<std::uint64_t, std::int64_t> offsets;
    for (const auto& report : reports) {
      ASSERT_TRUE(report.delivered) << report.delivered.error().english;
      offsets[report.token] = report.delivered->offset;
    }
    std::int64_t last = -1;
    for (const auto& [token, offset] : offsets) {
      EXPECT_GT(offset, last) << token;
      last = offset;
    }
  }

  MockWorld world_;
  const std::string topic_ = world_.TopicOf(kPartners);
  std::vector<std::unique_ptr<KafkaBus>> buses_;
};

TEST_F(Failures, ACoordinatorThatStillLoadsIsWaitedFor) {
  world_.cluster().Fail(kInitProducerIdRequest, {RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS,
                                                 RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS,
                                                 RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE});
  const auto producer = MakeProducer();
  SendTen(*producer);
  ExpectAllDeliveredInOrder(Reports(*producer, 10));
}

TEST_F(Failures, WhatCanBeRetriedIsRetriedInOrder) {
  world_.cluster().Fail(kProduceRequest,
                        {RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
                         RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION});
  const auto producer = MakeProducer();
  SendTen(*producer);
  ExpectAllDeliveredInOrder(Reports(*producer, 10));
}

TEST_F(Failures, AFatalProducerSaysSoAndTheNextOneWorks) {
  world_.cluster().Fail(kInitProducerIdRequest, {RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED});
  const auto producer = MakeProducer();
  std::string reason;
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (reason.empty() && std::chrono::steady_clock::now() < until) {
    const auto sent = producer->Send(Numbered(topic_, 1), 1);
    if (!sent) reason = sent.error().reason;
    for (const auto& report : producer->Poll(std::chrono::milliseconds{10})) {
      EXPECT_FALSE(report.delivered);
    }
  }
  EXPECT_EQ(reason, "PRODUCER_FATAL");
  const auto next = MakeProducer();
  SendTen(*next);
  ExpectAllDeliveredInOrder(Reports(*next, 10));
}

TEST_F(Failures, ABrokerThatIsDownDelaysDeliveryAndBreaksNoOrder) {
  const auto producer = MakeProducer();
  ASSERT_TRUE(producer->Send(Numbered(topic_, 0), 0));
  ASSERT_EQ(Reports(*producer, 1).size(), 1U);
  world_.cluster().SetDown(true);
  SendTen(*producer);
  EXPECT_TRUE(producer->Poll(std::chrono::milliseconds{300}).empty()) << "taken for delivered";
  world_.cluster().SetDown(false);
  ExpectAllDeliveredInOrder(Reports(*producer, 10));
}

TEST_F(Failures, LongerThanTheDeliveryTimeoutIsReportedAsNotDelivered) {
  auto options = world_.Options("impatient");
  options.delivery_timeout = std::chrono::milliseconds{500};
  const auto producer = MakeProducer(options);
  ASSERT_TRUE(producer->Send(Numbered(topic_, 0), 0));
  ASSERT_EQ(Reports(*producer, 1).size(), 1U);
  world_.cluster().SetDown(true);
  SendTen(*producer);
  for (const auto& report : Reports(*producer, 10)) {
    ASSERT_FALSE(report.delivered);
    EXPECT_EQ(report.delivered.error().reason, "BUS_UNREACHABLE");
  }
}

TEST_F(Failures, NothingOvertakesARequestThatFailsWithoutATrace) {
  ExpectAllDeliveredInOrder(ReportsOfTheFirstFailing(*MakeProducer()));
}

// Two requests are under way: the first one fails without a trace, the second one is taken.
TEST_F(Failures, WhatTheBrokerNeverSaidItTookIsNotDelivered) {
  auto options = world_.Options("hasty");
  options.max_in_flight_requests = 2;
  for (const auto& report : ReportsOfTheFirstFailing(*MakeProducer(options))) {
    if (report.delivered) {
      EXPECT_GE(report.delivered->offset, 1) << report.token;
    } else {
      EXPECT_EQ(report.delivered.error().reason, "DELIVERY_UNPROVEN");
      EXPECT_EQ(report.token, 1U);
    }
  }
}

TEST_F(Failures, AQueueThatIsFullIsToldAndEmptiesAgain) {
  auto options = world_.Options("crowded");
  options.settings["queue.buffering.max.messages"] = "5";
  const auto producer = MakeProducer(options);
  world_.cluster().SetDown(true);
  int sent = 0;
  std::string reason;
  while (reason.empty() && sent < 100) {
    const auto taken = producer->Send(Numbered(topic_, sent), static_cast<std::uint64_t>(sent));
    if (taken) {
      ++sent;
    } else {
      reason = taken.error().reason;
    }
  }
  EXPECT_EQ(reason, "PRODUCER_QUEUE_FULL");
  EXPECT_EQ(sent, 5);
  world_.cluster().SetDown(false);
  ExpectAllDeliveredInOrder(Reports(*producer, 5));
  EXPECT_TRUE(producer->Send(Numbered(topic_, 6), 6));
}

TEST_F(Failures, ASubscriberOutlivesItsBroker) {
  world_.Publish(kPartners, {{}, {}});
  const auto consumer = world_.bus().MakeConsumer(
      {.group = "listener", .instance = {}, .topics = {topic_}, .resume = {}});
  ASSERT_TRUE(consumer);
  std::set<std::string> ids;
  bool troubled = false;
  const auto read_until = [&](std::size_t count) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (ids.size() < count && std::chrono::steady_clock::now() < until) {
      const auto some = (*consumer)->Poll(std::chrono::milliseconds{50}, 100);
      if (!some) {
        troubled = true;
        EXPECT_EQ(some.error().code, Code::kUnavailable) << some.error().reason;
        continue;
      }
      for (const auto& received : *some) ids.emplace(bus::HeaderOf(received.record, bus::kId));
    }
    EXPECT_EQ(ids.size(), count);
  };
  read_until(2);
  world_.cluster().SetDown(true);
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!troubled && std::chrono::steady_clock::now() < until) {
    troubled = !(*consumer)->Poll(std::chrono::milliseconds{50}, 100);
  }
  EXPECT_TRUE(troubled);
  world_.cluster().SetDown(false);
  world_.Publish(kPartners, {{}, {}});
  read_until(4);
}

// What it told the dashboards last is on its way to a broker that is gone.
TEST_F(Failures, AConsumerIsGivenUpInBoundedTimeWhileItsBrokerIsDown) {
  world_.Publish(kPartners, {{}, {}});
  auto consumer = world_.bus().MakeConsumer(
      {.group = "leaver", .instance = {}, .topics = {topic_}, .resume = {}});
  ASSERT_TRUE(consumer);
  std::optional<bus::Place> read;
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!read && std::chrono::steady_clock::now() < until) {
    const auto some = (*consumer)->Poll(std::chrono::milliseconds{50}, 100);
    if (some && !some->empty()) read = some->back().place;
  }
  ASSERT_TRUE(read);
  world_.cluster().SetDown(true);
  (*consumer)->Announce(
      {{.topic = read->topic, .partition = read->partition, .next_offset = read->offset + 1}});
  const auto started = std::chrono::steady_clock::now();
  consumer->reset();
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{30});
  world_.cluster().SetDown(false);
}

TEST_F(Failures, ASettingThatIsNoneIsNamed) {
  auto options = world_.Options("misled");
  options.settings["no.such.setting"] = "1";
  const auto made = KafkaBus(options).MakeProducer();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().reason, "BUS_SETTING_INVALID");
  EXPECT_EQ(made.error().field, "no.such.setting");
}

TEST_F(Failures, WhatDeliveryRestsOnCannotBeSetOtherwise) {
  auto options = world_.Options("careless");
  options.settings["acks"] = "0";
  options.settings["enable.idempotence"] = "false";
  world_.cluster().Fail(kProduceRequest, {RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT});
  const auto producer = MakeProducer(options);
  SendTen(*producer);
  for (const auto& report : Reports(*producer, 10)) {
    ASSERT_TRUE(report.delivered);
    EXPECT_GE(report.delivered->offset, 0) << "acks=0 knows no offset";
  }
}

TEST_F(Failures, NobodyThereIsSaidInBoundedTime) {
  bus::KafkaOptions options;
  options.brokers = "127.0.0.1:1";
  options.client_id = "lonely";
  options.call_timeout = std::chrono::milliseconds{300};
  KafkaBus alone(options);
  const auto started = std::chrono::steady_clock::now();
  EXPECT_EQ(alone.CheckTopics({topic_}).error().code, Code::kUnavailable);
  EXPECT_EQ(alone.Ends({topic_}).error().code, Code::kUnavailable);
  EXPECT_EQ(alone.LastVersions(topic_, 10).error().code, Code::kUnavailable);
  EXPECT_TRUE(alone.MakeProducer()) << "it may come later";
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{20});
}

}  // namespace
}  // namespace parcours::conformance
