#include "services/platform/observe/calls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "services/platform/execution/refusals.h"
#include "services/platform/testing/fakes.h"
#include "services/platform/tests/security/inline_schema.h"

namespace parcours::observe {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

class FinishedCall : public ::testing::Test {
 protected:
  json Line() const { return json::parse(stream.str()); }

  const testing::InlineSchema schema{R"(
    message Request { string name = 1; } message Answer {}
    service Interviews { rpc Record(Request) returns (Answer) {} }
  )"};
  const execution::Method method{&schema.Method("Interviews", "Record"), true, false};
  const execution::Call call{.token = "secret-token",
                             .deadline = {},
                             .trace = "00-12345678901234567890123456789012-1234567890123456-01"};
  std::ostringstream stream;
  testing::FakeClock clock{CivilDate(2025, 3, 6)};
  const std::unique_ptr<Log> log = Log::ToStream(stream, {.service = "followup"}, clock);
  MetricsRegistry registry;
  ServiceMetrics metrics{registry, "followup"};
  CallReporter reporter{metrics, *log};
};

TEST_F(FinishedCall, ThatSucceededIsMeasuredAndNotLogged) {
  reporter.Finished(method, call, nullptr, milliseconds{2});
  EXPECT_EQ(stream.str(), "");
  EXPECT_THAT(registry.Exposition(), HasSubstr("rpc_grpc_status_code=\"OK\""));
}

TEST_F(FinishedCall, ThatWasRefusedIsLoggedWithReasonAndTrace) {
  const Error refusal = execution::NotFound("persons/Vasseur");
  reporter.Finished(method, call, &refusal, milliseconds{2});
  const json line = Line();
  EXPECT_EQ(line.at("level"), "info");
  EXPECT_EQ(line.at("event"), "call_refused");
  EXPECT_EQ(line.at("method"), "test.Interviews.Record");
  EXPECT_EQ(line.at("error").at("reason"), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(line.at("trace_id"), "12345678901234567890123456789012");
  EXPECT_EQ(line.at("duration"), 0.002);
  EXPECT_THAT(stream.str(), Not(HasSubstr("Vasseur")));
  EXPECT_THAT(stream.str(), Not(HasSubstr("secret-token")));
  EXPECT_THAT(registry.Exposition(), HasSubstr("error_type=\"RESOURCE_NOT_FOUND\""));
  EXPECT_THAT(registry.Exposition(), Not(HasSubstr("Vasseur")));
}

TEST_F(FinishedCall, ThatWasTurnedAwayIsMeasuredAndLoggedWithTheOthersOfItsSecond) {
  const Error full{.code = Code::kResourceExhausted, .reason = "WRITER_QUEUE_FULL"};
  for (int i = 0; i < 1'000; ++i) reporter.Finished(method, call, &full, milliseconds{2});
  const std::string lines = stream.str();
  const json line = json::parse(lines.substr(0, lines.find('\n')));
  EXPECT_EQ(line.at("level"), "warning");
  EXPECT_EQ(line.at("event"), "calls_turned_away");
  EXPECT_EQ(line.at("calls"), 1);
  EXPECT_LT(std::count(lines.begin(), lines.end(), '\n'), 100);
  EXPECT_THAT(registry.Exposition(),
              HasSubstr("rpc_service=\"test.Interviews\",service_name=\"followup\"} 1000"));
}

TEST_F(FinishedCall, ThatFailedInsideIsAnError) {
  const Error failure = execution::Internal("1234");
  reporter.Finished(method, call, &failure, milliseconds{2});
  EXPECT_EQ(Line().at("level"), "error");
  EXPECT_EQ(Line().at("event"), "call_failed");
}

TEST_F(FinishedCall, WhoseHandlerThrewSaysWhatWithoutItsInput) {
  reporter.Faulted(
      method,
      "UNIQUE constraint failed: p_x.key while executing \"INSERT\" with :name=\"Vasseur\"");
  EXPECT_EQ(Line().at("event"), "handler_faulted");
  EXPECT_EQ(Line().at("fault"), "UNIQUE constraint failed: p_x.key");
}

}  // namespace
}  // namespace parcours::observe
