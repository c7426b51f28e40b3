#include "services/cli/importer.h"

#include <gtest/gtest.h>

#include "parcours/partners/v1/partners_service.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/cli/tests/temporary_file.h"

namespace parcours::cli {
namespace {

using recruitment::v1::ImportDossiersRequest;
using recruitment::v1::ImportPrescriptionsRequest;
using type::v1::RecordVerdict;

RecordVerdict VerdictOf(type::v1::Verdict value) {
  RecordVerdict verdict;
  verdict.set_verdict(value);
  return verdict;
}

// Accepts every record and remembers the size of each call.
class Accepting {
 public:
  [[nodiscard]] ImportCall Call() {
    return [this](const google::protobuf::Message& request) -> Result<std::vector<RecordVerdict>> {
      const auto* records = request.GetDescriptor()->FindFieldByName("records");
      const int count = request.GetReflection()->FieldSize(request, records);
      if (static_cast<int>(sizes_.size()) == fails_at_) {
        return Refuse({.code = Code::kUnavailable, .reason = "CUT", .retry_after = {}});
      }
      sizes_.push_back(count);
      bytes_ = std::max(bytes_, request.ByteSizeLong());
      return std::vector<RecordVerdict>(static_cast<std::size_t>(count),
                                        VerdictOf(type::v1::ACCEPTED));
    };
  }
  void FailAt(int call) { fails_at_ = call; }
  [[nodiscard]] const std::vector<int>& sizes() const { return sizes_; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::vector<int> sizes_;
  std::size_t bytes_ = 0;
  int fails_at_ = -1;
};

std::string Dossiers(int count, std::size_t padding = 0) {
  std::string text = "[";
  for (int i = 0; i < count; ++i) {
    text += (i == 0 ? "" : ",") + ("{\"id_erp_apprenant\":\"" + std::to_string(i) + "\",\"x\":\"") +
            std::string(padding, 'x') + "\"}";
  }
  return text + "]";
}

TEST(ImportFile, SendsAtMostTwoThousandRecordsACall) {
  const TemporaryFile file(Dossiers(4'500));
  Accepting service;
  const auto report =
      ImportFile(ImportKind::kDossiers, file.path(), {}, Language::kFrench, service.Call());
  ASSERT_TRUE(report) << report.error().french;
  EXPECT_EQ(service.sizes(), (std::vector<int>{2'000, 2'000, 500}));
  EXPECT_EQ(report->accepted, 4'500);
  EXPECT_EQ(report->records.size(), 4'500U);
  EXPECT_EQ(report->records[4'499].place, 4'499);
}

TEST(ImportFile, BoundsTheBytesOfACall) {
  const TemporaryFile file(Dossiers(200, 50'000));
  Accepting service;
  const auto report =
      ImportFile(ImportKind::kDossiers, file.path(), {}, Language::kFrench, service.Call());
  ASSERT_TRUE(report);
  EXPECT_LT(service.bytes(), 3U * 1024 * 1024);
  EXPECT_EQ(report->accepted, 200);
}

TEST(ImportFile, SetsARecordAsideThatCannotBeSentAndKeepsTheOrder) {
  const TemporaryFile file("[{\"a\":1},{\"b\":\"" + std::string(70'000, 'x') + "\"},{\"c\":3}]");
  Accepting service;
  const auto report =
      ImportFile(ImportKind::kDossiers, file.path(), {}, Language::kFrench, service.Call());
  ASSERT_TRUE(report);
  EXPECT_EQ(service.sizes(), (std::vector<int>{2}));
  ASSERT_EQ(report->records.size(), 3U);
  EXPECT_EQ(report->records[0].verdict.verdict(), type::v1::ACCEPTED);
  EXPECT_EQ(report->records[1].verdict.verdict(), type::v1::SET_ASIDE);
  EXPECT_EQ(report->records[1].verdict.problems(0).reason(), "RECORD_TOO_LONG");
  EXPECT_EQ(report->records[2].verdict.verdict(), type::v1::ACCEPTED);
}

TEST(ImportFile, APartnerRecordOfAnotherFormIsSetAsideWithItsField) {
  const TemporaryFile file(R"([{"organisation":{"name":"organisations/x","kinds":["NO_SUCH"]}},
                               {"organisation":{"nom":"x"}}, "text", {"programme":{}}])");
  Accepting service;
  const auto report =
      ImportFile(ImportKind::kPartners, file.path(), {}, Language::kEnglish, service.Call());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->set_aside, 3);
  EXPECT_EQ(report->accepted, 1);
  const auto& problem = report->records[0].verdict.problems(0);
  EXPECT_EQ(problem.reason(), "VALUE_INVALID");
  EXPECT_EQ(problem.field(), "organisation.kinds[0]");
  EXPECT_EQ(report->records[1].verdict.problems(0).reason(), "FIELD_UNKNOWN");
  EXPECT_EQ(report->records[1].verdict.problems(0).field(), "organisation.nom");
}

TEST(ImportFile, ATextForAListOrAnObjectIsSetAside) {
  const TemporaryFile file(R"([{"organisation":{"name":"organisations/x","kinds":"EMPLOYER"}},
                               {"organisation":"text"}, {"programme":{"rules":[[]]}}])");
  Accepting service;
  const auto report =
      ImportFile(ImportKind::kPartners, file.path(), {}, Language::kEnglish, service.Call());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->set_aside, 3);
  EXPECT_EQ(report->records[0].verdict.problems(0).field(), "organisation.kinds");
  EXPECT_EQ(report->records[1].verdict.problems(0).field(), "organisation");
  EXPECT_EQ(report->records[2].verdict.problems(0).field(), "programme.rules[0]");
}

TEST(ImportFile, SendsNothingOfAFileThatIsBadAtItsEnd) {
  const TemporaryFile file(Dossiers(5'000) + "x");
  Accepting service;
  const auto report =
      ImportFile(ImportKind::kDossiers, file.path(), {}, Language::kFrench, service.Call());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, "FILE_NOT_JSON");
  EXPECT_TRUE(service.sizes().empty());
}

TEST(ImportFile, ACutKeepsTheVerdictsGiven) {
  const TemporaryFile file(Dossiers(5'000));
  Accepting service;
  service.FailAt(2);
  std::int64_t heard = 0;
  const ImportOptions options{.each = [&](const RecordReport&) { ++heard; }};
  const auto report =
      ImportFile(ImportKind::kDossiers, file.path(), options, Language::kFrench, service.Call());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, "CUT");
  EXPECT_EQ(heard, 4'000);
}

TEST(ImportFile, AnAnswerWithTooFewVerdictsIsRefused) {
  const TemporaryFile file(Dossiers(3));
  const auto report = ImportFile(ImportKind::kDossiers, file.path(), {}, Language::kFrench,
                                 [](const auto&) { return std::vector<RecordVerdict>(2); });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, "VERDICTS_MISSING");
}

TEST(ImportFile, PrescriptionsNeedOrganisationAndProgramme) {
  const TemporaryFile file("a;b\n1;2\n");
  Accepting service;
  const auto report =
      ImportFile(ImportKind::kPrescriptions, file.path(), {}, Language::kFrench, service.Call());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().field, "--organisation");
}

TEST(ImportFile, PrescriptionsCarryTheCellsAsTheyAreWritten) {
  const TemporaryFile file("Nom*;NIR\nUstaritz;\n");
  ImportPrescriptionsRequest sent;
  const auto report = ImportFile(
      ImportKind::kPrescriptions, file.path(),
      {.organisation = "organisations/o", .programme = "programmes/P", .date = "2025-03-06"},
      Language::kFrench, [&](const google::protobuf::Message& request) {
        sent.CopyFrom(request);
        return std::vector<RecordVerdict>(1, VerdictOf(type::v1::ACCEPTED));
      });
  ASSERT_TRUE(report);
  EXPECT_EQ(sent.organisation(), "organisations/o");
  EXPECT_EQ(sent.programme(), "programmes/P");
  EXPECT_EQ(sent.date(), "2025-03-06");
  EXPECT_EQ(sent.records(0).cells().at("Nom*"), "Ustaritz");
}

TEST(ImportFile, CountsWarningsAmongWhatWasTakenIn) {
  ImportReport report;
  auto warned = VerdictOf(type::v1::CORRECTED);
  warned.add_problems()->set_severity(type::v1::WARNING);
  auto aside = VerdictOf(type::v1::SET_ASIDE);
  aside.add_problems()->set_severity(type::v1::ERROR);
  Count(warned, report);
  Count(aside, report);
  Count(VerdictOf(type::v1::UNCHANGED), report);
  EXPECT_EQ(report.corrected, 1);
  EXPECT_EQ(report.warned, 1);
  EXPECT_EQ(report.set_aside, 1);
  EXPECT_EQ(report.total(), 3);
}

}  // namespace
}  // namespace parcours::cli
