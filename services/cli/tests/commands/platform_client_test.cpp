#include "services/cli/platform_client.h"

#include <gtest/gtest.h>

#include <fstream>

#include "services/cli/messages.h"
#include "services/cli/sample_generator.h"
#include "services/cli/settling.h"
#include "services/cli/tests/commands/running_platform.h"
#include "services/cli/tests/temporary_file.h"

namespace parcours::cli {
namespace {

constexpr std::chrono::seconds kSettling{30};

std::string Sample(const char* file) { return std::string(kSampleFolder) + file; }

class PlatformClientTest : public ::testing::Test {
 protected:
  Result<ImportReport> ImportPartners() {
    return client().Import(ImportKind::kPartners, Sample("partners.json"),
                           client().options().operator_token, {});
  }
  Result<ImportReport> ImportDossiers(const std::filesystem::path& file) {
    return client().Import(ImportKind::kDossiers, file, platform_.TokenOf(kCfaSystem), {});
  }
  PlatformClient& client() { return platform_.client(); }

  RunningPlatform platform_;
};

TEST_F(PlatformClientTest, TheSampleGivesTheVerdictsOfTheStoryAndAgainNothingNew) {
  const auto partners = ImportPartners();
  ASSERT_TRUE(partners) << partners.error().english;
  EXPECT_EQ(partners->accepted, 19);
  ASSERT_TRUE(client().Settle(kSettling));
  const auto first = ImportDossiers(Sample("dossiers-apprenants.json"));
  ASSERT_TRUE(first) << first.error().english;
  EXPECT_EQ(first->accepted, 16);
  EXPECT_EQ(first->warned, 1);
  EXPECT_EQ(first->unchanged, 1);
  EXPECT_EQ(first->set_aside, 4);
  ASSERT_TRUE(client().Settle(kSettling));
  const auto view = client().DatedView(std::nullopt);
  ASSERT_TRUE(view);
  const auto second = ImportDossiers(Sample("dossiers-apprenants.json"));
  ASSERT_TRUE(second);
  EXPECT_EQ(second->accepted, 0);
  EXPECT_EQ(second->unchanged, 17);
  ASSERT_TRUE(client().Settle(kSettling));
  EXPECT_EQ(client().DatedView(std::nullopt).value(), *view);
  EXPECT_TRUE(client().VerifyAudit());
}

TEST_F(PlatformClientTest, SettledMeansThatEveryServiceKnowsTheNetwork) {
  ASSERT_TRUE(ImportPartners());
  ASSERT_TRUE(client().Settle(kSettling));
  const auto listed = client().Call("followup", "ListOrganisations", nlohmann::json::object(),
                                    client().options().operator_token);
  ASSERT_TRUE(listed) << listed.error().english;
  EXPECT_EQ(listed->at("totalSize"), 7);
  const auto statuses = client().Statuses();
  ASSERT_TRUE(statuses);
  EXPECT_EQ(WhatMoves(*statuses, Language::kEnglish), "");
  EXPECT_EQ(WhatIsWrong(*statuses, Language::kEnglish), "");
}

TEST_F(PlatformClientTest, TheClockPassesThroughEveryDueDay) {
  ASSERT_TRUE(ImportPartners());
  ASSERT_TRUE(client().Settle(kSettling));
  ASSERT_TRUE(ImportDossiers(Sample("dossiers-apprenants.json")));
  const auto advanced = client().AdvanceTo(CivilDate(2025, 6, 2));
  ASSERT_TRUE(advanced) << advanced.error().english;
  const auto view = client().DatedView(std::nullopt);
  ASSERT_TRUE(view);
  EXPECT_NE(view->find("2025-04-02 followup ContinuationExpiring"), std::string::npos);
  EXPECT_NE(view->find("followup ContinuationEnded"), std::string::npos);
  const auto status = client().Status("insertion");
  ASSERT_TRUE(status);
  EXPECT_EQ(status->at("clock").at("today"), "2025-06-02");
}

TEST_F(PlatformClientTest, AnImportThatWasCutIsFinishedByRepeatingIt) {
  ASSERT_TRUE(ImportPartners());
  ASSERT_TRUE(client().Settle(kSettling));
  const auto written = [](std::int64_t learners) {
    std::ostringstream stream;
    EXPECT_TRUE(WriteSample({.learners = learners, .seed = 2, .wrong_percent = 0}, stream));
    return stream.str();
  };
  const TemporaryFile part(written(30));
  const TemporaryFile whole(written(50));
  ASSERT_EQ(ImportDossiers(part.path())->accepted, 30);
  const auto finished = ImportDossiers(whole.path());
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->unchanged, 30);
  EXPECT_EQ(finished->accepted, 20);
}

TEST_F(PlatformClientTest, AGeneratedSampleIsTakenInButForItsFaults) {
  ASSERT_TRUE(ImportPartners());
  ASSERT_TRUE(client().Settle(kSettling));
  std::ostringstream stream;
  ASSERT_TRUE(WriteSample({.learners = 400, .seed = 9, .wrong_percent = 0}, stream));
  const TemporaryFile right(stream.str());
  const auto taken = ImportDossiers(right.path());
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->accepted, 400);
  EXPECT_EQ(taken->warned, 0);
}

TEST_F(PlatformClientTest, TokensThatWillNotDoAreRefused) {
  const auto reason = [this](const std::string& token) {
    return client()
        .Call("followup", "ListOrganisations", nlohmann::json::object(), token)
        .error()
        .reason;
  };
  EXPECT_EQ(reason(""), "TOKEN_MISSING");
  EXPECT_EQ(reason("nonsense"), "TOKEN_MALFORMED");
  auto forged = platform_.TokenOf(kLead);
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  EXPECT_NE(reason(forged), "");
  EXPECT_EQ(reason(platform_.TokenOf(kCfaSystem)), "ROLE_NOT_ALLOWED");
}

TEST_F(PlatformClientTest, ASentenceComesInTheLanguageAsked) {
  const auto refused =
      client().Call("followup", "GetPathway", {{"name", "nonsense"}}, platform_.TokenOf(kLead));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "name");
  EXPECT_EQ(refused.error().reason, "FIELD_NOT_A_RESOURCE_NAME");
}

TEST_F(PlatformClientTest, AStreamComesAsAList) {
  ASSERT_TRUE(ImportPartners());
  const auto lines = client().Call("partners", "GetDatedView", {{"day", "2030-01-01"}},
                                   client().options().operator_token);
  ASSERT_TRUE(lines) << lines.error().english;
  EXPECT_TRUE(lines->is_array());
  EXPECT_EQ(lines->size(), 19U);
}

TEST_F(PlatformClientTest, AMessageOverTheLimitIsRefusedWithWhatToDo) {
  const nlohmann::json request{
      {"records", std::vector<std::string>(100, std::string(60'000, 'x'))}};
  const auto refused =
      client().Call("recruitment", "ImportDossiers", request, platform_.TokenOf(kCfaSystem));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "MESSAGE_TOO_LARGE");
}

TEST_F(PlatformClientTest, TwoThousandAndOneRecordsInACallAreRefusedWhole) {
  const nlohmann::json request{{"records", std::vector<std::string>(2'001, "{}")}};
  const auto refused =
      client().Call("recruitment", "ImportDossiers", request, platform_.TokenOf(kCfaSystem));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "TOO_MANY_ITEMS");
  EXPECT_EQ(refused.error().field, "records");
}

TEST(PlatformClientOnARealClock, TheClockIsNotAdvanced) {
  RunningPlatform platform("real");
  const auto refused = platform.client().AdvanceTo(CivilDate(2100, 1, 1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "CLOCK_IS_REAL");
}

TEST(PlatformClientAlone, AServiceThatDoesNotAnswerIsNamed) {
  PlatformClient client({{"followup", "127.0.0.1:1"}}, {.operator_token = "x",
                                                        .language = Language::kEnglish,
                                                        .timeout = std::chrono::milliseconds(500)});
  const auto refused = client.Status("followup");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "SERVICE_UNREACHABLE");
  EXPECT_EQ(client.Status("support").error().reason, "SERVICE_UNKNOWN");
}

}  // namespace
}  // namespace parcours::cli
