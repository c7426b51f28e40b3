#include "services/cli/import_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace parcours::cli {
namespace {

RecordReport Accepted() {
  RecordReport record{.place = 0, .line = 2, .verdict = {}};
  record.verdict.set_verdict(type::v1::ACCEPTED);
  record.verdict.set_reference("#1");
  record.verdict.add_names("enrolments/a");
  record.verdict.add_names("pathways/b");
  return record;
}

RecordReport SetAside() {
  RecordReport record{.place = 1, .line = 9, .verdict = {}};
  record.verdict.set_verdict(type::v1::SET_ASIDE);
  auto& problem = *record.verdict.add_problems();
  problem.set_field("etablissement_responsable_siret");
  problem.set_reason("SIRET_MALFORMED");
  problem.set_message("14 chiffres ; \"9\" reçus");
  problem.set_received("=1+1");
  problem.set_severity(type::v1::ERROR);
  return record;
}

std::string Report(ReportFormat format, bool only_notable = false,
                   Language language = Language::kFrench) {
  std::ostringstream stream;
  const auto writer = MakeReportWriter(format, stream, language, only_notable);
  writer->Add(Accepted());
  writer->Add(SetAside());
  writer->Finish({.accepted = 1, .set_aside = 1, .records = {}});
  return stream.str();
}

TEST(ImportReport, TextHasALinePerRecordAndPerProblem) {
  EXPECT_EQ(Report(ReportFormat::kText),
            "ligne 2 (#1) : accepté  enrolments/a pathways/b\n"
            "ligne 9 : mis de côté\n"
            "  erreur : etablissement_responsable_siret — 14 chiffres ; \"9\" reçus "
            "[SIRET_MALFORMED] « =1+1 »\n"
            "1 accepté, 0 inchangé, 0 corrigé, 1 mis de côté ; 0 avec avertissement\n");
}

TEST(ImportReport, OnATerminalOnlyWhatDeservesALook) {
  EXPECT_EQ(Report(ReportFormat::kText, /*only_notable=*/true).find("ligne 2"), std::string::npos);
}

TEST(ImportReport, EnglishWhereItIsAskedFor) {
  const auto text = Report(ReportFormat::kText, false, Language::kEnglish);
  EXPECT_NE(text.find("line 2 (#1): accepted"), std::string::npos);
  EXPECT_NE(text.find("1 accepted, 0 unchanged, 0 corrected, 1 set aside; 0 with a warning"),
            std::string::npos);
}

TEST(ImportReport, JsonIsOneDocument) {
  const auto report = nlohmann::json::parse(Report(ReportFormat::kJson));
  ASSERT_EQ(report.at("records").size(), 2U);
  EXPECT_EQ(report["records"][0]["verdict"], "ACCEPTED");
  EXPECT_EQ(report["records"][0]["names"][1], "pathways/b");
  EXPECT_EQ(report["records"][1]["line"], 9);
  EXPECT_EQ(report["records"][1]["problems"][0]["reason"], "SIRET_MALFORMED");
  EXPECT_EQ(report["counts"]["setAside"], 1);
}

TEST(ImportReport, JsonOfNothingIsOneDocumentToo) {
  std::ostringstream stream;
  MakeReportWriter(ReportFormat::kJson, stream, Language::kFrench)->Finish({});
  EXPECT_TRUE(nlohmann::json::parse(stream.str()).at("records").empty());
}

TEST(ImportReport, CsvQuotesAndDefusesFormulas) {
  EXPECT_EQ(Report(ReportFormat::kCsv),
            "place;line;verdict;reference;names;severity;field;reason;message;received\n"
            "0;2;ACCEPTED;#1;enrolments/a pathways/b;;;;;\n"
            "1;9;SET_ASIDE;;;ERROR;etablissement_responsable_siret;SIRET_MALFORMED;"
            "\"14 chiffres ; \"\"9\"\" reçus\";'=1+1\n");
}

}  // namespace
}  // namespace parcours::cli
