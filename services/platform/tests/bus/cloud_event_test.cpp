#include "services/platform/bus/cloud_event.h"

#include <gmock/gmock.h>
#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include "services/platform/bus/schema.h"
#include "services/platform/tests/bus/bus_bench.h"

namespace parcours::bus {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

Record With(std::string_view name, const std::string& value) {
  Record record = RecordOf({});
  for (auto& [header, current] : record.headers) {
    if (header == name) current = value;
  }
  return record;
}

Record Without(std::string_view name) {
  Record record = RecordOf({});
  std::erase_if(record.headers, [name](const auto& header) { return header.first == name; });
  return record;
}

std::string ReasonOf(const Record& record) {
  const auto fact = ParseFact(record);
  return fact ? "" : fact.error().reason;
}

TEST(CloudEvent, CarriesTenHeadersInOrder) {
  const Record record =
      RecordOf({.aggregate = "organisations/a", .version = 7, .key = "persons/p"});
  EXPECT_EQ(record.topic, "parcours.partners.v1");
  EXPECT_EQ(record.key, "persons/p");
  EXPECT_THAT(
      record.headers,
      ElementsAre(Pair("content-type", "application/protobuf"), Pair("ce_specversion", "1.0"),
                  Pair("ce_id", "organisations/a/7"), Pair("ce_source", "/parcours/partners"),
                  Pair("ce_type", "parcours.partners.v1.OrganisationRegistered"),
                  Pair("ce_subject", "persons/p"), Pair("ce_time", "2025-03-06T00:00:00.000000Z"),
                  Pair("ce_sequence", "0000000007"), Pair("ce_tenant", "organisations/a"),
                  Pair("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
  EXPECT_FALSE(record.value.empty());
}

TEST(CloudEvent, IsReadBackAsTheFactThatWasWritten) {
  const auto row = RowOf({.name = "Alpha", .version = 3, .chain = 2});
  const auto fact = ParseFact(ToRecord(row));
  ASSERT_TRUE(fact) << fact.error().reason;
  EXPECT_EQ(fact->message->SerializeAsString(), row.payload);
  EXPECT_EQ(fact->meta.source, row.meta.source);
  EXPECT_EQ(fact->meta.aggregate, row.meta.aggregate);
  EXPECT_EQ(fact->meta.version, 3);
  EXPECT_EQ(fact->meta.topic_version, 3);
  EXPECT_EQ(fact->meta.type, row.meta.type);
  EXPECT_EQ(fact->meta.tenant, row.meta.tenant);
  EXPECT_EQ(fact->meta.subject, row.meta.subject);
  EXPECT_EQ(fact->meta.trace, row.meta.trace);
  EXPECT_EQ(fact->meta.chain, 2U);
  EXPECT_EQ(fact->meta.effective, row.meta.effective);
  EXPECT_EQ(fact->meta.recorded, row.meta.recorded);
}

TEST(CloudEvent, ARowWithoutATraceGetsOneThatIsTheSameAtEverySending) {
  auto row = RowOf({});
  row.meta.trace.clear();
  row.hash = std::string(32, '\x5a');
  const auto first = std::string(HeaderOf(ToRecord(row), "traceparent"));
  EXPECT_EQ(first, "00-5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a-5a5a5a5a5a5a5a5a-00");
  EXPECT_EQ(HeaderOf(ToRecord(row), "traceparent"), first);
}

TEST(CloudEvent, EveryHeaderButTheTraceIsNeeded) {
  for (const auto name :
       {kContentType, kSpecVersion, kId, kSource, kType, kSubject, kTime, kSequence, kTenant}) {
    EXPECT_EQ(ReasonOf(Without(name)), "HEADER_MISSING") << name;
    auto twice = RecordOf({});
    twice.headers.emplace_back(name, std::string(HeaderOf(twice, name)));
    EXPECT_EQ(ReasonOf(twice), "HEADER_MISSING") << name;
  }
  EXPECT_EQ(ReasonOf(Without(kTraceparent)), "");
}

TEST(CloudEvent, ABadTraceparentStartsANewTraceAndFailsNothing) {
  for (const std::string bad :
       {"", "garbage", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}) {
    const auto fact = ParseFact(With(kTraceparent, bad));
    ASSERT_TRUE(fact) << bad;
    EXPECT_EQ(fact->meta.trace, "") << bad;
  }
}

TEST(CloudEvent, UnsoundHeadersAreNamed) {
  struct Case {
    std::string_view header;
    std::string value;
  };
  for (const auto& [header, value] :
       std::vector<Case>{{kSpecVersion, "0.3"},
                         {kId, "organisations/a"},
                         {kId, "a/1"},
                         {kId, "organisations/a/0"},
                         {kId, "organisations/a/-1"},
                         {kId, "organisations/a/99999999999999999999"},
                         {kSource, "/parcours/followup"},
                         {kSource, "https://example.org"},
                         {kSubject, "persons/\xc3\xa9"},
                         {kSubject, "persons/other"},
                         {kTime, "2025-02-30T00:00:00Z"},
                         {kTime, "2025-03-06"},
                         {kTime, "2025-03-06T25:00:00Z"},
                         {kTime, "2025-03-06T10:00:00"},
                         {kSequence, "1"},
                         {kSequence, "0000000000"},
                         {kSequence, "00000000-1"},
                         {kSequence, "00000000001"},
                         {kTenant, "a b"},
                         {kTenant, std::string(2'000, 'x')}}) {
    EXPECT_EQ(ReasonOf(With(header, value)), "HEADER_INVALID") << header << " = " << value;
  }
}

TEST(CloudEvent, TimesOfOtherZonesAndPrecisionsAreTimes) {
  for (const std::string good :
       {"2025-03-06T10:00:00Z", "2025-03-06T10:00:00.5Z", "2025-03-06T10:00:00+01:00"}) {
    EXPECT_EQ(ReasonOf(With(kTime, good)), "") << good;
  }
}

TEST(CloudEvent, StructuredModeAndOtherContentAreRefused) {
  EXPECT_EQ(ReasonOf(With(kContentType, "application/cloudevents+json")),
            "STRUCTURED_MODE_REFUSED");
  EXPECT_EQ(ReasonOf(With(kContentType, "Application/CloudEvents+JSON; charset=utf-8")),
            "STRUCTURED_MODE_REFUSED");
  EXPECT_EQ(ReasonOf(With(kContentType, "application/json")), "CONTENT_TYPE_REFUSED");
  EXPECT_EQ(ReasonOf(With(kContentType, "application/protobuf; messageType=x")), "");
}

TEST(CloudEvent, TypesOfOthersAreForeignAndTypesOfTomorrowUnknown) {
  EXPECT_EQ(ReasonOf(With(kType, "com.example.someevent")), "TYPE_FOREIGN");
  EXPECT_EQ(ReasonOf(With(kType, "parcours.partners.v1")), "TYPE_FOREIGN");
  EXPECT_EQ(ReasonOf(With(kType, "parcours.partners.v1.lower")), "TYPE_FOREIGN");
  EXPECT_EQ(ReasonOf(With(kType, "parcours.followup.v1.PathwayOpened")), "TYPE_FOREIGN");
  EXPECT_EQ(ReasonOf(With(kType, "parcours.partners.v1.ProgrammeRule")), "TYPE_FOREIGN");
  EXPECT_EQ(ReasonOf(With(kType, "parcours.partners.v1.HeardOfNextYear")), "TYPE_UNKNOWN");
  EXPECT_EQ(ReasonOf(With(kType, "parcours.partners.v1.EmployerContactNoted")), "TYPE_FOREIGN")
      << "stays private";
}

TEST(CloudEvent, AnEmptyOrTruncatedValueIsNamed) {
  auto record = RecordOf({});
  record.value.clear();
  EXPECT_EQ(ReasonOf(record), "VALUE_EMPTY");
  record = RecordOf({});
  record.value = "{\"organisation\": \"organisations/a\"}";
  EXPECT_NE(ReasonOf(record), "");
}

TEST(CloudEvent, EveryTruncationOfAValueIsNoticed) {
  const auto whole = RecordOf({});
  for (std::size_t size = 0; size < whole.value.size(); ++size) {
    auto record = whole;
    record.value.resize(size);
    EXPECT_NE(ReasonOf(record), "") << size << " of " << whole.value.size() << " bytes";
  }
}

TEST(CloudEvent, WhatTheHeadersSayIsKnownEvenWhereTheValueIsBad) {
  auto record = RecordOf({.aggregate = "organisations/a", .version = 4});
  record.value = "junk";
  const auto envelope = ReadEnvelope(record);
  EXPECT_TRUE(envelope.Placed());
  EXPECT_EQ(envelope.aggregate, "organisations/a");
  EXPECT_EQ(envelope.topic_version, 4);
  EXPECT_EQ(envelope.id, "organisations/a/4");
  EXPECT_FALSE(ReadEnvelope(Without(kSequence)).Placed());
}

// Random damage to a sound record: any answer will do, as long as there is one.
TEST(CloudEvent, AnyBytesAreAnsweredWithAFactOrAReason) {
  const google::protobuf::LogSilencer silence;
  testing::FixedRandom random(7);
  for (int round = 0; round < 20'000; ++round) {
    auto record = RecordOf({});
    const auto damage = [&random](std::string& text) {
      for (std::size_t hits = 1 + random.Below(4); hits > 0; --hits) {
        switch (random.Below(3)) {
          case 0:
            text.resize(text.size() - std::min(text.size(), random.Below(8)));
            break;
          case 1:
            if (!text.empty()) text[random.Below(text.size())] = static_cast<char>(random.Next());
            break;
          default:
            text.insert(text.begin() + static_cast<std::ptrdiff_t>(random.Below(text.size() + 1)),
                        static_cast<char>(random.Next()));
        }
      }
    };
    if (random.Chance(60)) damage(record.value);
    if (random.Chance(60)) damage(record.headers[random.Below(record.headers.size())].second);
    if (random.Chance(10)) damage(record.headers[random.Below(record.headers.size())].first);
    if (random.Chance(10)) damage(record.key);
    const auto fact = ParseFact(record);
    if (fact) {
      ASSERT_NE(fact->message, nullptr);
      ASSERT_GT(fact->meta.topic_version, 0);
      ASSERT_FALSE(fact->meta.aggregate.empty());
    } else {
      ASSERT_FALSE(fact.error().reason.empty());
    }
  }
}

TEST(CloudEvent, HeadersOfAnyBytesSurviveBeingStored) {
  const Headers headers{{"", ""}, {"a", std::string("\0\xff\n", 3)}, {"ce_id", "x"}};
  EXPECT_EQ(UnpackHeaders(PackHeaders(headers)), headers);
  EXPECT_EQ(UnpackHeaders(""), Headers{});
}

}  // namespace
}  // namespace parcours::bus
