#include <gtest/gtest.h>

#include <vector>

#include "services/cli/record_reader.h"
#include "services/cli/tests/temporary_file.h"

namespace parcours::cli {
namespace {

using Cells = std::map<std::string, std::string>;

Result<std::vector<SourceRecord>> ReadAll(const std::string& content) {
  const TemporaryFile file(content, "rows.csv");
  TRY(const auto reader, OpenCsvRecords(file.path()));
  std::vector<SourceRecord> records;
  for (;;) {
    TRY(auto record, reader->Next());
    if (!record) return records;
    records.push_back(*std::move(record));
  }
}

std::string ReasonOf(const std::string& content) {
  const auto records = ReadAll(content);
  return records ? "NONE" : records.error().reason;
}

TEST(CsvRecords, HeadersKeepTheirStarsAndAByteOrderMarkIsPassedOver) {
  const auto rows = ReadAll("\xEF\xBB\xBFNom*;Prénom*;NIR\r\nUstaritz;Solène;\r\n");
  ASSERT_TRUE(rows) << rows.error().french;
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().cells, (Cells{{"Nom*", "Ustaritz"}, {"Prénom*", "Solène"}, {"NIR", ""}}));
  EXPECT_EQ(rows->front().line, 2);
}

TEST(CsvRecords, QuotesHoldSeparatorsQuotesAndLineEnds) {
  const auto rows = ReadAll("a;b\n\"1;2\";\"x\"\"y\"\"\nz\"\nlast;1");
  ASSERT_TRUE(rows) << rows.error().french;
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].cells, (Cells{{"a", "1;2"}, {"b", "x\"y\"\nz"}}));
  EXPECT_EQ((*rows)[1].line, 4);
}

TEST(CsvRecords, BlankRowsArePassedOver) {
  const auto rows = ReadAll("\n;;\na;b\n\n;\n1;2\n\n");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().place, 0);
}

TEST(CsvRecords, AShortRowLacksItsLastCells) {
  const auto rows = ReadAll("a;b;c\n1");
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->front().cells, (Cells{{"a", "1"}}));
}

TEST(CsvRecords, ARowWithMoreValuesThanHeadersIsToldAndTheFileGoesOn) {
  const auto rows = ReadAll("a;b\n1;2;3\n4;5\n");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2U);
  ASSERT_TRUE((*rows)[0].fault);
  EXPECT_EQ((*rows)[0].fault->reason, "ROW_TOO_WIDE");
  EXPECT_FALSE((*rows)[1].fault);
}

TEST(CsvRecords, ATooLongRowIsPassedOverAndTold) {
  const auto rows = ReadAll("a;b\n" + std::string(kLongestRecord + 1, 'x') + ";1\n2;3\n");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].fault->reason, "RECORD_TOO_LONG");
  EXPECT_EQ((*rows)[1].cells, (Cells{{"a", "2"}, {"b", "3"}}));
}

TEST(CsvRecords, BadFilesAreRefused) {
  EXPECT_EQ(ReasonOf(""), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf("\n\n"), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf("Nom,Prénom\nA,B\n"), "FILE_NOT_CSV");
  EXPECT_EQ(ReasonOf("Nom;Nom\nA;B\n"), "FILE_NOT_CSV");
  EXPECT_EQ(ReasonOf("a;b\n\"1;2\n"), "FILE_NOT_CSV");
  EXPECT_EQ(ReasonOf("a;b\n\"1\"x;2\n"), "FILE_NOT_CSV");
  EXPECT_EQ(ReasonOf("Pr\xE9nom;Nom\nA;B\n"), "FILE_NOT_UTF8");
  EXPECT_EQ(ReasonOf("a;b\n1;\xC3"), "FILE_NOT_UTF8");
}

TEST(CsvRecords, AFileOfHeadersAloneHoldsNothing) {
  const auto rows = ReadAll("a;b\n");
  ASSERT_TRUE(rows);
  EXPECT_TRUE(rows->empty());
}

}  // namespace
}  // namespace parcours::cli
