#include "services/gateway/problem.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/gateway/refusals.h"

namespace parcours::gateway {
namespace {

Error Of(Code code) {
  return {.code = code, .reason = "ANY", .field = {}, .french = "Non.", .english = "No."};
}

TEST(Problem, TheStatusFollowsTheCanonicalCode) {
  const std::map<Code, unsigned> statuses{
      {Code::kCancelled, 499},          {Code::kUnknown, 500},
      {Code::kInvalidArgument, 400},    {Code::kDeadlineExceeded, 504},
      {Code::kNotFound, 404},           {Code::kAlreadyExists, 409},
      {Code::kPermissionDenied, 403},   {Code::kResourceExhausted, 429},
      {Code::kFailedPrecondition, 400}, {Code::kAborted, 409},
      {Code::kUnimplemented, 501},      {Code::kInternal, 500},
      {Code::kUnavailable, 503},        {Code::kDataLoss, 500},
      {Code::kUnauthenticated, 401}};
  for (const auto& [code, status] : statuses)
    EXPECT_EQ(static_cast<unsigned>(StatusOf(Of(code))), status) << CodeName(code);
}

TEST(Problem, TheDoorsOwnRefusalsHaveTheStatusOfHttp) {
  EXPECT_EQ(StatusOf(MethodNotAllowed("GET")), http::status::method_not_allowed);
  EXPECT_EQ(StatusOf(NotAcceptable("application/json")), http::status::not_acceptable);
  EXPECT_EQ(StatusOf(ContentTypeUnsupported()), http::status::unsupported_media_type);
  EXPECT_EQ(StatusOf(BodyTooLarge(1)), http::status::payload_too_large);
  EXPECT_EQ(StatusOf(HeadersTooLarge(1)), http::status::request_header_fields_too_large);
  EXPECT_EQ(StatusOf(RequestTooSlow(std::chrono::seconds(1))), http::status::request_timeout);
  EXPECT_EQ(StatusOf(RateExceeded(std::chrono::seconds(1))), http::status::too_many_requests);
  EXPECT_EQ(StatusOf(ConnectionsExhausted()), http::status::service_unavailable);
}

TEST(Problem, AVersionThatIsNotTheCurrentOneIsAFailedPrecondition) {
  Error error = Of(Code::kAborted);
  error.reason = "ETAG_MISMATCH";
  EXPECT_EQ(StatusOf(error), http::status::precondition_failed);
}

TEST(Problem, AFieldBecomesAPointerIntoTheRequestAndAResourceDoesNot) {
  const auto& type = *followup::v1::RecordInterviewRequest::descriptor();
  EXPECT_EQ(PointerTo(type, "request_id"), "#/requestId");
  EXPECT_EQ(PointerTo(type, "barriers[2].category"), "#/barriers/2/category");
  for (const auto* field :
       {"", "pathways/1", "colour", "barriers[0].colour", "request_id.x", "barriers[0", "."})
    EXPECT_EQ(PointerTo(type, field), std::nullopt) << field;
}

TEST(Problem, IsSaidInTheCallersLanguageWithReasonPointerAndWhenToTryAgain) {
  Error error{.code = Code::kResourceExhausted,
              .reason = "BUSY",
              .field = "minutes",
              .french = "Occupé.",
              .english = "Busy.",
              .retry_after = std::chrono::milliseconds(1'200)};
  const auto* request = followup::v1::RecordInterviewRequest::descriptor();
  const auto response = Problem(error, Language::kEnglish, request);
  EXPECT_EQ(response[http::field::content_type], "application/problem+json");
  EXPECT_EQ(response[http::field::content_language], "en");
  EXPECT_EQ(response[http::field::retry_after], "2");
  EXPECT_EQ(nlohmann::json::parse(response.body()),
            nlohmann::json::parse(R"({"type":"urn:parcours:reason:BUSY","title":"Too Many Requests",
              "status":429,"detail":"Busy.","reason":"BUSY","code":"RESOURCE_EXHAUSTED",
              "errors":[{"detail":"Busy.","pointer":"#/minutes"}]})"));
  error.field = "pathways/1";
  const auto french = nlohmann::json::parse(Problem(error, Language::kFrench, request).body());
  EXPECT_EQ(french["detail"], "Occupé.");
  EXPECT_EQ(french["subject"], "pathways/1");
  EXPECT_FALSE(french.contains("errors"));
}

}  // namespace
}  // namespace parcours::gateway
