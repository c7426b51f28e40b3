// The records as readers that are not ours see them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "services/platform/bus/cloud_event.h"
#include "tests/conformance/real_kafka.h"

namespace parcours::conformance {
namespace {

using ::testing::HasSubstr;

class Wire : public ::testing::Test {
 protected:
  void SetUp() override {
    world_ = MakeRealWorld();
    if (world_ == nullptr) return;
    rows_ = world_->Publish(kPartners, {{.aggregate = "organisations/a", .subject = "persons/p"}});
  }

  [[nodiscard]] std::string Kcat(const std::string& format) const {
    const auto ran =
        testing::RunCommand("kcat -C -q -e -b " + SharedBroker()->address() + " -t " +
                            world_->TopicOf(kPartners) + " -o beginning -f '" + format + "'");
    EXPECT_EQ(ran.status, 0) << ran.output;
    return ran.output;
  }

  std::unique_ptr<KafkaWorld> world_;
  std::vector<journal::Row> rows_;
};

TEST_F(Wire, KcatShowsTheTenHeadersInOrder) {
  if (world_ == nullptr) return;
  EXPECT_EQ(Kcat("%h"),
            "content-type=application/protobuf,ce_specversion=1.0,ce_id=organisations/a/1,"
            "ce_source=/parcours/"
            "partners,ce_type=parcours.partners.v1.OrganisationRegistered,ce_subject=persons/p,"
            "ce_time=2025-03-06T12:00:00.000000Z,ce_sequence=0000000001,ce_tenant=organisations/a,"
            "traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
}

TEST_F(Wire, KcatShowsTheSubjectAsKeyAndTheFactAsValue) {
  if (world_ == nullptr) return;
  EXPECT_EQ(Kcat("%k"), "persons/p");
  EXPECT_EQ(Kcat("%S"), std::to_string(rows_[0].payload.size()));
}

// The key decides the partition as any client of Kafka would have it (murmur2).
TEST_F(Wire, TheKeysPartitionIsThatOfOtherClients) {
  if (world_ == nullptr) return;
  const auto topic = world_->TopicOf(kPartners);
  const auto sent =
      testing::RunCommand("printf 'persons/p|x' | kcat -P -b " + SharedBroker()->address() +
                          " -t " + topic + " -K '|' -X partitioner=murmur2_random");
  ASSERT_EQ(sent.status, 0) << sent.output;
  const auto partitions = Kcat("%p;");
  const auto half = partitions.size() / 2;
  EXPECT_EQ(partitions.substr(0, half), partitions.substr(half));
}

// What kcat can write is not yet a fact: structured mode and JSON are refused by name.
TEST_F(Wire, StructuredAndJsonRecordsOfOthersAreRefusedWithTheirReason) {
  if (world_ == nullptr) return;
  const auto topic = world_->TopicOf(kInsertion);
  const auto produce = [&](const std::string& headers) {
    const auto sent =
        testing::RunCommand("printf '{\"specversion\":\"1.0\"}' | kcat -P -b " +
                            SharedBroker()->address() + " -t " + topic + " " + headers);
    ASSERT_EQ(sent.status, 0) << sent.output;
  };
  produce("-p 0 -H 'content-type=application/cloudevents+json; charset=utf-8'");
  produce(
      "-p 1 -H 'content-type=application/json' -H ce_specversion=1.0 -H ce_id=1 -H ce_source=/a -H "
      "ce_type=t");
  produce("-p 2");
  const auto consumer = world_->bus().MakeConsumer(
      {.group = world_->Group("wire"), .instance = {}, .topics = {topic}, .resume = {}});
  ASSERT_TRUE(consumer);
  std::map<std::int32_t, std::string> reasons;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (reasons.size() < 3 && std::chrono::steady_clock::now() < until) {
    const auto records = (*consumer)->Poll(std::chrono::milliseconds{100}, 10);
    if (!records) continue;
    for (const auto& received : *records) {
      const auto fact = bus::ParseFact(received.record);
      ASSERT_FALSE(fact);
      reasons[received.place.partition] = fact.error().reason;
    }
  }
  EXPECT_EQ(reasons, (std::map<std::int32_t, std::string>{{0, "STRUCTURED_MODE_REFUSED"},
                                                          {1, "CONTENT_TYPE_REFUSED"},
                                                          {2, "HEADER_MISSING"}}));
}

// The package `cloudevents` of PyPI reads our record as a CloudEvent in binary mode.
TEST_F(Wire, TheCloudEventsPackageOfPythonReadsOurRecords) {
  if (world_ == nullptr) return;
  const auto finished =
      testing::RunPython(PARCOURS_SOURCE_DIR "/tests/conformance/read_cloudevents.py " +
                         SharedBroker()->address() + " " + world_->TopicOf(kPartners));
  if (!finished) GTEST_SKIP() << testing::kNoPython;
  const auto& ran = *finished;
  ASSERT_EQ(ran.status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("\"id\": \"organisations/a/1\""));
  EXPECT_THAT(ran.output, HasSubstr("\"source\": \"/parcours/partners\""));
  EXPECT_THAT(ran.output, HasSubstr("\"type\": \"parcours.partners.v1.OrganisationRegistered\""));
  EXPECT_THAT(ran.output, HasSubstr("\"specversion\": \"1.0\""));
  EXPECT_THAT(ran.output, HasSubstr("\"sequence\": \"0000000001\""));
  EXPECT_THAT(ran.output, HasSubstr("\"tenant\": \"organisations/a\""));
  EXPECT_THAT(ran.output, HasSubstr("\"bytes\": " + std::to_string(rows_[0].payload.size())));
}

}  // namespace
}  // namespace parcours::conformance
