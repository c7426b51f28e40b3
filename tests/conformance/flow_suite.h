#pragma once

// The promise of DELIVERY from a producer's commit to a subscriber's: each fact once, in order per
// aggregate, whatever restarts, repeats or fails between them. Included by the files that
// instantiate it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>

#include "services/platform/bus/cloud_event.h"
#include "tests/conformance/flow.h"

namespace parcours::conformance {

// A bus on which parcours.partners.v1 exists and is empty.
class FlowWorld {
 public:
  virtual ~FlowWorld() = default;
  FlowWorld() = default;
  FlowWorld(const FlowWorld&) = delete;
  FlowWorld& operator=(const FlowWorld&) = delete;

  [[nodiscard]] virtual bus::Bus& bus() = 0;
  // Before the producer's first fact.
  virtual void Join(FlowProducer& /*producer*/) {}
  // Nobody answers for a while.
  virtual void Break() {}
  virtual void Mend() {}
};

struct FlowAdapter {
  std::string name;
  std::function<std::unique_ptr<FlowWorld>()> make;
  friend void PrintTo(const FlowAdapter& adapter, std::ostream* out) { *out << adapter.name; }
};

class FlowSuite : public ::testing::TestWithParam<FlowAdapter> {
 protected:
  void SetUp() override {
    world_ = GetParam().make();
    if (world_ == nullptr) return;
    producer_ = std::make_unique<FlowProducer>(world_->bus());
    world_->Join(*producer_);
    listener_ = std::make_unique<FlowListener>(world_->bus());
  }

  static std::string ReasonOf(const std::optional<Error>& error) {
    return error ? error->reason : "none";
  }

  void ExpectAppliedOnceInOrder(std::int64_t facts) {
    EXPECT_TRUE(Eventually([&] {
      return producer_->AllDelivered() && listener_->Applied() >= facts;
    })) << listener_->Applied()
        << " of " << facts << "; relay: watermark " << producer_->status().watermark
        << ", in flight " << producer_->status().in_flight << ", trouble "
        << ReasonOf(producer_->status().trouble) << "; subscription: trouble "
        << ReasonOf(listener_->status().trouble) << ", positions "
        << listener_->status().positions.size();
    EXPECT_EQ(listener_->Applied(), facts);
    EXPECT_EQ(listener_->Disorder(), "");
    const auto tables = listener_->Tables();
    EXPECT_EQ(tables.waiting, 0);
    EXPECT_EQ(tables.open_dead_letters, 0);
  }

  std::unique_ptr<FlowWorld> world_;
  std::unique_ptr<FlowProducer> producer_;
  std::unique_ptr<FlowListener> listener_;
};

TEST_P(FlowSuite, FactsAreAppliedOnceInOrder) {
  if (world_ == nullptr) return;
  producer_->Record(20, 10);
  ExpectAppliedOnceInOrder(200);
}

TEST_P(FlowSuite, RestartsOfBothSidesLoseAndDoubleNothing) {
  if (world_ == nullptr) return;
  for (int round = 0; round < 5; ++round) {
    producer_->Record(20, 4);
    producer_->RestartRelay();
    producer_->Record(20, 4);
    listener_->Restart();
  }
  ExpectAppliedOnceInOrder(800);
}

TEST_P(FlowSuite, EverythingSentAgainFromTheBeginningDoublesNothing) {
  if (world_ == nullptr) return;
  producer_->Record(10, 10);
  ExpectAppliedOnceInOrder(100);
  producer_->ForgetWatermark();
  producer_->Record(10, 1);
  ExpectAppliedOnceInOrder(110);
}

TEST_P(FlowSuite, AReplayOfTheTopicChangesNothing) {
  if (world_ == nullptr) return;
  producer_->Record(10, 10);
  ExpectAppliedOnceInOrder(100);
  listener_->Replay();
  EXPECT_TRUE(Eventually([&] { return listener_->status().counts.duplicates >= 100; }));
  producer_->Record(10, 1);
  ExpectAppliedOnceInOrder(110);
}

TEST_P(FlowSuite, AServiceThatComesLaterLearnsEverything) {
  if (world_ == nullptr) return;
  producer_->Record(10, 10);
  EXPECT_TRUE(Eventually([&] { return producer_->AllDelivered(); }));
  FlowListener late(world_->bus(), "late");
  EXPECT_TRUE(Eventually([&] { return late.Applied() == 100; }));
  EXPECT_EQ(late.Disorder(), "");
}

TEST_P(FlowSuite, AnOutageOfTheBusDelaysAndLosesNothing) {
  if (world_ == nullptr) return;
  producer_->Record(10, 5);
  ExpectAppliedOnceInOrder(50);
  world_->Break();
  producer_->Record(10, 5);
  world_->Mend();
  producer_->Record(10, 5);
  ExpectAppliedOnceInOrder(150);
}

TEST_P(FlowSuite, AJournalRestoredFromAnOlderCopyIsNoticed) {
  if (world_ == nullptr) return;
  if (!world_->bus().NeedsRelay()) GTEST_SKIP() << "the journal itself is the topic";
  producer_->Record(5, 2);
  ASSERT_TRUE(Eventually([&] { return producer_->AllDelivered(); }));
  EXPECT_TRUE(producer_->Verify());
  producer_->BackUp();
  producer_->Record(5, 1);
  ASSERT_TRUE(Eventually([&] { return producer_->AllDelivered(); }));
  ExpectAppliedOnceInOrder(15);
  producer_->RestoreBackup();
  const auto verified = producer_->Verify();
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().reason, "JOURNAL_BEHIND_TOPIC");
  EXPECT_THAT(verified.error().english, ::testing::HasSubstr("organisations/"));
  EXPECT_TRUE(Eventually([&] {
    const auto trouble = producer_->status().trouble;
    return trouble && trouble->reason == "JOURNAL_BEHIND_TOPIC";
  }));
  EXPECT_EQ(producer_->status().delivered, 0);
}

}  // namespace parcours::conformance
