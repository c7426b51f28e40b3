// The story over a real broker and on the embedded bus, told by the program that people run.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "tests/end_to_end/command.h"

namespace parcours::end_to_end {
namespace {

// STORY section 3, as the référent reads it.
constexpr std::string_view kTimeline[] = {
    "2024-09-01 followup     pathway opened (import, recorded 2025-03-06)",
    "2024-10-01 recruitment  contract 1 signed",
    "2024-12-01 followup     contract 1 broken (source: CFA file)",
    "2025-03-06 recruitment  employer search opened",
    "2025-03-06 followup     alert: 95 days without contract",
    "2025-03-10 followup     référent named · diagnostic interview 45 min · objective reached",
    "2025-03-10 support      barrier mobility (3/4), case opened",
    "2025-03-11 support      referral offered (consent 2025-03-11) · accepted 03-14",
    "2025-03-17 recruitment  mission submitted, due 03-24",
    "2025-03-25 recruitment  mission validation overdue",
    "2025-03-26 recruitment  mission validated LATE (day 9) · authorised 03-27 · contract 2 signed "
    "03-28",
    "2025-04-01 followup     continuation ended: new contract",
    "2025-04-02 support      referral done, barrier lifted · followup: alert closed",
    "2025-05-15 followup     employer meeting held (window 04-01…06-01) · first training window "
    "NOT OBSERVED",
    "2025-09-01 followup     employer meeting missed (window 06-30…08-31)",
    "2025-09-01 followup     pathway completed: certified",
    "2025-09-01 insertion    calendar 11-30, 02-28, 08-31, 02-28, 08-31",
    "2026-02-28 insertion    outcome at 6 months: employed, in sector",
    "2026-02-28 followup     situation consolidated, référent released",
    "without the platform (case #5): ABANDON from 2025-05-30"};

Finished Tell(const std::filesystem::path& data, const std::string& brokers,
              const std::filesystem::path& view) {
  return testing::RunCommand(Program("parcours") + " story --once --data " + data.string() +
                             " --sample " + kSample.string() + " --view " + view.string() +
                             (brokers.empty() ? "" : " --brokers " + brokers));
}

void ExpectTimeline(const std::string& output) {
  std::size_t from = 0;
  for (const auto line : kTimeline) {
    const auto place = output.find(line, from);
    ASSERT_NE(place, std::string::npos) << "missing or out of order: " << line << "\n" << output;
    from = place + line.size();
  }
}

// Surnames, e-mails and phones of the sample: what may stand in no topic, log or metric.
std::set<std::string> SampleIdentities() {
  std::set<std::string> words;
  for (const auto& dossier :
       nlohmann::json::parse(ReadFile(kSample / "dossiers-apprenants.json"))) {
    words.insert(dossier["nom_apprenant"].get<std::string>());
    words.insert(dossier["email_contact"].get<std::string>());
    words.insert(dossier["tel_apprenant"].get<std::string>());
    words.insert(
        std::regex_replace(dossier["tel_apprenant"].get<std::string>(), std::regex(" "), ""));
    words.insert(dossier["ine_apprenant"].get<std::string>());
  }
  for (const char* word :
       {"Ustaritz", "Villedieu", "villedieu", "Wissembourg", "0639987001", "06 39 98 70 01",
        "@example.org", "Trégastel", "Vaucresson", "Deux heures de trajet",
        "Veut rester dans le métier", "Scooter", "mobilité retrouvée"}) {
    words.insert(word);
  }
  return words;
}

void ExpectNoIdentity(const std::string& text, const std::string& where) {
  ASSERT_FALSE(text.empty()) << where;
  for (const auto& word : SampleIdentities())
    EXPECT_EQ(text.find(word), std::string::npos) << word << " stands in " << where;
}

std::string Kcat(const std::string& brokers, const std::string& topic, const std::string& format) {
  return testing::RunCommand("kcat -q -b " + brokers + " -t " + topic + " -C -e -o beginning -f '" +
                             format + "'")
      .output;
}

class StoryOnKafka : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!broker_.Start(folder_.path() / "broker")) GTEST_SKIP() << "no Kafka on this machine";
  }

  Folder folder_;
  Broker broker_;
};

TEST_F(StoryOnKafka, EndsInTheSameDatedViewOnBothBusesAndIsOnlyShownTheSecondTime) {
  const auto over_kafka =
      Tell(folder_.path() / "kafka", broker_.address(), folder_.path() / "kafka.view");
  ASSERT_EQ(over_kafka.status, 0) << over_kafka.output;
  ExpectTimeline(over_kafka.output);

  const auto embedded = Tell(folder_.path() / "embedded", "", folder_.path() / "embedded.view");
  ASSERT_EQ(embedded.status, 0) << embedded.output;
  ExpectTimeline(embedded.output);
  const std::string view = ReadFile(folder_.path() / "kafka.view");
  EXPECT_GT(view.size(), 10'000U);
  EXPECT_EQ(view, ReadFile(folder_.path() / "embedded.view"));

  const auto again =
      Tell(folder_.path() / "kafka", broker_.address(), folder_.path() / "again.view");
  ASSERT_EQ(again.status, 0) << again.output;
  EXPECT_NE(again.output.find("15  Six months later: employed in the sector, the situation is "
                              "consolidated  (already told)"),
            std::string::npos);
  EXPECT_EQ(view, ReadFile(folder_.path() / "again.view"));

  for (const char* context : {"partners", "recruitment", "followup", "support", "insertion"}) {
    for (const char* suffix : {".v1", ".restricted.v1"}) {
      const std::string topic = "parcours." + std::string(context) + suffix;
      const std::string records = Kcat(broker_.address(), topic, "%k %h %s\\n");
      if (!records.empty()) ExpectNoIdentity(records, topic);
    }
    ExpectNoIdentity(ReadFile(folder_.path() / "kafka/logs" / (std::string(context) + ".log")),
                     std::string(context) + ".log");
  }
  ExpectNoIdentity(view, "the dated view");
}

TEST_F(StoryOnKafka, EveryRecordCarriesTheTenHeadersInOrder) {
  ASSERT_EQ(Tell(folder_.path() / "kafka", broker_.address(), folder_.path() / "view").status, 0);
  const std::string headers = Kcat(broker_.address(), "parcours.followup.v1", "%h\\n");
  const std::regex ten(
      "content-type=application/protobuf,ce_specversion=1\\.0,ce_id=[a-zA-Z]+/[^,]+/"
      "[0-9]+,ce_source=/parcours/followup,"
      "ce_type=parcours\\.followup\\.v1\\.[A-Za-z]+,ce_subject=[^,]+,ce_time=[^,]+,ce_sequence=[0-"
      "9]{10},ce_tenant=[^,]+,"
      "traceparent=[0-9a-f-]{55}");
  std::istringstream lines(headers);
  int records = 0;
  for (std::string line; std::getline(lines, line); ++records)
    EXPECT_TRUE(std::regex_match(line, ten)) << line;
  EXPECT_GT(records, 50);
  const std::string restricted =
      Kcat(broker_.address(), "parcours.followup.restricted.v1", "%h\\n");
  EXPECT_NE(restricted.find("parcours.followup.v1.BarrierIdentified"), std::string::npos);
  EXPECT_EQ(headers.find("BarrierIdentified"), std::string::npos);
}

}  // namespace
}  // namespace parcours::end_to_end
