// Topics that are not there, and records on them that are no facts: named, parked one by one, while
// everything else goes on.

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "services/cli/story/launched_platform.h"
#include "services/cli/topics_plan.h"
#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds kLongestSettling{60};
// A field that says that 127 bytes follow.
const std::string kCut(
    "\x0a\x7f"
    "cut");

class BadTopics : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!broker_.Start(folder_.path() / "broker")) GTEST_SKIP() << "no Kafka on this machine";
  }

  [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }

  void StartPlatform() {
    ASSERT_TRUE(bus::ApplyTopics({.brokers = broker_.address(), .client_id = "parcours"},
                                 cli::PlanTopics(1)));
    auto started = cli::LaunchedPlatform::Start({.programs = Program(""),
                                                 .data = data(),
                                                 .brokers = broker_.address(),
                                                 .start = CivilDate(2025, 3, 6),
                                                 .partners = kSample / "partners.json"});
    ASSERT_TRUE(started) << started.error().english;
    platform_ = *std::move(started);
  }

  [[nodiscard]] std::string TokenOf(const std::string& agent) const {
    return platform_->desk().For(platform_->desk().Agent(agent).value()).value();
  }

  cli::ImportReport Import(cli::ImportKind kind, const std::filesystem::path& file,
                           const std::string& token) {
    const auto report = platform_->Import(kind, file, token, {});
    EXPECT_TRUE(report) << report.error().english;
    Settle();
    return report.value_or(cli::ImportReport{});
  }

  void RegisterNetwork() {
    const auto operators = platform_->desk().For(cli::TokenDesk::Operator()).value();
    EXPECT_EQ(Import(cli::ImportKind::kPartners, kSample / "partners.json", operators).set_aside,
              0);
  }

  // Whose key the bad records bear.
  struct Protagonist {
    std::string person;
    std::string pathway;
  };
  Protagonist ImportLearners() {
    const auto report = Import(cli::ImportKind::kDossiers, kSample / "dossiers-apprenants.json",
                               TokenOf(kCfaSystem));
    Protagonist p;
    for (const auto& name : report.records.at(3).verdict.names()) {
      if (name.starts_with("persons/")) p.person = name;
      if (name.starts_with("pathways/")) p.pathway = name;
    }
    return p;
  }

  void ImportThreeMore() {
    const auto file = folder_.path() / "new.json";
    const auto made =
        Parcours(Language::kEnglish, "sample --learners 3 --wrong 0 --out " + file.string());
    ASSERT_EQ(made.status, 0) << made.output;
    EXPECT_EQ(Import(cli::ImportKind::kDossiers, file, TokenOf(kCfaSystem)).accepted, 3);
  }

  void SubmitMission(const Protagonist& p) {
    const auto mission =
        platform_->Call("recruitment", "SubmitMission",
                        {{"pathway", p.pathway},
                         {"employer", "organisations/01890000-0000-7000-8000-000000000006"},
                         {"title", "Menuisier"},
                         {"description", "Pose"}},
                        TokenOf(kCfaStaff));
    EXPECT_TRUE(mission) << mission.error().english;
    Settle();
  }

  [[nodiscard]] bool TimelineSays(const Protagonist& p, const std::string& phrase) const {
    const auto timeline =
        platform_->Call("followup", "GetTimeline", {{"name", p.pathway}}, TokenOf(kCfaReferent));
    return timeline.value().dump().find(phrase) != std::string::npos;
  }

  [[nodiscard]] std::string StatusOf(const std::string& service, const std::string& field) const {
    return platform_->Status(service).value().at(field);
  }

  void Settle() {
    const auto settled = platform_->Settle(kLongestSettling);
    EXPECT_TRUE(settled) << settled.error().english;
  }

  [[nodiscard]] Finished Parcours(Language language, const std::string& arguments) const {
    return testing::RunCommand("PARCOURS_DATA=" + data().string() + " " + Program("parcours") +
                               (language == Language::kFrench ? " --lang fr " : " --lang en ") +
                               arguments);
  }

  // Puts bytes on the topic, as any client of Kafka may.
  void Produce(const std::string& bytes, const std::string& options) const {
    const auto file = folder_.path() / "record";
    std::ofstream(file, std::ios::binary) << bytes;
    const auto sent = testing::RunCommand("kcat -P -b " + broker_.address() + " -t " +
                                          kRecruitmentTopic + " " + options + " " + file.string());
    ASSERT_EQ(sent.status, 0) << sent.output;
  }

  // How kcat is told to write a record as an earlier one of this type and key was: key, partition,
  // headers.
  [[nodiscard]] std::string AsEarlier(const std::string& type, const std::string& key) const {
    const auto read = testing::RunCommand("kcat -C -q -e -o beginning -b " + broker_.address() +
                                          " -t " + kRecruitmentTopic + " -f '%k|%p|%h\\n'");
    std::istringstream lines(read.output);
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with(key + "|") || line.find(type + ",") == std::string::npos) continue;
      const auto bar = line.find('|', key.size() + 1);
      std::string options =
          "-k " + key + " -p " + line.substr(key.size() + 1, bar - key.size() - 1);
      std::istringstream headers(line.substr(bar + 1));
      for (std::string header; std::getline(headers, header, ',');) options += " -H " + header;
      return options;
    }
    ADD_FAILURE() << "no " << type << " of " << key << " on " << kRecruitmentTopic;
    return {};
  }

  [[nodiscard]] json Pathways() const {
    return platform_->Call("followup", "ListPathways", {{"pageSize", 500}}, TokenOf(kCfaReferent))
        .value()
        .at("pathways");
  }

  const Folder folder_;
  Broker broker_;
  std::unique_ptr<cli::LaunchedPlatform> platform_;
};

TEST_F(BadTopics, ThatDoNotExistAreNamedAndNothingStarts) {
  std::filesystem::create_directories(data());
  ASSERT_EQ(Parcours(Language::kFrench, "token keys --out " + data().string()).status, 0);
  const std::string serve = "serve recruitment --bus kafka://" + broker_.address() + " --data " +
                            data().string() + " --token-key " +
                            (data() / "token.public.pem").string();
  const auto french = Parcours(Language::kFrench, serve);
  EXPECT_EQ(french.status, 2);
  ExpectWords(french.output, {"Sujets Kafka absents", "parcours.recruitment.v1",
                              "parcours.partners.v1", "parcours topics apply"});
  const auto english = Parcours(Language::kEnglish, serve);
  EXPECT_EQ(english.status, 2);
  ExpectWords(english.output,
              {"These topics do not exist", "parcours.recruitment.v1", "parcours topics apply"});

  StartPlatform();
  RegisterNetwork();
  EXPECT_EQ(StatusOf("followup", "openDeadLetters"), "0");
}

TEST_F(BadTopics, ATruncatedFactHoldsItsKeyBackAndNoOtherUntilItIsGivenUp) {
  StartPlatform();
  RegisterNetwork();
  const Protagonist p = ImportLearners();
  const std::size_t pathways_before = Pathways().size();
  auto headers = AsEarlier("ContractSigned", p.person);
  const std::regex id("ce_id=[^ ]+");
  headers = std::regex_replace(
      headers, id, "ce_id=apprenticeshipContracts/01890000-0000-7000-8000-0000000000aa/1");
  Produce(kCut, headers);
  Settle();

  SubmitMission(p);
  ImportThreeMore();
  EXPECT_EQ(Pathways().size(), pathways_before + 3) << "other keys go on";
  EXPECT_EQ(StatusOf("followup", "openDeadLetters"), "1");
  EXPECT_EQ(StatusOf("followup", "waitingCount"), "1") << "the mission waits behind";
  EXPECT_FALSE(TimelineSays(p, "mission submitted"));

  const auto listed = Parcours(Language::kFrench, "dlq list followup");
  EXPECT_EQ(listed.status, 1);
  ExpectWords(listed.output,
              {"deadLetters/1", "OPEN", kRecruitmentTopic, "ContractSigned", "VALUE_UNPARSEABLE"});
  const auto shown = Parcours(Language::kFrench, "dlq show followup deadLetters/1");
  EXPECT_EQ(shown.status, 0);
  ExpectWords(shown.output, {p.person, "\"contentSize\": 5", "\"behindCount\": 1"});
  const auto redriven = Parcours(Language::kFrench, "dlq redrive followup --key " + p.person);
  EXPECT_EQ(redriven.status, 1);
  ExpectWords(redriven.output, {"encore en échec : 1"});
  for (const char* reader : {"followup", "partners"}) {
    const auto given_up =
        Parcours(Language::kFrench,
                 "dlq discard " + std::string(reader) + " deadLetters/1 --reason 'octets perdus'");
    EXPECT_EQ(given_up.status, 0) << given_up.output;
  }

  Settle();
  EXPECT_EQ(StatusOf("followup", "waitingCount"), "0");
  EXPECT_TRUE(TimelineSays(p, "mission submitted"));
  const auto status = Parcours(Language::kFrench, "status");
  EXPECT_EQ(status.status, 0) << status.output;
  EXPECT_TRUE(platform_->VerifyAudit());
}

TEST_F(BadTopics, ADamagedCopyOfAnAppliedFactIsHealedByRedriving) {
  StartPlatform();
  RegisterNetwork();
  const Protagonist p = ImportLearners();
  Produce(kCut, AsEarlier("ContractSigned", p.person));
  Settle();
  EXPECT_EQ(StatusOf("followup", "openDeadLetters"), "1");

  SubmitMission(p);
  EXPECT_TRUE(TimelineSays(p, "mission submitted")) << "what was applied holds nothing back";
  const auto redriven = Parcours(Language::kFrench, "dlq redrive followup --key " + p.person);
  EXPECT_EQ(redriven.status, 0) << redriven.output;
  ExpectWords(redriven.output, {"appliqués : 1", "encore en échec : 0"});
  EXPECT_EQ(Parcours(Language::kFrench, "dlq list followup").status, 0);
}

TEST_F(BadTopics, AForeignMessageIsParkedByEachReaderUntilItIsGivenUp) {
  StartPlatform();
  RegisterNetwork();
  Produce("{\"hello\":\"world\"}", "-p 5");
  Import(cli::ImportKind::kDossiers, kSample / "dossiers-apprenants.json", TokenOf(kCfaSystem));
  EXPECT_EQ(Pathways().size(), 16U) << "everything else goes on";

  const auto listed = Parcours(Language::kEnglish, "dlq list");
  EXPECT_EQ(listed.status, 1);
  for (const char* reader : {"followup", "partners"}) {
    ExpectWords(listed.output, {std::string(reader) + "  "});
    const auto letter = "dlq discard " + std::string(reader) + " deadLetters/1 --reason ";
    const auto again =
        Parcours(Language::kEnglish, "dlq redrive " + std::string(reader) + " deadLetters/1");
    EXPECT_EQ(again.status, 1) << again.output;
    ExpectWords(again.output, {"applied: 0", "failed again: 1"});
    const auto given_up = Parcours(Language::kEnglish, letter + "'not ours'");
    EXPECT_EQ(given_up.status, 0) << given_up.output;
    ExpectWords(given_up.output, {"given up: 1"});
  }
  ExpectWords(listed.output, {"HEADER_MISSING", "5:0"});
  Settle();
  const auto status = Parcours(Language::kEnglish, "status");
  EXPECT_EQ(status.status, 0) << status.output;
  const auto settled = Parcours(Language::kEnglish, "dlq list followup --all");
  EXPECT_EQ(settled.status, 0);
  ExpectWords(settled.output, {"DISCARDED"});
}

}  // namespace
}  // namespace parcours::end_to_end
