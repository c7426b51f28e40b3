#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "services/cli/commands/commands.h"
#include "services/cli/tests/commands/running_platform.h"
#include "services/cli/tests/temporary_file.h"

namespace parcours::cli {
namespace {

struct Said {
  int status = -1;
  std::string out;
  std::string err;
};

Said Parcours(std::vector<std::string> arguments, Language language = Language::kFrench) {
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err, .terminal = false, .language = language};
  std::vector<const char*> words{"parcours"};
  for (const auto& argument : arguments) words.push_back(argument.c_str());
  const int status =
      RunCommandLine(static_cast<int>(words.size()), words.data(), console,
                     {MakeToken, MakeImport, MakeCall, MakeTimeline, MakeStatus, MakeSettle,
                      MakeClock, MakeView, MakeDeadLetters, MakeRebuild, MakeReplay, MakeAudit,
                      MakeSample, MakeCompletion, MakeRisk, MakeExport});
  return {.status = status, .out = out.str(), .err = err.str()};
}

std::size_t Lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(CommandLine, AMistakeIsOneSentenceThatSaysWhereHelpIs) {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"nope"},
                                             {"import"},
                                             {"import", "dossiers"},
                                             {"status", "--nope"},
                                             {"dlq"},
                                             {"import", "prescriptions", "f.csv"},
                                             {"sample", "--learners", "many"},
                                             {"completion", "csh"}}) {
    const auto said = Parcours(arguments);
    EXPECT_EQ(said.status, 2);
    EXPECT_EQ(Lines(said.err), 1U) << said.err;
    EXPECT_NE(said.err.find("voir parcours"), std::string::npos) << said.err;
    EXPECT_EQ(said.out, "");
  }
}

TEST(CommandLine, EnglishWhereItIsAskedFor) {
  EXPECT_NE(Parcours({"nope"}, Language::kEnglish).err.find("see parcours --help"),
            std::string::npos);
  const char* const english[] = {"parcours", "--lang", "en", "status"};
  EXPECT_EQ(ChooseLanguage(4, english), Language::kEnglish);
  const char* const french[] = {"parcours", "status", "--lang=fr"};
  EXPECT_EQ(ChooseLanguage(3, french), Language::kFrench);
}

TEST(CommandLine, HelpIsNoMistake) {
  const auto said = Parcours({"import", "--help"});
  EXPECT_EQ(said.status, 0);
  EXPECT_NE(said.out.find("dossiers"), std::string::npos);
}

TEST(CommandLine, WithoutAPlatformTheAddressesAreMissed) {
  const auto said = Parcours({"--endpoints", "/nowhere.json", "--token", "x", "status"});
  EXPECT_EQ(said.status, 2);
  EXPECT_NE(said.err.find("ENDPOINTS_UNREADABLE"), std::string::npos);
}

TEST(CommandLine, KeysAreNeverReplaced) {
  const testing::TemporaryFolder folder;
  EXPECT_EQ(Parcours({"token", "keys", "--out", folder.path()}).status, 0);
  const auto permissions =
      std::filesystem::status(folder.path() / "token.private.pem").permissions();
  EXPECT_EQ(permissions & std::filesystem::perms::others_all, std::filesystem::perms::none);
  EXPECT_NE(Parcours({"token", "keys", "--out", folder.path()}).err.find("SIGNING_KEY_EXISTS"),
            std::string::npos);
}

TEST(CommandLine, ATokenIsSignedForWhoeverIsDescribed) {
  const testing::TemporaryFolder folder;
  ASSERT_EQ(Parcours({"token", "keys", "--out", folder.path()}).status, 0);
  const std::string key = folder.path() / "token.private.pem";
  const auto by_hand = Parcours({"token", "--key", key, "--as", "agents/x", "--organisation",
                                 "organisations/y", "--role", "REFERENT", "--ttl", "60"});
  EXPECT_EQ(by_hand.status, 0) << by_hand.err;
  EXPECT_EQ(std::count(by_hand.out.begin(), by_hand.out.end(), '.'), 2);
  EXPECT_EQ(Parcours({"token", "--key", key, "--as", "agents/x", "--role", "KING"}).status, 2);
  EXPECT_EQ(Parcours({"token", "--key", key, "--as", "agents/x", "--role", "SERVICE"}).status, 2);
  EXPECT_EQ(Parcours({"token", "--key", key}).status, 2);
}

TEST(CommandLine, CompletionNamesEverySubcommandAndOption) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const auto said = Parcours({"completion", shell});
    EXPECT_EQ(said.status, 0);
    for (const char* word : {"prescriptions", "redrive", "report"}) {
      EXPECT_NE(said.out.find(word), std::string::npos) << shell << " " << word;
    }
  }
}

// Followed for a year, with a broken contract and a blocking barrier from the first day: 50 points.
constexpr char kHighFromTheFirstDay[] =
    R"({"facts":[{"kind":"FOLLOWED","fromDate":"2024-09-01","untilDate":"2025-09-01"},)"
    R"({"kind":"CONTRACT_BROKEN","fromDate":"2024-09-01"},)"
    R"({"kind":"BARRIER_OPEN","fromDate":"2024-09-01","amount":4}],)"
    R"("observedUntilDate":"2025-08-31")";

TEST(CommandLine, BacktestSaysPerBandHowManyBroke) {
  const std::string high = kHighFromTheFirstDay;
  const TemporaryFile file(high + R"(,"breakDate":"2024-10-31"})" + "\n" + high + "}\n");
  const auto said = Parcours({"risk", "backtest", file.path()}, Language::kEnglish);
  EXPECT_EQ(said.status, 0) << said.err;
  EXPECT_EQ(Lines(said.out), 5U);
  const auto row = said.out.substr(said.out.find("HIGH_RISK"));
  EXPECT_NE(row.find(" 2  1/2 = 50.0 % (9.5-90.5)      1/2 = 50.0 % (9.5-90.5)\n"),
            std::string::npos)
      << said.out;
}

TEST(CommandLine, BacktestNamesTheLineAndTheFieldThatAreWrong) {
  const std::string high = kHighFromTheFirstDay;
  for (const auto& [line, field] : std::vector<std::pair<std::string, std::string>>{
           {R"({"facts":[]})", "observedUntilDate"},
           {R"({"facts":[{"kind":"FOLLOWED"}],"observedUntilDate":"2025-08-31"})", "fromDate"},
           {R"({"facts":[{"fromDate":"2025-01-01"}],"observedUntilDate":"2025-08-31"})", "kind"},
           {"nothing", "Line 2"}}) {
    const TemporaryFile file(high + "}\n" + line + "\n");
    const auto said = Parcours({"risk", "backtest", file.path()}, Language::kEnglish);
    EXPECT_EQ(said.status, 2);
    EXPECT_EQ(Lines(said.err), 1U) << said.err;
    EXPECT_NE(said.err.find("Line 2 of"), std::string::npos) << said.err;
    EXPECT_NE(said.err.find(field), std::string::npos) << said.err;
    EXPECT_EQ(said.out, "") << "no figures of half a cohort";
  }
  EXPECT_NE(Parcours({"risk", "backtest", "/nowhere"}).err.find("FILE_UNREADABLE"),
            std::string::npos);
}

class CommandLineOnAPlatform : public ::testing::Test {
 protected:
  Said Here(std::vector<std::string> arguments) {
    const std::vector<std::string> globals{"--endpoints", platform_.folder() / "endpoints.json",
                                           "--partners",
                                           std::string(kSampleFolder) + "partners.json"};
    arguments.insert(arguments.begin(), globals.begin(), globals.end());
    return Parcours(std::move(arguments), Language::kEnglish);
  }

  RunningPlatform platform_;
};

TEST_F(CommandLineOnAPlatform, ImportsSettlesAndSaysWhereItStands) {
  EXPECT_EQ(Here({"import", "partners", std::string(kSampleFolder) + "partners.json"}).status, 0);
  EXPECT_EQ(Here({"settle"}).status, 0);
  const auto report = platform_.folder() / "report.json";
  const auto imported =
      Here({"import", "dossiers", std::string(kSampleFolder) + "dossiers-apprenants.json", "--as",
            kCfaSystem, "--format", "json", "--report", report});
  EXPECT_EQ(imported.status, 1) << imported.err;
  std::ifstream stream(report);
  const auto written = nlohmann::json::parse(stream);
  EXPECT_EQ(written["counts"]["accepted"], 16);
  EXPECT_EQ(written["counts"]["setAside"], 4);
  EXPECT_EQ(Here({"settle"}).status, 0);
  const auto status = Here({"status"});
  EXPECT_EQ(status.status, 0) << status.err;
  EXPECT_EQ(Lines(status.out), 6U);
  EXPECT_EQ(Here({"audit", "verify"}).out, "");
  EXPECT_EQ(Here({"dlq", "list"}).status, 0);
  const std::string pathway = written["records"][3]["names"][1];
  const auto timeline = Here({"timeline", pathway, "--as", kLead});
  EXPECT_EQ(timeline.status, 0) << timeline.err;
  EXPECT_NE(timeline.out.find("2024-09-01 followup     pathway opened"), std::string::npos)
      << timeline.out;
  const auto rebuilt = Here({"rebuild", "followup", "timeline"});
  EXPECT_EQ(rebuilt.status, 0) << rebuilt.err;
  const auto before = Here({"view"});
  EXPECT_EQ(Here({"replay", "followup"}).status, 0);
  EXPECT_EQ(Here({"settle"}).status, 0);
  EXPECT_EQ(Here({"view"}).out, before.out);
}

TEST_F(CommandLineOnAPlatform, CallsByFieldsAndByJson) {
  ASSERT_EQ(Here({"import", "partners", std::string(kSampleFolder) + "partners.json"}).status, 0);
  const auto by_field = Here({"call", "partners", "ListOrganisations", "page_size=2"});
  EXPECT_EQ(by_field.status, 0) << by_field.err;
  const auto answer = nlohmann::json::parse(by_field.out);
  EXPECT_EQ(answer.at("organisations").size(), 2U);
  const auto by_json =
      Here({"call", "partners", "ListOrganisations", "--json", R"({"pageSize":2})"});
  EXPECT_EQ(by_json.out, by_field.out);
  const auto wrong = Here({"call", "partners", "ListOrganisations", "pages=2"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_EQ(Lines(wrong.err), 1U);
}

TEST_F(CommandLineOnAPlatform, ExportsAWholeListAsCsv) {
  ASSERT_EQ(Here({"import", "partners", std::string(kSampleFolder) + "partners.json"}).status, 0);
  const auto listed = Here({"export", "partners", "ListOrganisations"});
  EXPECT_EQ(listed.status, 0) << listed.err;
  EXPECT_TRUE(listed.out.starts_with("name,")) << listed.out;
  EXPECT_EQ(Lines(listed.out), 8U) << "a heading and seven organisations";
  const auto wrong = Here({"export", "partners", "GetOrganisation"});
  EXPECT_NE(wrong.err.find("METHOD_IS_NO_LIST"), std::string::npos) << wrong.err;
}

TEST_F(CommandLineOnAPlatform, ABadFileChangesNothing) {
  const TemporaryFile file("[{\"organisation\":{}}");
  const auto said = Here({"import", "partners", file.path()});
  EXPECT_EQ(said.status, 2);
  EXPECT_NE(said.err.find("FILE_NOT_JSON"), std::string::npos) << said.err;
  EXPECT_EQ(platform_.client().StatusOf("partners")->journal_head(), 0);
}

TEST_F(CommandLineOnAPlatform, TheClockOnlyTakesDaysThatExist) {
  EXPECT_NE(Here({"clock", "advance", "2024-02-30"}).err.find("DATE_MALFORMED"), std::string::npos);
  EXPECT_EQ(Here({"clock", "advance", "2025-03-07"}).status, 0);
}

TEST_F(CommandLineOnAPlatform, DeadLettersAreNotTouchedWithoutSayingWhich) {
  EXPECT_NE(Here({"dlq", "redrive", "followup"}).err.find("SELECTOR_MISSING"), std::string::npos);
  const auto said = Here({"dlq", "redrive", "followup", "--key", "nobody"});
  EXPECT_EQ(Lines(said.out) + Lines(said.err), 1U) << said.out << said.err;
}

}  // namespace
}  // namespace parcours::cli
