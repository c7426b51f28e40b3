// Records that no service can apply, sent to a real topic by a stranger: each parks its own key,
// all others go on, and an operator deals with them on the command line.

#include <gtest/gtest.h>

#include "services/cli/story/launched_platform.h"
#include "services/cli/topics_plan.h"
#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/kafka/kafka_bus.h"
#include "services/platform/store/sqlite.h"
#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

using nlohmann::json;

constexpr const char* kLead = "agents/01890000-0000-7000-8000-000000000013";
constexpr const char* kEmployer = "organisations/01890000-0000-7000-8000-000000000006";
constexpr std::chrono::seconds kPatience{60};
constexpr int kKinds = 5;

bus::Headers HeadersOf(const std::string& key, const std::string& aggregate,
                       const std::string& type, const std::string& content_type) {
  return {{"content-type", content_type},
          {"ce_specversion", "1.0"},
          {"ce_id", aggregate + "/1"},
          {"ce_source", "/parcours/recruitment"},
          {"ce_type", type},
          {"ce_subject", key},
          {"ce_time", "2025-03-06T09:00:00Z"},
          {"ce_sequence", "0000000001"},
          {"ce_tenant", "organisations/x"},
          {"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}};
}

// One of each kind: no headers, structured mode, a foreign type, nothing at all, a value cut short.
bus::Record Poison(int kind, const std::string& key, const std::string& aggregate) {
  const std::string mission = "parcours.recruitment.v1.MissionSubmitted";
  bus::Record record{.topic = kRecruitmentTopic,
                     .key = key,
                     .headers = {},
                     .value =
                         "\x0a\x7f"
                         "cut"};
  if (kind == 1) {
    record.headers = HeadersOf(key, aggregate, mission, "application/cloudevents+json");
  } else if (kind == 2) {
    record.headers = HeadersOf(key, aggregate, "com.example.Ordered", "application/protobuf");
  } else if (kind > 2) {
    record.headers = HeadersOf(key, aggregate, mission, "application/protobuf");
  }
  if (kind == 3) record.value.clear();
  return record;
}

class DeadLettersOnKafka : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!broker_.Start(folder_.path() / "broker")) GTEST_SKIP() << "no Kafka on this machine";
    ASSERT_TRUE(bus::ApplyTopics({.brokers = broker_.address(), .client_id = "parcours"},
                                 cli::PlanTopics(1)));
    auto platform = cli::LaunchedPlatform::Start({.programs = Program(""),
                                                  .data = data(),
                                                  .brokers = broker_.address(),
                                                  .start = CivilDate(2025, 3, 6),
                                                  .partners = Sample("partners.json")});
    ASSERT_TRUE(platform) << platform.error().english;
    platform_ = *std::move(platform);
    const auto operators = platform_->desk().For(cli::TokenDesk::Operator()).value();
    ASSERT_TRUE(
        platform_->Import(cli::ImportKind::kPartners, Sample("partners.json"), operators, {}));
    Settle();
    const auto report = platform_->Import(
        cli::ImportKind::kDossiers, Sample("dossiers-apprenants.json"), TokenOf(kCfaSystem), {});
    ASSERT_TRUE(report) << report.error().english;
    for (std::size_t i = 0; i < 2; ++i) {
      const auto& names = report->records.at(i).verdict.names();
      pathways_.push_back(names.Get(1));
      persons_.push_back(names.Get(2));
    }
    Settle();
  }

  void Send(const std::vector<bus::Record>& records) const {
    bus::KafkaBus stranger({.brokers = broker_.address(), .client_id = "stranger"});
    const auto producer = stranger.MakeProducer().value();
    for (const auto& record : records) ASSERT_TRUE(producer->Send(record, 1));
    std::size_t reported = 0;
    const auto latest = std::chrono::steady_clock::now() + kPatience;
    while (reported < records.size() && std::chrono::steady_clock::now() < latest)
      reported += producer->Poll(std::chrono::milliseconds{100}).size();
    ASSERT_EQ(reported, records.size());
  }

  void SubmitMission(std::size_t learner) const {
    const auto submitted = platform_->Call("recruitment", "SubmitMission",
                                           {{"pathway", pathways_[learner]},
                                            {"employer", kEmployer},
                                            {"title", "Menuisier"},
                                            {"description", "Pose"},
                                            {"progression", "Débit, puis pose"}},
                                           TokenOf(kLead));
    ASSERT_TRUE(submitted) << submitted.error().english;
  }

  // Whether follow-up has heard of the learner's mission.
  bool KnowsMission(std::size_t learner) const {
    const auto timeline =
        platform_->Call("followup", "GetTimeline", {{"name", pathways_[learner]}}, TokenOf(kLead));
    return timeline && timeline->dump().find("mission") != std::string::npos;
  }

  // Of a service, once it is so.
  void AwaitLetters(const std::string& service, int letters) const {
    const auto latest = std::chrono::steady_clock::now() + kPatience;
    const std::string expected = std::to_string(letters);
    while (platform_->Status(service)->at("openDeadLetters") != expected) {
      ASSERT_LT(std::chrono::steady_clock::now(), latest) << platform_->Status(service)->dump();
    }
  }
  void Settle() const {
    const auto settled = platform_->Settle(kPatience);
    ASSERT_TRUE(settled) << settled.error().english;
  }

  Finished Parcours(const std::string& arguments) const {
    return testing::RunCommand("PARCOURS_DATA=" + data().string() + " " + Program("parcours") +
                               " --lang en " + arguments);
  }
  std::string TokenOf(const std::string& agent) const {
    return platform_->desk().For(platform_->desk().Agent(agent).value()).value();
  }
  static std::filesystem::path Sample(const std::string& file) {
    return std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/sample" / file;
  }
  std::filesystem::path data() const { return folder_.path() / "data"; }

  Folder folder_;
  Broker broker_;
  std::unique_ptr<cli::LaunchedPlatform> platform_;
  std::vector<std::string> pathways_;
  std::vector<std::string> persons_;
};

TEST_F(DeadLettersOnKafka, OneParksItsKeyUntilAnOperatorGivesItUp) {
  Send({Poison(0, persons_[0], {})});
  AwaitLetters("followup", 1);
  SubmitMission(0);
  SubmitMission(1);
  Settle();
  EXPECT_FALSE(KnowsMission(0)) << "queues behind the record of its key";
  EXPECT_TRUE(KnowsMission(1)) << "another key";

  const auto listed = Parcours("dlq list followup --key " + persons_[0]);
  EXPECT_EQ(listed.status, 1);
  ExpectWords(listed.output, {"deadLetters/1", "OPEN", kRecruitmentTopic, "HEADER_MISSING"});
  const auto shown = Parcours("dlq show followup deadLetters/1");
  ExpectWords(shown.output, {"HEADER_MISSING", "\"behindCount\": 1", "\"contentSize\": 5"});
  EXPECT_EQ(shown.output.find("cut"), std::string::npos)
      << "the bytes of what is no fact stay inside";
  const auto redriven = Parcours("dlq redrive followup deadLetters/1");
  EXPECT_EQ(redriven.status, 1);
  ExpectWords(redriven.output, {"applied: 0", "failed again: 1"});
  EXPECT_FALSE(KnowsMission(0));

  const auto discarded =
      Parcours("dlq discard followup --key " + persons_[0] + " --reason stranger");
  EXPECT_EQ(discarded.status, 0) << discarded.output;
  Settle();
  EXPECT_TRUE(KnowsMission(0));
  EXPECT_EQ(Parcours("dlq list followup").status, 0);
  platform_.reset();
  const auto db = store::OpenSqliteForReading({.file = data() / "followup.db"}).value();
  using Acts = std::vector<std::tuple<std::string, std::string, std::string>>;
  EXPECT_EQ((db->Query<std::string, std::string, std::string>(
                "SELECT act, target, actor FROM audit_acts ORDER BY id")),
            (Acts{{"show", "deadLetters/1", "agents/operator"},
                  {"redrive", "deadLetters/1", "agents/operator"},
                  {"discard", "deadLetters/1", "agents/operator"}}));
}

TEST_F(DeadLettersOnKafka, AThousandOfEveryKindDelayNoOtherKey) {
  std::vector<bus::Record> poison;
  for (int i = 0; i < 1'000; ++i) {
    const std::string number = std::to_string(i);
    poison.push_back(
        Poison(i % kKinds, "persons/stranger-" + number, "missions/stranger-" + number));
  }
  Send(poison);
  AwaitLetters("followup", 1'000);
  AwaitLetters("partners", 1'000);
  SubmitMission(1);
  Settle();
  EXPECT_TRUE(KnowsMission(1));
  const auto listed = Parcours("dlq list followup");
  ExpectWords(listed.output, {"HEADER_MISSING", "STRUCTURED_MODE_REFUSED", "TYPE_FOREIGN",
                              "VALUE_EMPTY", "VALUE_UNPARSEABLE"});
  const auto discarded =
      Parcours("dlq discard followup --from 2025-03-06T00:00:00Z --reason stranger");
  ExpectWords(discarded.output, {"given up: 1000"});
  EXPECT_EQ(Parcours("dlq list followup").status, 0);
}

}  // namespace
}  // namespace parcours::end_to_end
