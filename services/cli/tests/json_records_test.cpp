#include <gtest/gtest.h>

#include <vector>

#include "services/cli/record_reader.h"
#include "services/cli/tests/temporary_file.h"

namespace parcours::cli {
namespace {

Result<std::vector<SourceRecord>> ReadAllJson(const std::string& content) {
  const TemporaryFile file(content, "records.json");
  TRY(const auto reader, OpenJsonRecords(file.path()));
  std::vector<SourceRecord> records;
  for (;;) {
    TRY(auto record, reader->Next());
    if (!record) return records;
    records.push_back(*std::move(record));
  }
}

std::string JsonReason(const std::string& content) {
  const auto records = ReadAllJson(content);
  return records ? "NONE" : records.error().reason;
}

// "ligne 2, octet 7" of the French sentence.
std::string PlaceOf(const std::string& content) {
  const auto records = ReadAllJson(content);
  if (records) return "NONE";
  const auto& text = records.error().french;
  const auto begin = text.find("ligne ");
  return text.substr(begin, text.find(" :", begin) - begin);
}

TEST(JsonRecords, ItemsOfAListComeAsTheyAreWritten) {
  const auto records =
      ReadAllJson(" [ {\"a\": [1, \"]\"]},\n {\"b\":\"\\\"}\"} , 3, \"x\", null ] \n");
  ASSERT_TRUE(records) << records.error().french;
  ASSERT_EQ(records->size(), 5U);
  EXPECT_EQ((*records)[0].text, "{\"a\": [1, \"]\"]}");
  EXPECT_EQ((*records)[1].text, "{\"b\":\"\\\"}\"}");
  EXPECT_EQ((*records)[2].text, "3");
  EXPECT_EQ((*records)[3].text, "\"x\"");
  EXPECT_EQ((*records)[4].text, "null");
}

TEST(JsonRecords, EachRecordKnowsItsPlaceAndLine) {
  const auto records = ReadAllJson("[\n{\"a\":1},\n\n{\n\"b\":2}]");
  ASSERT_TRUE(records);
  EXPECT_EQ((*records)[0].line, 2);
  EXPECT_EQ((*records)[1].line, 4);
  EXPECT_EQ((*records)[1].place, 1);
  EXPECT_EQ((*records)[1].offset, 12U);
}

TEST(JsonRecords, OneObjectIsAListOfOne) {
  const auto records = ReadAllJson("\xEF\xBB\xBF {\"a\": 1}\n");
  ASSERT_TRUE(records);
  ASSERT_EQ(records->size(), 1U);
  EXPECT_EQ(records->front().text, "{\"a\": 1}");
}

TEST(JsonRecords, AnEmptyListHoldsNothing) {
  const auto records = ReadAllJson("[ ]");
  ASSERT_TRUE(records);
  EXPECT_TRUE(records->empty());
}

TEST(JsonRecords, AnEmptyFileIsRefused) {
  EXPECT_EQ(JsonReason(""), "FILE_EMPTY");
  EXPECT_EQ(JsonReason(" \n\t"), "FILE_EMPTY");
}

TEST(JsonRecords, AFileThatIsNotThereIsRefused) {
  const auto reader = OpenJsonRecords("/nowhere/records.json");
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().reason, "FILE_UNREADABLE");
  EXPECT_EQ(OpenJsonRecords("/tmp").error().reason, "FILE_UNREADABLE");
}

TEST(JsonRecords, NeitherObjectNorArrayIsRefused) {
  for (const char* content : {"\"text\"", "42", "true", "null", "-1"}) {
    EXPECT_EQ(JsonReason(content), "FILE_NEITHER_OBJECT_NOR_ARRAY") << content;
  }
}

TEST(JsonRecords, WhatIsNotJsonIsRefused) {
  for (const char* content : {"nom;prénom\nA;B",
                              "[{\"a\":1},]",
                              "[,1]",
                              "[1 2]",
                              "[{\"a\":1}",
                              "[",
                              "[{\"a\":1}] x",
                              "{\"a\":1} {\"b\":2}",
                              "{\"a\":1",
                              "[{\"a\":\"x]",
                              "[{]}",
                              "[}]",
                              "[tru]",
                              "[{\"a\":01}]",
                              "[{\"a\" 1}]",
                              "[{a:1}]",
                              "[\"a\nb\"]",
                              "[{'a':1}]",
                              "<xml/>",
                              "]"}) {
    EXPECT_EQ(JsonReason(content), "FILE_NOT_JSON") << content;
  }
}

TEST(JsonRecords, AFaultIsToldByLineAndByte) {
  EXPECT_EQ(PlaceOf("[\n{\"a\":1}\n{\"b\":2}]"), "ligne 3, octet 11");
  EXPECT_EQ(PlaceOf("[\n{\n\"a\":tru}]"), "ligne 3, octet 12");
  EXPECT_EQ(PlaceOf("[\n\"caf\xE9\"]"), "ligne 2, octet 8");
}

TEST(JsonRecords, InvalidUtf8IsRefused) {
  for (const char* content :
       {"[\"\x80\"]", "[\"\xC0\xAF\"]", "[\"\xE2\x82\"]", "[\"\xED\xA0\x80\"]",
        "[\"\xF4\x90\x80\x80\"]", "[\"\xFF\"]", "[\"\xC3"}) {
    EXPECT_EQ(JsonReason(content), "FILE_NOT_UTF8") << content;
  }
  EXPECT_EQ(JsonReason("[\"é€😀\"]"), "NONE");
}

TEST(JsonRecords, ATooLongRecordIsPassedOverAndTold) {
  const std::string text(kLongestRecord + 1, 'x');
  const auto records = ReadAllJson("[{\"a\":1},{\"a\":\"" + text + "\"},{\"b\":2}]");
  ASSERT_TRUE(records);
  ASSERT_EQ(records->size(), 3U);
  ASSERT_TRUE((*records)[1].fault);
  EXPECT_EQ((*records)[1].fault->reason, "RECORD_TOO_LONG");
  EXPECT_TRUE((*records)[1].text.empty());
  EXPECT_EQ((*records)[2].text, "{\"b\":2}");
}

TEST(JsonRecords, BottomlessNestingIsRefused) {
  EXPECT_EQ(JsonReason("[" + std::string(100'000, '[')), "FILE_NOT_JSON");
}

}  // namespace
}  // namespace parcours::cli
