#include <gmock/gmock.h>

#include "parcours/followup/v1/followup_service.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/gateway/json_text.h"
#include "services/gateway/rate_limiter.h"
#include "services/gateway/request_message.h"

namespace parcours::gateway {
namespace {

const RouteTable& Table() {
  static const RouteTable table(ApisOf({"recruitment", "followup", "partners"}));
  return table;
}

Result<std::unique_ptr<google::protobuf::Message>> Read(std::string_view method,
                                                        std::string_view address,
                                                        std::string_view body) {
  TRY(const auto target, ReadTarget(address));
  TRY(const auto found, Table().Find(method, target));
  return ReadRequest(found, target.parameters, body);
}

// The reason, and the field at fault where one is named.
std::string FaultOf(std::string_view method, std::string_view address, std::string_view body = {}) {
  const auto read = Read(method, address, body);
  if (read) return "NONE";
  const auto& [code, reason, field, french, english, refusal, retry] = read.error();
  return field.empty() ? reason : reason + " " + field;
}

std::string JsonFault(std::string_view text) {
  const auto checked = CheckJsonText(text);
  return checked ? "NONE" : checked.error().reason;
}

TEST(RequestMessage, IsReadFromPathAndBodyAndThePathWins) {
  const auto read = Read("POST", "/v1/missions/1:validate",
                         R"({"requestId":"r","name":"missions/2","etag":"7"})");
  ASSERT_TRUE(read) << read.error().english;
  const auto& request = dynamic_cast<const recruitment::v1::ValidateMissionRequest&>(**read);
  EXPECT_EQ(request.name(), "missions/1");
  EXPECT_EQ(request.request_id(), "r");
  EXPECT_EQ(request.etag(), "7");
}

TEST(RequestMessage, AQueryFillsFieldsByEitherNameAndListsByRepetition) {
  const auto listed = Read("GET", "/v1/pathways?pageSize=7&page_token=a%3Db", "");
  ASSERT_TRUE(listed) << listed.error().english;
  const auto& list = dynamic_cast<const followup::v1::ListPathwaysRequest&>(**listed);
  EXPECT_EQ(list.page_size(), 7);
  EXPECT_EQ(list.page_token(), "a=b");
  const auto named = Read("GET", "/v1/persons:displayNames?names=a&names=b", "");
  ASSERT_TRUE(named) << named.error().english;
  EXPECT_EQ((*named)->ByteSizeLong(), 6U);
}

TEST(RequestMessage, WhatTheRequestHasNotIsRefusedWithItsName) {
  EXPECT_EQ(FaultOf("GET", "/v1/pathways?colour=red"), "FIELD_UNKNOWN colour");
  EXPECT_EQ(FaultOf("GET", "/v1/pathways?page_size=many"), "VALUE_INVALID page_size");
  EXPECT_EQ(FaultOf("GET", "/v1/pathways?page_size=1&pageSize=2"), "PARAMETER_REPEATED pageSize");
  EXPECT_EQ(FaultOf("GET", "/v1/persons:displayNames?names=%5B%22a%22%5D"), "VALUE_INVALID names");
  EXPECT_EQ(FaultOf("GET", "/v1/pathways", "{}"), "BODY_NOT_EXPECTED");
  EXPECT_EQ(FaultOf("POST", "/v1/missions?etag=1", "{}"), "QUERY_NOT_EXPECTED");
  EXPECT_EQ(FaultOf("POST", "/v1/missions", R"({"colour":"red"})"), "FIELD_UNKNOWN colour");
  EXPECT_EQ(FaultOf("POST", "/v1/missions", "[]").substr(0, 13), "VALUE_INVALID");
  EXPECT_EQ(FaultOf("POST", "/v1/missions", ""), "NONE");
}

TEST(RequestMessage, AHeaderFillsAFieldOrSaysTheSame) {
  recruitment::v1::ValidateMissionRequest request;
  EXPECT_TRUE(FillFromHeader(request, "request_id", "Idempotency-Key", "a"));
  EXPECT_EQ(request.request_id(), "a");
  EXPECT_TRUE(FillFromHeader(request, "request_id", "Idempotency-Key", "a"));
  const auto other = FillFromHeader(request, "request_id", "Idempotency-Key", "b");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason, "HEADER_CONTRADICTS_FIELD");
  recruitment::v1::GetPersonRequest query;
  EXPECT_TRUE(FillFromHeader(query, "request_id", "Idempotency-Key", "a"));
}

TEST(JsonText, WhatMeansTwoThingsOrNoneIsRefused) {
  EXPECT_EQ(JsonFault(R"({"a":{"b":1},"c":[{"b":2},{"b":3}]})"), "NONE");
  EXPECT_EQ(JsonFault(R"({"a":1,"a":2})"), "JSON_KEY_REPEATED");
  EXPECT_EQ(JsonFault("{\"a\":1,\"\\u0061\":2}"), "JSON_KEY_REPEATED");
  EXPECT_EQ(JsonFault(R"([{"x":{"a":1,"b":2,"a":3}}])"), "JSON_KEY_REPEATED");
  for (const auto* text : {"", "{", "{'a':1}", "{a:1}", "[1,]", "{} {}", "nul", "\"\xff\"", "NaN"})
    EXPECT_EQ(JsonFault(text), "JSON_MALFORMED") << text;
}

TEST(JsonText, DepthIsBounded) {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_EQ(JsonFault(nested(kDeepestJson)), "NONE");
  EXPECT_EQ(JsonFault(nested(kDeepestJson + 1)), "JSON_TOO_DEEP");
  EXPECT_EQ(JsonFault(std::string(1'000'000, '[')), "JSON_TOO_DEEP");
}

TEST(RateLimiter, EveryCallerHasACountOfItsOwnThatBeginsAnewAfterAMinute) {
  RateLimiter limiter(2);
  const RateLimiter::Time now{std::chrono::hours{1}};
  EXPECT_EQ(limiter.Count("a", now).remaining, 1);
  EXPECT_TRUE(limiter.Count("a", now).admitted);
  const auto third = limiter.Count("a", now + std::chrono::seconds{20});
  EXPECT_FALSE(third.admitted);
  EXPECT_EQ(third.remaining, 0);
  EXPECT_EQ(third.reset, std::chrono::seconds{40});
  EXPECT_TRUE(limiter.Count("b", now).admitted);
  EXPECT_TRUE(limiter.Count("a", now + std::chrono::minutes{1}).admitted);
}

}  // namespace
}  // namespace parcours::gateway
