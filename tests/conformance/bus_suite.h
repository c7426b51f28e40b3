#pragma once

// What every adapter of the bus port promises. Included by the files that instantiate it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <thread>

#include "services/platform/bus/cloud_event.h"
#include "tests/conformance/bus_world.h"

namespace parcours::conformance {

using bus::ConsumerOptions;
using bus::Place;
using bus::Position;
using bus::ReceivedRecord;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Adapter {
  std::string name;
  MakeWorld make;
  friend void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }
};

class BusSuite : public ::testing::TestWithParam<Adapter> {
 protected:
  static constexpr std::chrono::seconds kPatience{30};

  void SetUp() override { world_ = GetParam().make(); }

  [[nodiscard]] std::unique_ptr<bus::Consumer> Subscribe(
      std::vector<std::string> topics, const std::string& group = "listener",
      std::map<std::pair<std::string, std::int32_t>, std::int64_t> positions = {}) {
    auto made = world_->bus().MakeConsumer(
        {.group = world_->Group(group),
         .instance = {},
         .topics = std::move(topics),
         .resume = [positions = std::move(positions)](const std::string& topic,
                                                      std::int32_t partition) {
           const auto position = positions.find({topic, partition});
           return position == positions.end() ? std::nullopt : std::optional(position->second);
         }});
    if (!made) ADD_FAILURE() << made.error().reason << ": " << made.error().english;
    return made ? *std::move(made) : nullptr;
  }

  // Polls until `count` records came.
  [[nodiscard]] std::vector<ReceivedRecord> Take(bus::Consumer& consumer, std::size_t count,
                                                 std::size_t limit = 1'000) {
    std::vector<ReceivedRecord> taken;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (taken.size() < count && std::chrono::steady_clock::now() < until) {
      auto some = consumer.Poll(std::chrono::milliseconds{100}, limit);
      if (!some) continue;
      std::move(some->begin(), some->end(), std::back_inserter(taken));
    }
    EXPECT_GE(taken.size(), count) << "records did not come in time";
    return taken;
  }

  [[nodiscard]] static std::vector<std::string> Ids(const std::vector<ReceivedRecord>& records) {
    std::vector<std::string> ids;
    for (const auto& received : records) ids.emplace_back(bus::HeaderOf(received.record, bus::kId));
    return ids;
  }

  // The positions after these records.
  [[nodiscard]] static std::map<std::pair<std::string, std::int32_t>, std::int64_t> After(
      const std::vector<ReceivedRecord>& records) {
    std::map<std::pair<std::string, std::int32_t>, std::int64_t> positions;
    for (const auto& [place, record] : records) {
      auto& next = positions[{place.topic, place.partition}];
      next = std::max(next, place.offset + 1);
    }
    return positions;
  }

  [[nodiscard]] std::string partners() const { return world_->TopicOf(kPartners); }
  [[nodiscard]] std::string insertion() const { return world_->TopicOf(kInsertion); }

  std::unique_ptr<BusWorld> world_;
};

#define NEEDS_WORLD() \
  if (world_ == nullptr) return

TEST_P(BusSuite, ARecordComesWithItsKeyTenHeadersAndValue) {
  NEEDS_WORLD();
  const auto rows =
      world_->Publish(kPartners, {{.aggregate = "organisations/a", .subject = "persons/p"}});
  const auto consumer = Subscribe({partners()});
  const auto records = Take(*consumer, 1);
  ASSERT_EQ(records.size(), 1U);
  const auto expected = bus::ToRecord(rows[0]);
  EXPECT_EQ(records[0].place.topic, partners());
  EXPECT_EQ(records[0].record.topic, partners());
  EXPECT_EQ(records[0].record.key, "persons/p");
  EXPECT_EQ(records[0].record.headers, expected.headers);
  EXPECT_EQ(records[0].record.headers.size(), 10U);
  EXPECT_EQ(records[0].record.value, expected.value);
}

TEST_P(BusSuite, ASubscriberLearnsTheSameOfAFactWhateverTheBus) {
  NEEDS_WORLD();
  const auto rows = world_->Publish(kPartners, {{}});
  const auto consumer = Subscribe({partners()});
  auto records = Take(*consumer, 1);
  ASSERT_EQ(records.size(), 1U);
  records[0].record.topic = rows[0].topic;
  const auto fact = bus::ParseFact(records[0].record);
  ASSERT_TRUE(fact) << fact.error().reason;
  EXPECT_EQ(fact->meta.source, rows[0].meta.source);
  EXPECT_EQ(fact->meta.Id(), rows[0].meta.Id());
  EXPECT_EQ(fact->meta.topic_version, rows[0].meta.topic_version);
  EXPECT_EQ(fact->meta.type, rows[0].meta.type);
  EXPECT_EQ(fact->meta.tenant, rows[0].meta.tenant);
  EXPECT_EQ(fact->meta.subject, rows[0].meta.subject);
  EXPECT_EQ(fact->meta.trace, rows[0].meta.trace);
  EXPECT_EQ(fact->meta.effective, rows[0].meta.effective);
  EXPECT_EQ(fact->meta.recorded, rows[0].meta.recorded);
  EXPECT_EQ(fact->message->SerializeAsString(), rows[0].payload);
}

TEST_P(BusSuite, RecordsOfOneKeyComeInOrderAndNoneIsMissing) {
  NEEDS_WORLD();
  constexpr int kKeys = 40;
  constexpr int kFactsPerKey = 25;
  const auto consumer = Subscribe({partners()});
  for (int round = 0; round < kFactsPerKey; ++round) {
    std::vector<TestFact> facts;
    for (int key = 0; key < kKeys; ++key) {
      const std::string name = std::to_string(key);
      facts.push_back({.aggregate = "organisations/" + name, .subject = "persons/" + name});
    }
    world_->Publish(kPartners, facts);
  }
  const auto records = Take(*consumer, kKeys * kFactsPerKey);
  ASSERT_EQ(records.size(), static_cast<std::size_t>(kKeys * kFactsPerKey));
  std::map<std::string, std::int64_t> last;
  for (const auto& received : records) {
    const auto envelope = bus::ReadEnvelope(received.record);
    ASSERT_EQ(envelope.topic_version, ++last[envelope.aggregate]);
  }
}

TEST_P(BusSuite, OffsetsGrowWithinAPartition) {
  NEEDS_WORLD();
  std::vector<TestFact> facts;
  for (int i = 0; i < 100; ++i) {
    facts.push_back({.aggregate = "organisations/" + std::to_string(i),
                     .subject = "persons/" + std::to_string(i)});
  }
  world_->Publish(kPartners, facts);
  const auto consumer = Subscribe({partners()});
  std::map<std::int32_t, std::int64_t> last;
  for (const auto& received : Take(*consumer, 100)) {
    const auto [known, first] = last.emplace(received.place.partition, received.place.offset);
    if (first) continue;
    ASSERT_GT(received.place.offset, known->second);
    known->second = received.place.offset;
  }
}

TEST_P(BusSuite, ASubscriberThatComesLaterReadsFromTheBeginning) {
  NEEDS_WORLD();
  world_->Publish(kPartners, {{.aggregate = "organisations/a"}, {.aggregate = "organisations/a"}});
  const auto consumer = Subscribe({partners()}, "late");
  EXPECT_THAT(Ids(Take(*consumer, 2)), ElementsAre("organisations/a/1", "organisations/a/2"));
}

TEST_P(BusSuite, ASubscriberGoesOnWhereItSaysNotWhereItAnnounced) {
  NEEDS_WORLD();
  world_->Publish(kPartners, {{}, {}, {}, {}});
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> position;
  {
    const auto consumer = Subscribe({partners()});
    auto records = Take(*consumer, 4);
    ASSERT_EQ(records.size(), 4U);
    consumer->Announce({{.topic = partners(),
                         .partition = records[3].place.partition,
                         .next_offset = records[3].place.offset + 1}});
    records.resize(2);
    position = After(records);
  }
  const auto consumer = Subscribe({partners()}, "listener", position);
  EXPECT_THAT(Ids(Take(*consumer, 2)), ElementsAre("organisations/a/3", "organisations/a/4"));
}

TEST_P(BusSuite, TwoServicesReadEachForItself) {
  NEEDS_WORLD();
  world_->Publish(kPartners, {{}, {}});
  const auto one = Subscribe({partners()}, "one");
  const auto other = Subscribe({partners()}, "other");
  EXPECT_EQ(Take(*one, 2).size(), 2U);
  EXPECT_EQ(Take(*other, 2).size(), 2U);
}

TEST_P(BusSuite, OnlyTopicsSubscribedToCome) {
  NEEDS_WORLD();
  world_->Publish(kPartners, {{.aggregate = "organisations/a"}});
  world_->PublishPrivate(kPartners, "organisations/a");
  world_->Publish(kInsertion, {{.aggregate = "insertionFiles/a"}});
  const auto consumer = Subscribe({insertion()});
  EXPECT_THAT(Ids(Take(*consumer, 1)), ElementsAre("insertionFiles/a/1"));
  const auto more = consumer->Poll(std::chrono::milliseconds{50}, 10);
  ASSERT_TRUE(more);
  EXPECT_THAT(*more, IsEmpty());
}

TEST_P(BusSuite, SeveralTopicsComeTogether) {
  NEEDS_WORLD();
  world_->Publish(kPartners, {{.aggregate = "organisations/a"}});
  world_->Publish(kInsertion, {{.aggregate = "insertionFiles/a"}});
  const auto consumer = Subscribe({insertion(), partners()});
  auto ids = Ids(Take(*consumer, 2));
  std::sort(ids.begin(), ids.end());
  EXPECT_THAT(ids, ElementsAre("insertionFiles/a/1", "organisations/a/1"));
}

TEST_P(BusSuite, APollIsBoundedInNumberAndTime) {
  NEEDS_WORLD();
  world_->Publish(kPartners, std::vector<TestFact>(30));
  const auto consumer = Subscribe({partners()});
  std::size_t taken = 0;
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (taken < 30 && std::chrono::steady_clock::now() < until) {
    const auto some = consumer->Poll(std::chrono::milliseconds{100}, 7);
    ASSERT_TRUE(some);
    ASSERT_LE(some->size(), 7U);
    taken += some->size();
  }
  EXPECT_EQ(taken, 30U);
  const auto started = std::chrono::steady_clock::now();
  const auto none = consumer->Poll(std::chrono::milliseconds{50}, 7);
  ASSERT_TRUE(none);
  EXPECT_THAT(*none, IsEmpty());
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{5});
}

TEST_P(BusSuite, ARecordThatComesWhileSomebodyWaitsWakesHim) {
  NEEDS_WORLD();
  world_->Publish(kPartners, {{}});
  const auto consumer = Subscribe({partners()});
  ASSERT_EQ(Take(*consumer, 1).size(), 1U);
  constexpr std::chrono::seconds kLong{20};
  for (int round = 0; round < 20; ++round) {
    std::thread producer([this] { world_->Publish(kPartners, {{}}); });
    const auto started = std::chrono::steady_clock::now();
    const auto records = consumer->Poll(kLong, 10);
    producer.join();
    ASSERT_TRUE(records);
    ASSERT_EQ(records->size(), 1U);
    ASSERT_LT(std::chrono::steady_clock::now() - started, kLong / 2) << "a wake-up was lost";
  }
}

TEST_P(BusSuite, SeekingToTheBeginningReadsATopicAgainAndLeavesTheOthers) {
  NEEDS_WORLD();
  world_->Publish(kPartners, {{}, {}});
  world_->Publish(kInsertion, {{.aggregate = "insertionFiles/a"}});
  const auto consumer = Subscribe({partners(), insertion()});
  ASSERT_EQ(Take(*consumer, 3).size(), 3U);
  consumer->SeekToBeginning({partners()});
  EXPECT_THAT(Ids(Take(*consumer, 2)), ElementsAre("organisations/a/1", "organisations/a/2"));
  consumer->SeekToBeginning({});
  EXPECT_EQ(Take(*consumer, 3).size(), 3U);
}

TEST_P(BusSuite, EndsAreWhatASubscriberReaches) {
  NEEDS_WORLD();
  std::vector<TestFact> facts;
  for (int i = 0; i < 30; ++i) {
    facts.push_back({.aggregate = "organisations/" + std::to_string(i),
                     .subject = "persons/" + std::to_string(i)});
  }
  world_->Publish(kPartners, facts);
  world_->PublishPrivate(kPartners, "organisations/a");
  const auto consumer = Subscribe({partners()});
  const auto reached = After(Take(*consumer, 30));
  const auto ends = world_->bus().Ends({partners(), insertion()});
  ASSERT_TRUE(ends) << ends.error().english;
  for (const auto& end : *ends) {
    const auto position = reached.find({end.topic, end.partition});
    EXPECT_EQ(position == reached.end() ? 0 : position->second, end.next_offset)
        << end.topic << " " << end.partition;
  }
}

TEST_P(BusSuite, TheEndOfATopicTellsTheLastVersionOfEachAggregate) {
  NEEDS_WORLD();
  world_->Publish(kPartners, {{.aggregate = "organisations/a", .subject = "persons/p"},
                              {.aggregate = "organisations/b", .subject = "persons/q"},
                              {.aggregate = "organisations/a", .subject = "persons/p"}});
  const auto last = world_->bus().LastVersions(partners(), 100);
  ASSERT_TRUE(last) << last.error().english;
  std::map<std::string, std::int64_t> versions;
  for (const auto& [aggregate, version] : *last) versions[aggregate] = version;
  EXPECT_EQ(versions,
            (std::map<std::string, std::int64_t>{{"organisations/a", 2}, {"organisations/b", 1}}));
  const auto none = world_->bus().LastVersions(insertion(), 100);
  ASSERT_TRUE(none);
  EXPECT_THAT(*none, IsEmpty());
}

TEST_P(BusSuite, ATopicThatDoesNotExistIsNamed) {
  NEEDS_WORLD();
  const auto checked = world_->bus().CheckTopics({partners(), kNowhere});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().reason, "TOPIC_UNKNOWN");
  EXPECT_EQ(checked.error().field, kNowhere);
  EXPECT_TRUE(world_->bus().CheckTopics({partners(), insertion()}));
}

}  // namespace parcours::conformance
