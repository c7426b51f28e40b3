#include "services/platform/security/redaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/tests/security/inline_schema.h"

namespace parcours::security {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Redaction : public ::testing::Test {
 protected:
  const testing::InlineSchema schema{R"(
    message Contact { string phone = 1 [(parcours.options.v1.sensitive) = true]; string kind = 2; }
    message Note { string text = 1 [(parcours.options.v1.sensitive) = true]; }
    message Tree { string name = 1; repeated Tree children = 2; }
    message Record {
      string record = 1;
      string last_name = 2 [(parcours.options.v1.sensitive) = true];
      repeated string emails = 3 [(parcours.options.v1.sensitive) = true];
      Contact contact = 4;
      Note note = 5;
      Tree tree = 6;
      oneof answer { string free_text = 7 [(parcours.options.v1.sensitive) = true]; int32 choice = 8; }
      Contact whole = 9 [(parcours.options.v1.sensitive) = true];
      optional bool urgent = 10;
    }
    message Listing { repeated Contact contacts = 1; map<string, Contact> by_kind = 2; string title = 3; }
  )"};

  const std::string full =
      "record: 'records/1' last_name: 'Vasseur' emails: 'a@example.org' contact { phone: '06 39 98 "
      "00 01' kind: 'home' } "
      "note { text: 'confidential' } tree { name: 'oak' children { name: 'leaf' } } free_text: "
      "'free' "
      "whole { phone: '01 99 00 00 01' } urgent: false";
};

TEST_F(Redaction, KnowsWhichTypesHoldSensitiveFieldsAtAnyDepth) {
  EXPECT_TRUE(HasSensitiveFields(schema.Type("Record")));
  EXPECT_TRUE(HasSensitiveFields(schema.Type("Listing")));
  EXPECT_FALSE(HasSensitiveFields(schema.Type("Tree")));
}

TEST_F(Redaction, RemovesSensitiveFieldsAtAnyDepth) {
  const auto message = schema.Make("Record", full);
  RemoveSensitiveFields(*message);
  EXPECT_EQ(
      message->ShortDebugString(),
      R"(record: "records/1" contact { kind: "home" } note { } tree { name: "oak" children { name: "leaf" } } urgent: false)");
}

TEST_F(Redaction, RemovesThemFromListsAndMapsToo) {
  const auto message =
      schema.Make("Listing",
                  "title: 'list' contacts { phone: '06 39 98 00 02' kind: 'home' } "
                  "by_kind { key: 'work' value { phone: '06 39 98 00 03' kind: 'work' } }");
  RemoveSensitiveFields(*message);
  EXPECT_THAT(message->ShortDebugString(), Not(HasSubstr("06 39 98")));
  EXPECT_THAT(message->ShortDebugString(), HasSubstr("work"));
}

TEST_F(Redaction, KeepsTheSensitiveFieldsAlone) {
  const auto message = schema.Make("Record", full);
  KeepSensitiveFields(*message);
  EXPECT_EQ(
      message->ShortDebugString(),
      R"(last_name: "Vasseur" emails: "a@example.org" contact { phone: "06 39 98 00 01" } note { text: "confidential" } free_text: "free" whole { phone: "01 99 00 00 01" })");
}

TEST_F(Redaction, TheTwoHalvesMergeIntoTheWhole) {
  const auto whole = schema.Make("Record", full);
  const std::unique_ptr<google::protobuf::Message> open(whole->New());
  const std::unique_ptr<google::protobuf::Message> sealed(whole->New());
  open->CopyFrom(*whole);
  sealed->CopyFrom(*whole);
  RemoveSensitiveFields(*open);
  KeepSensitiveFields(*sealed);
  open->MergeFrom(*sealed);
  EXPECT_EQ(open->SerializeAsString(), whole->SerializeAsString());
}

TEST_F(Redaction, NothingIsKeptOfAMessageWithoutSensitiveContent) {
  const auto message =
      schema.Make("Record", "record: 'records/1' contact { kind: 'home' } choice: 2");
  KeepSensitiveFields(*message);
  EXPECT_EQ(message->ByteSizeLong(), 0U);
}

TEST_F(Redaction, NamesSensitiveFieldsInsideListsBecauseTheirHalvesWouldNotLineUp) {
  EXPECT_THAT(SensitiveFieldsInRepeated(schema.Type("Listing")), ElementsAre("test.Contact.phone"));
  EXPECT_THAT(SensitiveFieldsInRepeated(schema.Type("Record")), IsEmpty());
  const auto listing = schema.Make("Listing", "contacts { phone: '06 39 98 00 02' }");
  EXPECT_DEATH(KeepSensitiveFields(*listing), "CHECK failed");
}

TEST_F(Redaction, PrintsJsonWithoutSensitiveFieldsAndLeavesTheMessageWhole) {
  const auto message = schema.Make("Record", full);
  const std::string json = RedactedJson(*message);
  for (const char* hidden :
       {"Vasseur", "example.org", "06 39 98", "01 99 00", "confidential", "free"}) {
    EXPECT_THAT(json, Not(HasSubstr(hidden)));
  }
  EXPECT_THAT(json, HasSubstr("\"record\":\"records/1\""));
  EXPECT_THAT(message->ShortDebugString(), HasSubstr("Vasseur"));
}

}  // namespace
}  // namespace parcours::security
