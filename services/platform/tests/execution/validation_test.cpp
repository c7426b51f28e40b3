#include "services/platform/execution/validation.h"

#include <gtest/gtest.h>

#include "services/platform/execution/utf8.h"
#include "services/platform/tests/security/inline_schema.h"

namespace parcours::execution {
namespace {

class Validation : public ::testing::Test {
 protected:
  // "" when accepted, else "REASON field".
  std::string Verdict(const std::string& literal) const {
    return VerdictOf(*schema.Make("Request", literal));
  }
  static std::string VerdictOf(const google::protobuf::Message& request) {
    const auto valid = Validate(request);
    if (valid) return "";
    EXPECT_EQ(valid.error().code, Code::kInvalidArgument);
    EXPECT_NE(valid.error().french.find(valid.error().field), std::string::npos);
    EXPECT_NE(valid.error().english.find(valid.error().field), std::string::npos);
    return valid.error().reason + " " + valid.error().field;
  }
  std::string With(const std::string& fields) const {
    return Verdict("pathway: 'pathways/1' " + fields);
  }

  const testing::InlineSchema schema{R"(
    enum Category { CATEGORY_UNSPECIFIED = 0; MOBILITY = 1; }
    message Barrier {
      Category category = 1 [(parcours.options.v1.rules) = { required: true }];
      int32 severity = 2 [(parcours.options.v1.rules) = { min: 1 max: 4 }];
      repeated Barrier causes = 3;
    }
    message Meeting { string day = 1 [(parcours.options.v1.rules) = { required: true date: true }]; }
    message Request {
      string pathway = 1 [(parcours.options.v1.rules) = { required: true resource: "pathways" }];
      string day = 2 [(parcours.options.v1.rules) = { date: true }];
      string label = 3 [(parcours.options.v1.rules) = { max_length: 5 }];
      string note = 4;
      repeated Barrier barriers = 5;
      repeated string tags = 6 [(parcours.options.v1.rules) = { max_items: 3 max_length: 4 }];
      string code = 7 [(parcours.options.v1.rules) = { pattern: "[A-Z]{2}[0-9]+" }];
      optional int32 minutes = 8 [(parcours.options.v1.rules) = { min: 5 max: 480 }];
      int64 at_least_minus_ten = 9 [(parcours.options.v1.rules) = { min: -10 }];
      Meeting meeting = 10;
      map<string, Barrier> by_name = 11;
      repeated int64 numbers = 12;
      uint64 huge = 13 [(parcours.options.v1.rules) = { max: 100 }];
      double ratio = 14 [(parcours.options.v1.rules) = { max: 1 }];
      bytes file = 15 [(parcours.options.v1.rules) = { max_length: 3 }];
      Category category = 16;
      oneof answer { string words = 17 [(parcours.options.v1.rules) = { max_length: 2 }]; int32 mark = 18 [(parcours.options.v1.rules) = { min: 1 max: 20 }]; }
    }
    message Needs {
      repeated string names = 1 [(parcours.options.v1.rules) = { required: true }];
    }
    message NeedsMeeting { Meeting meeting = 1 [(parcours.options.v1.rules) = { required: true }]; }
    message NeedsOptional { optional string text = 1 [(parcours.options.v1.rules) = { required: true }]; optional Category category = 2 [(parcours.options.v1.rules) = { required: true }]; optional int32 number = 3 [(parcours.options.v1.rules) = { required: true }]; }
  )"};
};

TEST_F(Validation, AcceptsARequestWithinItsRules) {
  EXPECT_EQ(With("day: '2024-02-29' label: 'éèàùç' barriers { category: MOBILITY severity: 4 } "
                 "tags: 'a' code: 'AB12' "
                 "minutes: 45 meeting { day: '2025-03-06' } by_name { key: 'k' value { category: "
                 "MOBILITY severity: 1 } } "
                 "huge: 100 ratio: 0.5 file: 'abc' words: 'ok'"),
            "");
  EXPECT_EQ(With(""), "");
}

TEST_F(Validation, ARequiredFieldMustBeGiven) {
  EXPECT_EQ(Verdict(""), "FIELD_REQUIRED pathway");
  EXPECT_EQ(Verdict("pathway: ''"), "FIELD_REQUIRED pathway");
  EXPECT_EQ(With("barriers { severity: 2 }"), "FIELD_REQUIRED barriers[0].category");
  EXPECT_EQ(VerdictOf(*schema.Make("Needs", "")), "FIELD_REQUIRED names");
  EXPECT_EQ(VerdictOf(*schema.Make("NeedsMeeting", "")), "FIELD_REQUIRED meeting");
}

TEST_F(Validation, APresentButEmptyOptionalTextIsNotGiven) {
  EXPECT_EQ(VerdictOf(*schema.Make("NeedsOptional", "text: '' category: MOBILITY number: 0")),
            "FIELD_REQUIRED text");
  EXPECT_EQ(VerdictOf(*schema.Make("NeedsOptional",
                                   "text: 'x' category: CATEGORY_UNSPECIFIED number: 0")),
            "FIELD_REQUIRED category");
  EXPECT_EQ(VerdictOf(*schema.Make("NeedsOptional", "text: 'x' category: MOBILITY")),
            "FIELD_REQUIRED number");
  EXPECT_EQ(VerdictOf(*schema.Make("NeedsOptional", "text: 'x' category: MOBILITY number: 0")), "");
}

TEST_F(Validation, TextIsMeasuredInCharactersNotBytes) {
  EXPECT_EQ(With("label: 'éèàùç'"), "");
  EXPECT_EQ(With("label: 'éèàùçê'"), "FIELD_TOO_LONG label");
  EXPECT_EQ(With("label: '𝒜𝒜𝒜𝒜𝒜'"), "");
}

TEST_F(Validation, TextWithoutARuleHasThePlatformsLimit) {
  EXPECT_EQ(With("note: '" + std::string(4'000, 'x') + "'"), "");
  EXPECT_EQ(With("note: '" + std::string(4'001, 'x') + "'"), "FIELD_TOO_LONG note");
}

TEST_F(Validation, ADateMustExist) {
  EXPECT_EQ(With("day: '2024-02-30'"), "FIELD_NOT_A_DATE day");
  EXPECT_EQ(With("day: '06/03/2025'"), "FIELD_NOT_A_DATE day");
  EXPECT_EQ(With("day: '2023-02-29'"), "FIELD_NOT_A_DATE day");
  EXPECT_EQ(With("day: '2025-3-6'"), "FIELD_NOT_A_DATE day");
  EXPECT_EQ(With("meeting { day: '2025-13-01' }"), "FIELD_NOT_A_DATE meeting.day");
}

TEST_F(Validation, AResourceNameIsOfItsCollection) {
  for (const char* name : {"missions/1", "pathways/", "pathways", "pathways/a/b", "pathways/a b",
                           "/pathways/1", "pathways/é"}) {
    EXPECT_EQ(Verdict("pathway: '" + std::string(name) + "'"), "FIELD_NOT_A_RESOURCE_NAME pathway")
        << name;
  }
  EXPECT_EQ(Verdict("pathway: 'pathways/" + std::string(64, 'a') + "'"), "");
  EXPECT_EQ(Verdict("pathway: 'pathways/" + std::string(65, 'a') + "'"),
            "FIELD_NOT_A_RESOURCE_NAME pathway");
}

TEST_F(Validation, APatternMatchesTheWholeText) {
  EXPECT_EQ(With("code: 'AB1'"), "");
  EXPECT_EQ(With("code: ''"), "");
  EXPECT_EQ(With("code: 'xAB1'"), "FIELD_PATTERN_MISMATCH code");
  EXPECT_EQ(With("code: 'AB1\\n'"), "FIELD_PATTERN_MISMATCH code");
}

TEST_F(Validation, ANumberStaysWithinItsBounds) {
  EXPECT_EQ(With("minutes: 4"), "FIELD_OUT_OF_RANGE minutes");
  EXPECT_EQ(With("minutes: 481"), "FIELD_OUT_OF_RANGE minutes");
  EXPECT_EQ(With("minutes: 5"), "");
  EXPECT_EQ(With("minutes: 480"), "");
  EXPECT_EQ(With("huge: 101"), "FIELD_OUT_OF_RANGE huge");
  EXPECT_EQ(With("huge: 18446744073709551615"), "FIELD_OUT_OF_RANGE huge");
  EXPECT_EQ(With("ratio: 1.5"), "FIELD_OUT_OF_RANGE ratio");
  EXPECT_EQ(With("ratio: nan"), "FIELD_OUT_OF_RANGE ratio");
  EXPECT_EQ(With("ratio: -0.5"), "FIELD_OUT_OF_RANGE ratio");
  EXPECT_EQ(With("mark: 21"), "FIELD_OUT_OF_RANGE mark");
}

TEST_F(Validation, AMinimumAloneLeavesTheTopOpenUnlessItIsNegative) {
  EXPECT_EQ(With("at_least_minus_ten: -10"), "");
  EXPECT_EQ(With("at_least_minus_ten: -11"), "FIELD_OUT_OF_RANGE at_least_minus_ten");
  EXPECT_EQ(With("at_least_minus_ten: 1"), "FIELD_OUT_OF_RANGE at_least_minus_ten");
  const testing::InlineSchema other(
      "message R { int32 n = 1 [(parcours.options.v1.rules) = { min: 2 }]; }");
  EXPECT_EQ(VerdictOf(*other.Make("R", "n: 2147483647")), "");
  EXPECT_EQ(VerdictOf(*other.Make("R", "n: 1")), "FIELD_OUT_OF_RANGE n");
}

TEST_F(Validation, ZeroIsAValueUnlessTheFieldIsOptional) {
  EXPECT_EQ(With("barriers { category: MOBILITY }"), "FIELD_OUT_OF_RANGE barriers[0].severity");
  EXPECT_EQ(With("minutes: 0"), "FIELD_OUT_OF_RANGE minutes");
  EXPECT_EQ(With(""), "");
}

TEST_F(Validation, AnEnumValueIsKnown) {
  const auto request = schema.Make("Request", "pathway: 'pathways/1'");
  request->GetReflection()->SetEnumValue(request.get(),
                                         request->GetDescriptor()->FindFieldByName("category"), 99);
  EXPECT_EQ(VerdictOf(*request), "ENUM_VALUE_UNKNOWN category");
}

TEST_F(Validation, ListsAreBounded) {
  EXPECT_EQ(With("tags: 'a' tags: 'b' tags: 'c'"), "");
  EXPECT_EQ(With("tags: 'a' tags: 'b' tags: 'c' tags: 'd'"), "TOO_MANY_ITEMS tags");
  std::string numbers;
  for (int i = 0; i < 1'000; ++i) numbers += "numbers: 1 ";
  EXPECT_EQ(With(numbers), "");
  EXPECT_EQ(With(numbers + "numbers: 1"), "TOO_MANY_ITEMS numbers");
}

TEST_F(Validation, EachItemIsHeldToTheRulesOfItsField) {
  EXPECT_EQ(With("tags: 'a' tags: 'abcde'"), "FIELD_TOO_LONG tags[1]");
}

TEST_F(Validation, NamesThePathOfANestedField) {
  EXPECT_EQ(With("barriers { category: MOBILITY severity: 1 } barriers { category: MOBILITY "
                 "severity: 5 }"),
            "FIELD_OUT_OF_RANGE barriers[1].severity");
  EXPECT_EQ(With("barriers { category: MOBILITY severity: 1 causes { category: MOBILITY severity: "
                 "1 causes { severity: 1 } } }"),
            "FIELD_REQUIRED barriers[0].causes[0].causes[0].category");
  EXPECT_EQ(With("by_name { key: 'Vasseur' value { category: MOBILITY severity: 9 } }"),
            "FIELD_OUT_OF_RANGE by_name[0].value.severity");
}

TEST_F(Validation, BytesAreBoundedByTheirRule) {
  EXPECT_EQ(With("file: 'abcd'"), "FIELD_TOO_LONG file");
}

TEST_F(Validation, TextIsValidUtf8) {
  const auto request = schema.Make("Request", "pathway: 'pathways/1'");
  request->GetReflection()->SetString(request.get(),
                                      request->GetDescriptor()->FindFieldByName("note"), "caf\xE9");
  EXPECT_EQ(VerdictOf(*request), "FIELD_NOT_UTF8 note");
}

TEST_F(Validation, NeverRepeatsWhatWasSent) {
  const auto refused = Validate(*schema.Make("Request", "pathway: 'pathways/1' label: 'Vasseur'"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().french.find("Vasseur"), std::string::npos);
  EXPECT_EQ(refused.error().english.find("Vasseur"), std::string::npos);
}

TEST(Utf8, CountsCodePointsAndFindsInvalidSequences) {
  EXPECT_EQ(CountCodePoints(""), 0U);
  EXPECT_EQ(CountCodePoints("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8E\x93"), 4U);
  EXPECT_EQ(CountCodePoints(std::string_view("\0", 1)), 1U);
  for (const std::string_view invalid :
       {"\x80", "\xC3", "\xC3\x28", "\xC0\xA0", "\xC1\xBF", "\xE0\x80\x80", "\xE2\x82",
        "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
        "a\xE2\x28\xA1"}) {
    EXPECT_EQ(CountCodePoints(invalid), std::nullopt) << ::testing::PrintToString(invalid);
  }
}

}  // namespace
}  // namespace parcours::execution
