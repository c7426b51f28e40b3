#include "services/recruitment/domain/prescription_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/tests/shared_data.h"

namespace parcours::recruitment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReadText;
using testing::SharedFile;

PrescriptionRow Row() {
  return {{"Identifiant dans le SI*", "ML-31"},
          {"Prénom*", "Charlotte"},
          {"Nom*", "Fondue"},
          {"Date de naissance*", "1998-05-25"},
          {"Téléphone", "06 39 98 00 01"},
          {"Email", "charlotte@example.org"},
          {"RQTH", "Non"}};
}

PrescriptionReading ReadCell(const std::string& header, const std::string& cell) {
  auto row = Row();
  row[header] = cell;
  return ReadPrescription(row);
}

std::vector<std::string> Found(const PrescriptionReading& reading) {
  std::vector<std::string> found;
  for (const auto& problem : reading.problems.Sorted()) {
    found.push_back((problem.sets_aside ? "!" : "") + problem.field + ": " +
                    std::string(problem.fault.reason));
  }
  return found;
}

// The file's rows as cells by header: `;` between cells, quotes doubled inside quotes.
std::vector<PrescriptionRow> ReadCsv(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
      lines.back().back().push_back(text[++i]);
    else if (c == '"')
      quoted = !quoted;
    else if (c == ';' && !quoted)
      lines.back().emplace_back();
    else if (c == '\n' && !quoted)
      lines.emplace_back(1);
    else if (c != '\r')
      lines.back().back().push_back(c);
  }
  std::vector<PrescriptionRow> rows;
  for (std::size_t line = 1; line < lines.size(); ++line) {
    if (lines[line].size() < 2) continue;
    PrescriptionRow row;
    for (std::size_t i = 0; i < lines[line].size(); ++i) row[lines[0].at(i)] = lines[line][i];
    rows.push_back(row);
  }
  return rows;
}

TEST(PrescriptionRecord, ARowIsReadByItsHeaders) {
  const auto reading = ReadPrescription(Row());
  EXPECT_THAT(Found(reading), IsEmpty());
  EXPECT_EQ(reading.record.sender_id, "ML-31");
  EXPECT_EQ(reading.record.birth, CivilDate(1998, 5, 25));
  EXPECT_THAT(reading.record.phones, ElementsAre("0639980001"));
  EXPECT_FALSE(reading.record.disability_recognised);
}

TEST(PrescriptionRecord, TheFourStarredColumnsMustBeFilled) {
  for (const auto* header : {"Identifiant dans le SI*", "Prénom*", "Nom*", "Date de naissance*"}) {
    EXPECT_THAT(Found(ReadCell(header, " ")),
                ElementsAre("!" + std::string(header) + ": FIELD_REQUIRED"));
    auto row = Row();
    row.erase(header);
    EXPECT_THAT(Found(ReadPrescription(row)),
                ElementsAre("!" + std::string(header) + ": FIELD_REQUIRED"));
  }
}

TEST(PrescriptionRecord, MissingOptionalColumnsAreNoFault) {
  EXPECT_THAT(Found(ReadPrescription({{"Identifiant dans le SI*", "1"},
                                      {"Prénom*", "Charlot"},
                                      {"Nom*", "Fondue"},
                                      {"Date de naissance*", "1997-04-22"}})),
              IsEmpty());
}

TEST(PrescriptionRecord, DatesMayPutTheDayFirst) {
  EXPECT_EQ(ReadCell("Date de naissance*", "25/05/1998").record.birth, CivilDate(1998, 5, 25));
  EXPECT_EQ(ReadCell("Date de naissance*", "25-05-1998").record.birth, CivilDate(1998, 5, 25));
  for (const auto* wrong : {"19970-04-22", "31/04/1998", "1998-02-30", "25/05/98", "25.05.1998"}) {
    EXPECT_THAT(Found(ReadCell("Date de naissance*", wrong)),
                ElementsAre("!Date de naissance*: DATE_MALFORMED"))
        << wrong;
  }
}

TEST(PrescriptionRecord, TwoPhonesInACellStandAndFallAlone) {
  const auto reading = ReadCell("Téléphone", "0639980001, 071234567 / 06 39 98 00 02");
  EXPECT_THAT(reading.record.phones, ElementsAre("0639980001", "0639980002"));
  EXPECT_THAT(Found(reading), ElementsAre("Téléphone: PHONE_MALFORMED"));
  EXPECT_EQ(reading.problems.Sorted()[0].received, "071234567");
}

TEST(PrescriptionRecord, ANirIsCheckedAndForgotten) {
  EXPECT_TRUE(ReadCell("NIR", "2 95 10 99 126 111 93").record.has_nir);
  const auto wrong = ReadCell("NIR", "295109912611199");
  EXPECT_FALSE(wrong.record.has_nir);
  ASSERT_THAT(Found(wrong), ElementsAre("NIR: NIR_INVALID"));
  EXPECT_EQ(wrong.problems.Sorted()[0].received, "");
  EXPECT_THAT(Found(ReadCell("Adresse", "295109912611193")),
              ElementsAre("Adresse: NIR_IN_ANOTHER_FIELD"));
  EXPECT_THAT(Found(ReadCell("Identifiant dans le SI*", "295109912611193")),
              ElementsAre("!Identifiant dans le SI*: NIR_IN_ANOTHER_FIELD"));
}

TEST(PrescriptionRecord, ParenthesesAreNotAllowedInNames) {
  const auto reading = ReadCell("Nom*", "Fondue (née Raclette)");
  ASSERT_THAT(Found(reading), ElementsAre("!Nom*: PARENTHESES_IN_NAME"));
  EXPECT_EQ(reading.problems.Sorted()[0].fault.french,
            "Les parenthèses ne sont pas autorisées dans les noms");
}

TEST(PrescriptionRecord, AnOptionalCellOutsideItsListIsDroppedWithAWarning) {
  const std::vector<std::tuple<std::string, std::string, std::string>> faults = {
      {"Email", "charlotte", "EMAIL_MALFORMED"},
      {"Code postal", "6112A", "POSTCODE_MALFORMED"},
      {"RQTH", "peut-être", "YES_OR_NO_EXPECTED"},
      {"Situation", "en vacances", "VALUE_NOT_LISTED"},
      {"Droits RSA", "oui", "VALUE_NOT_LISTED"},
      {"Niveau de formation", "BAC", "VALUE_NOT_LISTED"},
      {"Identifiant Pôle emploi", "300000L", "FRANCE_TRAVAIL_ID_MALFORMED"},
      {"Emploi recherché (code ROME)", "Pontier", "ROME_MALFORMED"}};
  for (const auto& [header, cell, reason] : faults) {
    const auto found = Found(ReadCell(header, cell));
    EXPECT_THAT(found, ElementsAre(header + ": " + reason));
  }
}

TEST(PrescriptionRecord, TheNationalExampleIsReadWhole) {
  SKIP_WITHOUT_SHARED("accompagnement-social/imports/import_beneficiaires.csv");
  const auto rows =
      ReadCsv(ReadText(SharedFile("accompagnement-social/imports/import_beneficiaires.csv")));
  ASSERT_EQ(rows.size(), 4U);
  for (const auto& row : rows) EXPECT_FALSE(ReadPrescription(row).problems.SetsAside());
  EXPECT_EQ(ReadPrescription(rows[0]).record.sender_id, "1234");
  EXPECT_THAT(Found(ReadPrescription(rows[0])),
              ElementsAre("Téléphone: PHONE_MALFORMED",
                          "Identifiant Pôle emploi: FRANCE_TRAVAIL_ID_MALFORMED"));
}

TEST(PrescriptionRecord, TheNationalWrongExampleIsSetAsideWhereItIsWrong) {
  SKIP_WITHOUT_SHARED("accompagnement-social/imports/import_beneficiaires_buggy.csv");
  const auto rows =
      ReadCsv(ReadText(SharedFile("accompagnement-social/imports/import_beneficiaires_buggy.csv")));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(Found(ReadPrescription(rows[0])).front(), "!Date de naissance*: FIELD_REQUIRED");
  EXPECT_EQ(Found(ReadPrescription(rows[1])).front(), "!Date de naissance*: DATE_MALFORMED");
  EXPECT_FALSE(ReadPrescription(rows[2]).problems.SetsAside());
}

TEST(PrescriptionRecord, CanonicalTextIgnoresWriting) {
  const auto text = CanonicalText(ReadPrescription(Row()).record);
  EXPECT_EQ(CanonicalText(ReadCell("Nom*", " fondue").record), text);
  EXPECT_EQ(CanonicalText(ReadCell("Date de naissance*", "25/05/1998").record), text);
  EXPECT_NE(CanonicalText(ReadCell("Email", "autre@example.org").record), text);
}

}  // namespace
}  // namespace parcours::recruitment
