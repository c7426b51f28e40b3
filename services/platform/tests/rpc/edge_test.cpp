#include "services/platform/rpc/edge.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <thread>

#include "services/platform/observe/trace.h"
#include "services/platform/tests/rpc/served_sample.h"

namespace parcours::rpc {
namespace {

namespace v1 = sample::v1;
using Stub = v1::PartnersService::Stub;

constexpr const char* kCfa = "organisations/01950000-0000-7000-8000-000000000001";

v1::ImportPartnersRequest Import(int records, const std::string& display_name) {
  v1::ImportPartnersRequest request;
  for (int i = 0; i < records; ++i) {
    auto& organisation = *request.add_records()->mutable_organisation();
    char name[64];
    std::snprintf(name, sizeof(name), "organisations/01950000-0000-7000-8000-%012d", i + 1);
    organisation.set_name(name);
    organisation.set_display_name(display_name);
  }
  return request;
}

v1::GetOrganisationRequest Get() {
  v1::GetOrganisationRequest request;
  request.set_name(kCfa);
  return request;
}

class EdgeTest : public ::testing::Test {
 protected:
  ServedSample sample;
};

TEST_F(EdgeTest, ACommandIsAnsweredAfterItsCommitAndAQuerySeesIt) {
  const auto imported =
      Invoke(*sample.stub, &Stub::ImportPartners, Import(1, "CFA"), sample.Options());
  ASSERT_TRUE(imported) << imported.error().reason;
  EXPECT_EQ(imported->verdicts(0).verdict(), type::v1::ACCEPTED);
  const auto organisation = Invoke(*sample.stub, &Stub::GetOrganisation, Get(), sample.Options());
  ASSERT_TRUE(organisation) << organisation.error().reason;
  EXPECT_EQ(organisation->display_name(), "CFA");
}

TEST_F(EdgeTest, ABatchOfThousandsKeepsTheOrderOfItsVerdicts) {
  const auto imported =
      Invoke(*sample.stub, &Stub::ImportPartners, Import(2'000, "CFA"), sample.Options());
  ASSERT_TRUE(imported) << imported.error().reason;
  ASSERT_EQ(imported->verdicts_size(), 2'000);
  for (int i = 0; i < 2'000; ++i) {
    ASSERT_EQ(imported->verdicts(i).names(0).substr(38),
              std::to_string(1'000'000'000'000 + i + 1).substr(1));
  }
}

TEST_F(EdgeTest, ACallWithoutDeadlineIsRefused) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + sample.tokens.TokenOf(testing::Operator()));
  v1::Organisation answer;
  const auto status = sample.stub->GetOrganisation(&context, Get(), &answer);
  EXPECT_EQ(FromStatus(status).reason, "DEADLINE_REQUIRED");
  const auto& trailing = context.GetServerTrailingMetadata();
  ASSERT_NE(trailing.find(kReasonKey), trailing.end());
  EXPECT_EQ(trailing.find(kReasonKey)->second, "DEADLINE_REQUIRED");
}

TEST_F(EdgeTest, ARefusalNamesFieldAndSpeaksTheCallersLanguage) {
  auto options = sample.Options();
  v1::GetOrganisationRequest request;
  request.set_name("agents/1");
  options.language = Language::kEnglish;
  const auto english = Invoke(*sample.stub, &Stub::GetOrganisation, request, options);
  options.language = Language::kFrench;
  const auto french = Invoke(*sample.stub, &Stub::GetOrganisation, request, options);
  ASSERT_FALSE(english);
  ASSERT_FALSE(french);
  EXPECT_EQ(english.error().field, "name");
  EXPECT_EQ(english.error().reason, french.error().reason);
  EXPECT_NE(english.error().english, french.error().french);
}

TEST_F(EdgeTest, ACallWithoutTokenIsUnauthenticated) {
  const auto refused =
      Invoke(*sample.stub, &Stub::GetOrganisation, Get(), {.token = {}, .trace = {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kUnauthenticated);
}

TEST_F(EdgeTest, AMessageOverTheLimitIsRefusedClearlyAndOthersGoOn) {
  const auto refused = Invoke(*sample.stub, &Stub::ImportPartners,
                              Import(1, std::string(5'000'000, 'x')), sample.Options());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kResourceExhausted);
  EXPECT_EQ(refused.error().reason, "MESSAGE_TOO_LARGE") << refused.error().english;
  EXPECT_TRUE(Invoke(*sample.stub, &Stub::ImportPartners, Import(1, "CFA"), sample.Options()));
}

TEST_F(EdgeTest, TextThatIsNotUtf8IsRefusedAndChangesNothing) {
  const auto refused =
      Invoke(*sample.stub, &Stub::ImportPartners, Import(1, "\xff\xfe"), sample.Options());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kInvalidArgument);
  EXPECT_EQ(refused.error().reason, "REQUEST_UNREADABLE");
  EXPECT_FALSE(Invoke(*sample.stub, &Stub::GetOrganisation, Get(), sample.Options()));
}

TEST_F(EdgeTest, FactsCarryTheCallersTraceOrOneThatBeginsHere) {
  const std::string given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  for (const auto& trace : {given, std::string("anything that a caller writes")}) {
    auto options = sample.Options();
    options.trace = trace;
    ASSERT_TRUE(Invoke(*sample.stub, &Stub::ImportPartners, Import(2, trace), options));
  }
  const auto db = sample.core->OpenForReading();
  const auto rows = sample.core->journal().ReadFrom(**db, 1, 10);
  ASSERT_EQ(rows.size(), 4);
  EXPECT_EQ(rows[0].meta.trace, given);
  EXPECT_EQ(rows[1].meta.trace, given);
  EXPECT_TRUE(observe::ParseTraceparent(rows[2].meta.trace)) << rows[2].meta.trace;
  EXPECT_NE(rows[2].meta.trace, given);
  EXPECT_EQ(rows[3].meta.trace, rows[2].meta.trace);
}

TEST_F(EdgeTest, AFaultIsToldByTheReferenceOfItsTrace) {
  std::promise<Result<void>> told;
  const v1::GetOrganisationRequest request = Get();
  v1::Organisation answer;
  sample.core->executor().Run(
      {.token = sample.Options().token,
       .deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30),
       .trace = {}},
      request, answer,
      [](execution::Session&) -> Result<void> { throw std::runtime_error("a secret"); },
      [&told](Result<void> outcome) { told.set_value(std::move(outcome)); });
  const auto outcome = told.get_future().get();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().reason, "INTERNAL_FAULT");
  EXPECT_THAT(outcome.error().english, ::testing::ContainsRegex("reference 00-[0-9a-f-]+ to"));
  EXPECT_EQ(outcome.error().english.find("secret"), std::string::npos);
}

TEST_F(EdgeTest, ACallerWhoGivesUpLeavesTheServiceSound) {
  for (int i = 0; i < 50; ++i) {
    grpc::ClientContext context;
    Fill(context, sample.Options());
    std::thread canceller([&context] { context.TryCancel(); });
    v1::ImportPartnersResponse answer;
    const auto status =
        sample.stub->ImportPartners(&context, Import(200, "CFA" + std::to_string(i)), &answer);
    canceller.join();
    EXPECT_TRUE(status.ok() || status.error_code() == grpc::StatusCode::CANCELLED)
        << status.error_message();
  }
  // What they left in the queue may still be more than it lets wait.
  const auto again = [this] {
    return Invoke(*sample.stub, &Stub::ImportPartners, Import(1, "CFA"), sample.Options());
  };
  auto answer = again();
  const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!answer && answer.error().code == Code::kResourceExhausted &&
         std::chrono::steady_clock::now() < latest)
    answer = again();
  EXPECT_TRUE(answer) << answer.error().english;
}

TEST_F(EdgeTest, ADeadlineThatPassedMeansNothingWasDone) {
  auto options = sample.Options();
  options.timeout = std::chrono::milliseconds(0);
  const auto refused = Invoke(*sample.stub, &Stub::ImportPartners, Import(1, "CFA"), options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kDeadlineExceeded) << refused.error().english;
}

}  // namespace
}  // namespace parcours::rpc
