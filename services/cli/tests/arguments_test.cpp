#include "services/platform/rpc/arguments.h"

#include <gtest/gtest.h>

#include "parcours/followup/v1/followup_service.pb.h"
#include "parcours/operations/v1/operations_service.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/cli/messages.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::cli {
namespace {

template <typename Request>
Result<Request> Read(const std::vector<std::string>& arguments) {
  TRY(const auto message, rpc::MessageOfArguments(*Request::descriptor(), arguments));
  Request request;
  request.CopyFrom(*message);
  return request;
}

template <typename Request>
std::string ReasonOf(const std::vector<std::string>& arguments) {
  const auto request = Read<Request>(arguments);
  return request ? "NONE" : request.error().reason;
}

using followup::v1::RecordInterviewRequest;
using operations::v1::RedriveDeadLettersRequest;
using recruitment::v1::ImportPrescriptionsRequest;

TEST(Arguments, FieldsByEitherName) {
  const auto request =
      Read<RecordInterviewRequest>({"pathway=pathways/x", "kind=DIAGNOSTIC", "minutes=45",
                                    "request_id=r1", "objectiveVerdict=REACHED", "note=a=b, c"});
  ASSERT_TRUE(request) << request.error().french;
  EXPECT_EQ(request->pathway(), "pathways/x");
  EXPECT_EQ(request->kind(), type::v1::DIAGNOSTIC);
  EXPECT_EQ(request->minutes(), 45);
  EXPECT_EQ(request->request_id(), "r1");
  EXPECT_EQ(request->objective_verdict(), type::v1::REACHED);
  EXPECT_EQ(request->note(), "a=b, c");
}

TEST(Arguments, ADotGoesIntoItemsAndMessages) {
  const auto request = Read<RecordInterviewRequest>(
      {"barriers.0.category=MOBILITY", "barriers.0.severity=3", "barriers.1.category=HOUSING"});
  ASSERT_TRUE(request) << request.error().french;
  ASSERT_EQ(request->barriers_size(), 2);
  EXPECT_EQ(request->barriers(0).category(), type::v1::MOBILITY);
  EXPECT_EQ(request->barriers(0).severity(), 3);
  EXPECT_EQ(request->barriers(1).category(), type::v1::HOUSING);
}

TEST(Arguments, ARepeatedFieldNamedAgainGetsAnotherItem) {
  const auto request = Read<RedriveDeadLettersRequest>({"selector.names=deadLetters/1",
                                                        "selector.names=deadLetters/2",
                                                        "selector.fromTime=2025-03-06T00:00:00Z"});
  ASSERT_TRUE(request) << request.error().french;
  EXPECT_EQ(request->selector().names_size(), 2);
  EXPECT_EQ(request->selector().from_time().seconds(), 1741219200);
}

TEST(Arguments, JsonStandsForAMessageOrAList) {
  const auto request = Read<RecordInterviewRequest>(
      {R"(barriers=[{"category":"MOBILITY"}])", R"(barriers={"category":"HEALTH"})"});
  ASSERT_TRUE(request) << request.error().french;
  EXPECT_EQ(request->barriers(1).category(), type::v1::HEALTH);
}

TEST(Arguments, AMapIsWrittenByKey) {
  const auto request = Read<ImportPrescriptionsRequest>({"records.0.cells.Nom*=Ustaritz"});
  ASSERT_TRUE(request) << request.error().french;
  EXPECT_EQ(request->records(0).cells().at("Nom*"), "Ustaritz");
}

TEST(Arguments, RefusalsNameTheField) {
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"pathway"}), "ARGUMENT_MALFORMED");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"=x"}), "ARGUMENT_MALFORMED");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"nope=1"}), "FIELD_UNKNOWN");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"minutes=many"}), "VALUE_INVALID");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"minutes=99999999999"}), "REQUEST_MALFORMED");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"kind=SURPRISE"}), "VALUE_INVALID");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"minutes.x=1"}), "FIELD_UNKNOWN");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"barriers.1.severity=1"}), "VALUE_INVALID");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"barriers=[1"}), "VALUE_INVALID");
  EXPECT_EQ(ReasonOf<RecordInterviewRequest>({"note=\xFF"}), "VALUE_INVALID");
  const auto request = Read<RecordInterviewRequest>({"barriers.0.severity=x"});
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().field, "barriers.0.severity");
}

TEST(Messages, MethodsAreFoundInTheServiceAndInOperations) {
  ASSERT_TRUE(FindMethod("followup", "GetPathway"));
  EXPECT_EQ((*FindMethod("support", "GetStatus"))->service()->full_name(),
            "parcours.operations.v1.OperationsService");
  EXPECT_EQ(FindMethod("followup", "Nope").error().reason, "METHOD_UNKNOWN_HERE");
  EXPECT_EQ(FindMethod("nope", "GetPathway").error().reason, "SERVICE_UNKNOWN");
  EXPECT_EQ(FindMethod("", "GetPathway").error().reason, "SERVICE_UNKNOWN");
}

TEST(Messages, AnAnswerHoldsEveryFieldThatIsNoMessage) {
  const auto json = rpc::ToJson(operations::v1::Status());
  EXPECT_EQ(json.at("journalHead"), "0");
  EXPECT_EQ(json.at("ready"), false);
  EXPECT_FALSE(json.contains("clock"));
}

TEST(Messages, OnlyAnEmptyFieldIsFilledIn) {
  operations::v1::AdvanceClockRequest request;
  rpc::FillIn(request, "request_id", "one");
  rpc::FillIn(request, "request_id", "two");
  rpc::FillIn(request, "no_such_field", "three");
  EXPECT_EQ(request.request_id(), "one");
}

TEST(Messages, JsonOfAnotherFormIsRefusedWithItsField) {
  const auto message = rpc::ReadJson(*RecordInterviewRequest::descriptor(), R"({"minutes":"x"})");
  ASSERT_FALSE(message);
  EXPECT_EQ(message.error().reason, "REQUEST_MALFORMED");
  EXPECT_EQ(message.error().field, "minutes");
  EXPECT_FALSE(rpc::ReadJson(*RecordInterviewRequest::descriptor(), "[1]"));
  EXPECT_FALSE(rpc::ReadJson(*RecordInterviewRequest::descriptor(), "{"));
}

}  // namespace
}  // namespace parcours::cli
