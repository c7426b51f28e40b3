#include "tests/end_to_end/bad_input.h"

#include <fstream>

namespace parcours::end_to_end {
namespace {

constexpr std::chrono::seconds kSettlesWithin{30};
constexpr CivilDate kToday(2025, 3, 6);

std::filesystem::path Sample(const std::string& file) {
  return std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/sample" / file;
}

const std::vector<std::string>& WordsIn(Language language, const Saying& saying) {
  return language == Language::kFrench ? saying.french : saying.english;
}

}  // namespace

void ExpectWords(const std::string& text, const std::vector<std::string>& words) {
  for (const auto& word : words) {
    EXPECT_NE(text.find(word), std::string::npos) << "expected \"" << word << "\" in: " << text;
  }
}

void ExpectRefusal(const Error& error, Language language, const Refusal& expected) {
  EXPECT_EQ(CodeName(error.code), CodeName(expected.code)) << error.english;
  EXPECT_EQ(error.reason, expected.reason) << error.english;
  if (!expected.field.empty()) {
    EXPECT_EQ(error.field, expected.field);
  }
  ExpectWords(error.Message(language), WordsIn(language, expected.saying));
}

void BadInput::SetUp() {
  std::filesystem::create_directories(data());
  Start();
  ASSERT_NE(platform_, nullptr);
  const auto token = platform_->desk().For(cli::TokenDesk::Operator()).value();
  const auto report =
      platform_->Import(cli::ImportKind::kPartners, Sample("partners.json"), token, {});
  ASSERT_TRUE(report) << report.error().english;
  ASSERT_EQ(report->set_aside, 0);
  Remember();
}

void BadInput::Start() {
  auto platform = cli::LaunchedPlatform::Start({.programs = Program(""),
                                                .data = data(),
                                                .brokers = {},
                                                .start = kToday,
                                                .partners = Sample("partners.json")});
  ASSERT_TRUE(platform) << platform.error().english;
  platform_ = *std::move(platform);
}

Finished BadInput::Parcours(Language language, const std::string& arguments,
                            const std::string& agent) const {
  const std::string as = agent.empty() ? "" : " --as " + agent;
  return testing::RunCommand("PARCOURS_DATA=" + data().string() +
                             " PARCOURS_PARTNERS=" + Sample("partners.json").string() + " " +
                             Program("parcours") + " --lang " +
                             (language == Language::kFrench ? "fr " : "en ") + arguments + as);
}

void BadInput::ExpectSaid(const std::string& arguments, const std::string& agent, int status,
                          const Saying& saying) const {
  for (const auto language : {Language::kFrench, Language::kEnglish}) {
    const auto said = Parcours(language, arguments, agent);
    EXPECT_EQ(said.status, status) << said.output;
    ExpectWords(said.output, WordsIn(language, saying));
  }
}

void BadInput::ExpectRefused(const std::string& service, const std::string& method,
                             const nlohmann::json& request, const std::string& token,
                             const Refusal& expected) const {
  for (const auto language : {Language::kFrench, Language::kEnglish}) {
    const auto answer = Client(language)->Call(service, method, request, token);
    ASSERT_FALSE(answer) << answer->dump();
    ExpectRefusal(answer.error(), language, expected);
  }
}

std::unique_ptr<cli::PlatformClient> BadInput::Client(Language language) const {
  return std::make_unique<cli::PlatformClient>(
      platform_->endpoints(),
      cli::ClientOptions{
          .operator_token = platform_->desk().For(cli::TokenDesk::Operator()).value(),
          .language = language});
}

std::string BadInput::TokenOf(const std::string& agent) const {
  return platform_->desk().For(platform_->desk().Agent(agent).value()).value();
}

std::string BadInput::Positions() const {
  const auto settled = platform_->Settle(kSettlesWithin);
  EXPECT_TRUE(settled) << settled.error().english;
  std::string text;
  for (const auto& [service, address] : platform_->endpoints()) {
    const auto status = platform_->Status(service);
    if (!status) return status.error().english;
    text += service + " journal " + status->at("journalHead").get<std::string>() +
            ", dead letters " + status->at("openDeadLetters").get<std::string>() + ", held back " +
            status->at("waitingCount").get<std::string>() + ", reads";
    for (const auto& place : status->at("subscriptions")) {
      text += " " + place.at("topic").get<std::string>() + ":" +
              place.at("nextOffset").get<std::string>();
    }
    text += "\n";
  }
  return text;
}

void BadInput::ExpectNothingChanged() const {
  EXPECT_EQ(Positions(), before_);
  const auto intact = platform_->VerifyAudit();
  EXPECT_TRUE(intact) << intact.error().english;
}

void BadInput::ExpectGoesOn() const {
  const auto report =
      platform_->Import(cli::ImportKind::kDossiers, File("good.json", Dossiers().front().dump()),
                        TokenOf(kCfaSystem), {});
  ASSERT_TRUE(report) << report.error().english;
  EXPECT_EQ(report->accepted, 1);
}

std::string BadInput::File(const std::string& name, const std::string& content) const {
  const auto path = folder_.path() / name;
  std::ofstream(path, std::ios::binary) << content;
  return path.string();
}

nlohmann::json BadInput::Dossiers() {
  return nlohmann::json::parse(ReadFile(Sample("dossiers-apprenants.json")));
}

}  // namespace parcours::end_to_end
