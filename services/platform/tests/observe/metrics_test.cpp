#include "services/platform/observe/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <thread>

#include "services/platform/tests/security/inline_schema.h"

namespace parcours::observe {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

class Metrics : public ::testing::Test {
 protected:
  const google::protobuf::MethodDescriptor& Record() const {
    return schema.Method("Interviews", "Record");
  }

  // Names of the families, as a dashboard would list them.
  std::set<std::string> Families() const {
    std::set<std::string> names;
    std::istringstream lines(registry.Exposition());
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("# TYPE ")) names.insert(line.substr(7, line.find(' ', 7) - 7));
    }
    return names;
  }

  const testing::InlineSchema schema{R"(
    message Request {} message Answer {}
    service Interviews { rpc Record(Request) returns (Answer) {} }
  )"};
  MetricsRegistry registry;
  ServiceMetrics metrics{registry, "followup"};
};

TEST_F(Metrics, AreNamedAfterTheConventions) {
  metrics.CallFinished(Record(), nullptr, milliseconds{1});
  metrics.Published("parcours.followup.v1", 1);
  metrics.Acknowledged("parcours.followup.v1", 1);
  metrics.Consumed("parcours.recruitment.v1", Received::kApplied, 1);
  EXPECT_EQ(
      Families(),
      (std::set<std::string>{
          "rpc_server_duration_seconds", "messaging_client_sent_messages_total",
          "messaging_client_acknowledged_messages_total",
          "messaging_client_consumed_messages_total", "messaging_waiting_messages",
          "messaging_gap_age_seconds", "messaging_dead_letters_open", "store_writer_queue_depth",
          "store_writer_batch_size", "store_commit_duration_seconds", "schedule_timers_due",
          "schedule_timers_late", "schedule_timers_set_aside", "journal_position",
          "journal_relayed_position", "journal_aggregate_facts_max"}));
}

TEST_F(Metrics, OfCallsCarryMethodCodeAndReason) {
  metrics.CallFinished(Record(), nullptr, milliseconds{3});
  const Error refusal{.code = Code::kFailedPrecondition,
                      .reason = "MISSION_NOT_VALIDATED",
                      .field = {},
                      .french = {},
                      .english = {}};
  metrics.CallFinished(Record(), &refusal, milliseconds{3});
  metrics.CallFinished(Record(), &refusal, milliseconds{3});
  const std::string text = registry.Exposition();
  EXPECT_THAT(
      text,
      HasSubstr(
          R"(rpc_server_duration_seconds_count{error_type="",rpc_grpc_status_code="OK",rpc_method="Record",rpc_service="test.Interviews",service_name="followup"} 1)"));
  EXPECT_THAT(
      text,
      HasSubstr(
          R"(rpc_server_duration_seconds_count{error_type="MISSION_NOT_VALIDATED",rpc_grpc_status_code="FAILED_PRECONDITION",rpc_method="Record",rpc_service="test.Interviews",service_name="followup"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(service_name="followup",le="0.0025"} 0)"));
  EXPECT_THAT(text, HasSubstr(R"(service_name="followup",le="0.005"} 1)"));
}

TEST_F(Metrics, OfCallsAreBoundedWhateverTheReasons) {
  for (int i = 0; i < 3'000; ++i) {
    const Error refusal{.code = Code::kUnknown,
                        .reason = "REASON_" + std::to_string(i),
                        .field = {},
                        .french = {},
                        .english = {}};
    metrics.CallFinished(Record(), &refusal, milliseconds{1});
  }
  const std::string text = registry.Exposition();
  EXPECT_THAT(text, HasSubstr("REASON_999\""));
  EXPECT_THAT(text, Not(HasSubstr("REASON_1000\"")));
  EXPECT_THAT(
      text,
      HasSubstr(
          R"(rpc_server_duration_seconds_count{error_type="OTHER",rpc_grpc_status_code="UNKNOWN",rpc_method="Record",rpc_service="test.Interviews",service_name="followup"} 2000)"));
}

TEST_F(Metrics, OfMessagesCountWhatBecameOfThem) {
  metrics.Published("parcours.followup.v1", 5);
  metrics.Acknowledged("parcours.followup.v1", 4);
  metrics.Consumed("parcours.recruitment.v1", Received::kApplied, 3);
  metrics.Consumed("parcours.recruitment.v1", Received::kDuplicate, 2);
  metrics.Consumed("parcours.recruitment.v1", Received::kSkipped, 1);
  metrics.Consumed("parcours.recruitment.v1", Received::kHeld, 7);
  metrics.Consumed("parcours.recruitment.v1", Received::kParked, 8);
  const std::string text = registry.Exposition();
  EXPECT_THAT(
      text,
      HasSubstr(
          R"(messaging_client_sent_messages_total{messaging_destination_name="parcours.followup.v1",service_name="followup"} 5)"));
  EXPECT_THAT(
      text,
      HasSubstr(
          R"(messaging_client_acknowledged_messages_total{messaging_destination_name="parcours.followup.v1",service_name="followup"} 4)"));
  for (const char* outcome : {R"(outcome="applied",service_name="followup"} 3)",
                              R"(outcome="duplicate",service_name="followup"} 2)",
                              R"(outcome="skipped",service_name="followup"} 1)",
                              R"(outcome="held",service_name="followup"} 7)",
                              R"(outcome="parked",service_name="followup"} 8)"}) {
    EXPECT_THAT(text, HasSubstr(outcome));
  }
}

TEST_F(Metrics, OfStateShowTheLastValue) {
  metrics.SetWaiting(2);
  metrics.SetGapAge(seconds{90});
  metrics.SetDeadLettersOpen(1);
  metrics.SetQueueDepth(17);
  metrics.SetTimers(4, 3, 2);
  metrics.SetJournalPosition(1'000);
  metrics.SetRelayedPosition(998);
  metrics.BatchCommitted(64, milliseconds{2});
  const std::string text = registry.Exposition();
  for (const char* line : {"messaging_waiting_messages{service_name=\"followup\"} 2",
                           "messaging_gap_age_seconds{service_name=\"followup\"} 90",
                           "messaging_dead_letters_open{service_name=\"followup\"} 1",
                           "store_writer_queue_depth{service_name=\"followup\"} 17",
                           "schedule_timers_due{service_name=\"followup\"} 4",
                           "schedule_timers_late{service_name=\"followup\"} 3",
                           "schedule_timers_set_aside{service_name=\"followup\"} 2",
                           "journal_position{service_name=\"followup\"} 1000",
                           "journal_relayed_position{service_name=\"followup\"} 998",
                           "store_writer_batch_size_sum{service_name=\"followup\"} 64",
                           "store_commit_duration_seconds_count{service_name=\"followup\"} 1"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST_F(Metrics, TheLongestAggregateIsKept) {
  metrics.AggregateGrew(12);
  metrics.AggregateGrew(150);
  metrics.AggregateGrew(3);
  EXPECT_THAT(registry.Exposition(),
              HasSubstr("journal_aggregate_facts_max{service_name=\"followup\"} 150"));
}

TEST_F(Metrics, SeveralServicesShareARegistry) {
  ServiceMetrics support(registry, "support");
  metrics.SetQueueDepth(1);
  support.SetQueueDepth(2);
  EXPECT_THAT(registry.Exposition(),
              HasSubstr("store_writer_queue_depth{service_name=\"followup\"} 1"));
  EXPECT_THAT(registry.Exposition(),
              HasSubstr("store_writer_queue_depth{service_name=\"support\"} 2"));
}

TEST_F(Metrics, AreCountedFromSeveralThreads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] {
      for (int call = 0; call < 500; ++call) {
        metrics.CallFinished(Record(), nullptr, milliseconds{1});
        metrics.AggregateGrew(call);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(registry.Exposition(),
              HasSubstr(R"(rpc_service="test.Interviews",service_name="followup"} 2000)"));
}

}  // namespace
}  // namespace parcours::observe
