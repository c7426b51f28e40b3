#include "services/platform/rpc/status.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <gtest/gtest.h>

namespace parcours::rpc {
namespace {

Error MissionLate() {
  return {.code = Code::kFailedPrecondition,
          .reason = "MISSION_NOT_VALIDATED",
          .field = "missions/1",
          .french = "La mission n'est pas validée.",
          .english = "The mission is not validated.",
          .retry_after = std::chrono::milliseconds(1'500)};
}

TEST(Status, SpeaksTheCallersLanguageAndKeepsTheCode) {
  EXPECT_EQ(ToStatus(MissionLate(), Language::kFrench).error_message(),
            "La mission n'est pas validée.");
  EXPECT_EQ(ToStatus(MissionLate(), Language::kEnglish).error_message(),
            "The mission is not validated.");
  EXPECT_EQ(ToStatus(MissionLate(), Language::kEnglish).error_code(),
            grpc::StatusCode::FAILED_PRECONDITION);
}

TEST(Status, CarriesReasonFieldAndRetryAsGoogleRpcDetails) {
  google::rpc::Status details;
  ASSERT_TRUE(details.ParseFromString(ToStatus(MissionLate(), Language::kFrench).error_details()));
  EXPECT_EQ(details.code(), 9);
  ASSERT_EQ(details.details_size(), 3);
  EXPECT_EQ(details.details(0).type_url(), "type.googleapis.com/google.rpc.ErrorInfo");
  // reason = 1, domain = 2, as in google/rpc/error_details.proto
  EXPECT_EQ(details.details(0).value(), "\x0a\x15MISSION_NOT_VALIDATED\x12\x08parcours");
  google::rpc::BadRequest bad_request;
  ASSERT_TRUE(details.details(1).UnpackTo(&bad_request));
  EXPECT_EQ(bad_request.field_violations(0).field(), "missions/1");
  google::rpc::RetryInfo retry;
  ASSERT_TRUE(details.details(2).UnpackTo(&retry));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 500'000'000);
}

TEST(Status, ComesBackAsTheSameError) {
  const Error back = FromStatus(ToStatus(MissionLate(), Language::kEnglish));
  EXPECT_EQ(back.code, Code::kFailedPrecondition);
  EXPECT_EQ(back.reason, "MISSION_NOT_VALIDATED");
  EXPECT_EQ(back.field, "missions/1");
  EXPECT_EQ(back.english, "The mission is not validated.");
  EXPECT_EQ(back.retry_after, std::chrono::milliseconds(1'500));
}

TEST(Status, OfTheTransportGetsAReasonOfTheTransport) {
  EXPECT_EQ(FromStatus({grpc::StatusCode::UNAVAILABLE, "connect failed"}).reason,
            "SERVICE_UNREACHABLE");
  EXPECT_EQ(FromStatus({grpc::StatusCode::DEADLINE_EXCEEDED, ""}).reason, "DEADLINE_PASSED");
  EXPECT_EQ(FromStatus({grpc::StatusCode::UNIMPLEMENTED, ""}).reason, "METHOD_UNKNOWN");
  EXPECT_EQ(FromStatus({grpc::StatusCode::RESOURCE_EXHAUSTED,
                        "Received message larger than max (5 vs. 4)"})
                .reason,
            "MESSAGE_TOO_LARGE");
  EXPECT_EQ(FromStatus({grpc::StatusCode::RESOURCE_EXHAUSTED, "memory"}).reason,
            "TRANSPORT_EXHAUSTED");
  EXPECT_EQ(FromStatus({grpc::StatusCode::INTERNAL, "?"}).code, Code::kInternal);
}

TEST(Status, OfAHugeErrorFitsIntoTheHeaders) {
  Error error = MissionLate();
  error.field = std::string(100'000, 'f');
  error.french.clear();
  for (int i = 0; i < 10'000; ++i) error.french += "é";
  const auto status = ToStatus(error, Language::kFrench);
  EXPECT_LT(status.error_message().size() + status.error_details().size(), 6'000);
  EXPECT_EQ(status.error_message().size() % 2, 0) << "a character was cut";
}

TEST(Status, OnlyPrintableAsciiIsPlainMetadata) {
  EXPECT_TRUE(IsPlainMetadata("barriers[1].severity"));
  EXPECT_FALSE(IsPlainMetadata("prénom"));
  EXPECT_FALSE(IsPlainMetadata("a\nb"));
}

}  // namespace
}  // namespace parcours::rpc
