// Calls that must be refused: by whom, with what, how large, how late. Each says what and why in
// both languages and leaves nothing behind.

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include "parcours/followup/v1/followup_service.grpc.pb.h"
#include "services/cli/generic_call.h"
#include "services/cli/messages.h"
#include "services/platform/rpc/channel.h"
#include "services/platform/security/tokens.h"
#include "services/platform/testing/fakes.h"
#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

using nlohmann::json;

constexpr const char* kPathway = "pathways/01890000-0000-7000-8000-000000000999";

class BadCall : public BadInput {
 protected:
  // Those of the sample's good records, in follow-up, in the order of their names.
  std::vector<std::string> ImportPathways() {
    const auto report = platform().Import(
        cli::ImportKind::kDossiers,
        std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/sample/dossiers-apprenants.json",
        TokenOf(kCfaSystem), {});
    EXPECT_TRUE(report);
    EXPECT_TRUE(platform().Settle(std::chrono::seconds{30}));
    const auto listed =
        platform().Call("followup", "ListPathways", json::object(), TokenOf(kCfaReferent));
    std::vector<std::string> names;
    if (listed) {
      for (const auto& pathway : listed->at("pathways")) names.push_back(pathway.at("name"));
    }
    Remember();
    return names;
  }

  std::string TokenSignedWith(const std::string& private_key_pem, const Clock& clock) const {
    const auto issuer = security::MakeTokenIssuer(private_key_pem, clock).value();
    return issuer->Issue(platform().desk().Agent(kCfaReferent).value(), std::chrono::hours{1})
        .value();
  }

  void ExpectTokenRefused(const std::string& token, const std::string& reason,
                          const Saying& saying) {
    ExpectRefused("followup", "GetPathway", {{"name", kPathway}}, token,
                  {Code::kUnauthenticated, reason, {}, saying});
    ExpectNothingChanged();
  }
};

TEST_F(BadCall, WithMoreRecordsThanACallMayHoldIsRefusedWhole) {
  const json request{{"records", std::vector<std::string>(2'001, Dossiers().front().dump())}};
  ExpectRefused("recruitment", "ImportDossiers", request, TokenOf(kCfaSystem),
                {Code::kInvalidArgument,
                 "TOO_MANY_ITEMS",
                 "records",
                 {.french = {"records", "compte plus de 2000 éléments"},
                  .english = {"records", "has more than 2000 items"}}});
  ExpectNothingChanged();
  ExpectGoesOn();
}

TEST_F(BadCall, LargerThanTheLimitIsRefusedBeforeItIsRead) {
  const json request{{"records", std::vector<std::string>(90, std::string(60'000, 'x'))}};
  ExpectRefused("recruitment", "ImportDossiers", request, TokenOf(kCfaSystem),
                {Code::kResourceExhausted,
                 "MESSAGE_TOO_LARGE",
                 {},
                 {.french = {"dépasse la taille admise", "en plusieurs appels", "4194304"},
                  .english = {"larger than the limit", "in several calls", "4194304"}}});
  ExpectNothingChanged();
  ExpectGoesOn();
}

TEST_F(BadCall, WithTextThatIsNotUtf8IsRefused) {
  const auto* method = cli::FindMethod("followup", "GetPathway").value();
  followup::v1::GetPathwayRequest request;
  request.set_name("pathways/B\xE9rang\xE8re");
  const cli::HearAnswer ignore = [](const google::protobuf::Message&) { return Result<void>(); };
  for (const auto language : {Language::kFrench, Language::kEnglish}) {
    const auto answer = cli::CallMethod(
        rpc::OpenChannel(platform().endpoints().at("followup")), *method, request,
        {.token = TokenOf(kCfaReferent), .language = language, .trace = {}}, ignore);
    ASSERT_FALSE(answer);
    ExpectRefusal(answer.error(), language,
                  {Code::kInvalidArgument,
                   "REQUEST_UNREADABLE",
                   {},
                   {.french = {"GetPathway", "n'y est pas en UTF-8", "Rien n'a été modifié"},
                    .english = {"GetPathway", "is not UTF-8", "Nothing was changed"}}});
  }
  ExpectNothingChanged();
}

TEST_F(BadCall, AboutADayThatDoesNotExistIsRefused) {
  ExpectRefused("followup", "GetPathway", {{"name", kPathway}, {"on", "2024-02-30"}},
                TokenOf(kCfaReferent),
                {Code::kInvalidArgument,
                 "FIELD_NOT_A_DATE",
                 "on",
                 {.french = {"« on »", "une date qui existe", "AAAA-MM-JJ"},
                  .english = {"\"on\"", "a date that exists", "YYYY-MM-DD"}}});
}

TEST_F(BadCall, NamingAnUnknownOrganisationIsRefused) {
  const auto pathways = ImportPathways();
  ASSERT_FALSE(pathways.empty());
  ExpectRefused("recruitment", "SubmitMission",
                {{"pathway", pathways.front()},
                 {"employer", "organisations/01890000-0000-7000-8000-00000000beef"},
                 {"title", "Menuisier"},
                 {"description", "Pose"}},
                TokenOf(kCfaStaff),
                {Code::kInvalidArgument,
                 "ORGANISATION_UNKNOWN",
                 "employer",
                 {.french = {"00000000beef", "n'est pas dans le réseau"},
                  .english = {"00000000beef", "is not in the network"}}});
  ExpectNothingChanged();
}

TEST_F(BadCall, WithAnExpiredTokenIsRefused) {
  const testing::FakeClock long_ago(CivilDate(2020, 1, 1));
  ExpectTokenRefused(
      TokenSignedWith(ReadFile(data() / "token.private.pem"), long_ago), "TOKEN_EXPIRED",
      {.french = {"jeton", "a expiré", "nouveau"}, .english = {"token", "expired", "new one"}});
}

TEST_F(BadCall, WithAForgedTokenIsRefused) {
  const testing::FakeClock clock(CivilDate(2125, 1, 1));
  const auto others = security::GenerateKeyPair().value();
  ExpectTokenRefused(TokenSignedWith(others.private_key_pem, clock), "TOKEN_SIGNATURE_INVALID",
                     {.french = {"jeton", "signé"}, .english = {"token", "signed"}});
}

TEST_F(BadCall, WithATokenChangedByHandIsRefused) {
  std::string token = TokenOf(kCfaReferent);
  const auto claims = token.find('.') + 10;
  token[claims] = token[claims] == 'A' ? 'B' : 'A';
  ExpectTokenRefused(token, "TOKEN_SIGNATURE_INVALID",
                     {.french = {"jeton", "signé"}, .english = {"token", "signed"}});
}

TEST_F(BadCall, WithoutATokenIsRefused) {
  ExpectTokenRefused({}, "TOKEN_MISSING", {.french = {"jeton"}, .english = {"token"}});
}

TEST_F(BadCall, WithATokenOfAnotherOrganisationSeesNothing) {
  const auto pathways = ImportPathways();
  ASSERT_FALSE(pathways.empty());
  const std::string stranger =
      platform()
          .desk()
          .For({.principal = "agents/01890000-0000-7000-8000-0000000000ff",
                .organisation = "organisations/01890000-0000-7000-8000-0000000000fe",
                .person = {},
                .roles = {options::v1::REFERENT, options::v1::TRAINING_LEAD}})
          .value();
  ExpectRefused("followup", "AssignReferent",
                {{"pathway", pathways.front()}, {"referent", kCfaStaff}}, stranger,
                {Code::kNotFound,
                 "RESOURCE_NOT_FOUND",
                 pathways.front(),
                 {.french = {pathways.front(), "n'existe pas, ou vous n'y avez pas accès"},
                  .english = {pathways.front(), "does not exist, or you have no access"}}});
  ExpectNothingChanged();
}

TEST_F(BadCall, WithoutADeadlineIsRefused) {
  const auto stub = followup::v1::FollowupService::NewStub(
      rpc::OpenChannel(platform().endpoints().at("followup")));
  for (const auto language : {Language::kFrench, Language::kEnglish}) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + TokenOf(kCfaReferent));
    context.AddMetadata("accept-language", language == Language::kFrench ? "fr" : "en");
    followup::v1::ListPathwaysResponse answer;
    const auto status = stub->ListPathways(&context, {}, &answer);
    ASSERT_FALSE(status.ok());
    ExpectRefusal(rpc::FromStatus(status), language,
                  {Code::kInvalidArgument,
                   "DEADLINE_REQUIRED",
                   {},
                   {.french = {"combien de temps", "deadline"},
                    .english = {"how long it can wait", "Set a deadline"}}});
  }
}

TEST_F(BadCall, WithARequestIdOfAnotherRequestIsRefusedAndTheFirstOneStands) {
  const auto pathways = ImportPathways();
  ASSERT_FALSE(pathways.empty());
  const auto assign = [&](const std::string& referent) {
    return json{{"pathway", pathways.front()}, {"referent", referent}, {"requestId", "once"}};
  };
  const auto token = TokenOf(kCfaReferent);
  const auto first = platform().Call("followup", "AssignReferent", assign(kCfaReferent), token);
  ASSERT_TRUE(first) << first.error().english;
  Remember();
  ExpectRefused("followup", "AssignReferent", assign(kCfaStaff), token,
                {Code::kInvalidArgument,
                 "REQUEST_ID_REUSED",
                 "request_id",
                 {.french = {"« once »", "a déjà servi pour une autre demande"},
                  .english = {"\"once\"", "was already used for another request"}}});
  const auto again = platform().Call("followup", "AssignReferent", assign(kCfaReferent), token);
  ASSERT_TRUE(again) << again.error().english;
  EXPECT_EQ(*again, *first);
  ExpectNothingChanged();
}

}  // namespace
}  // namespace parcours::end_to_end
