#include "services/cli/recovery.h"

#include <gtest/gtest.h>

#include "parcours/partners/v1/partners_events.pb.h"
#include "services/partners/service.h"
#include "services/platform/bus/cloud_event.h"
#include "services/platform/journal/journal.h"
#include "services/platform/testing/fakes.h"

namespace parcours::cli {
namespace {

using bus::Record;
using partners::v1::OrganisationRegistered;

// One topic partition that holds these records.
class RecordedBus final : public bus::Bus {
 public:
  explicit RecordedBus(std::vector<Record> records) : records_(std::move(records)) {}

  bool NeedsRelay() const override { return true; }
  Result<std::unique_ptr<bus::Producer>> MakeProducer() override { return nullptr; }
  Result<std::unique_ptr<bus::Consumer>> MakeConsumer(bus::ConsumerOptions /*options*/) override {
    return std::make_unique<Reader>(records_);
  }
  Result<void> CheckTopics(const std::vector<std::string>& /*topics*/) override { return {}; }
  Result<std::vector<bus::AggregateOnTopic>> LastVersions(const std::string& /*topic*/,
                                                          std::int64_t /*limit*/) override {
    return std::vector<bus::AggregateOnTopic>();
  }
  Result<std::vector<bus::Position>> Ends(const std::vector<std::string>& topics) override {
    return std::vector<bus::Position>{
        {.topic = topics.front(), .next_offset = static_cast<std::int64_t>(records_.size())}};
  }
  void Wake(std::string_view /*context*/) override {}

 private:
  class Reader final : public bus::Consumer {
   public:
    explicit Reader(const std::vector<Record>& records) : records_(records) {}
    Result<std::vector<bus::ReceivedRecord>> Poll(std::chrono::milliseconds /*wait*/,
                                                  std::size_t limit) override {
      std::vector<bus::ReceivedRecord> some;
      while (next_ < records_.size() && some.size() < limit) {
        const auto& record = records_[next_];
        some.push_back({.place = {.topic = record.topic,
                                  .partition = 0,
                                  .offset = static_cast<std::int64_t>(next_)},
                        .record = record});
        ++next_;
      }
      return some;
    }
    std::vector<bus::Position> TakeRevoked() override { return {}; }
    void Announce(const std::vector<bus::Position>& /*positions*/) override {}
    void SeekToBeginning(const std::vector<std::string>& /*topics*/) override {}

   private:
    const std::vector<Record>& records_;
    std::size_t next_ = 0;
  };

  const std::vector<Record> records_;
};

class OneService {
 public:
  OneService() {
    core_ = host::ServiceCore::Open(partners::Define(), {.folder = folder_.path()},
                                    {.clock = clock_,
                                     .random = random_,
                                     .tokens = tokens_,
                                     .observer = notes_,
                                     .crash_points = {}})
                .value();
  }

  void Register(const std::string& organisation, const std::string& name) {
    OrganisationRegistered fact;
    fact.set_organisation(organisation);
    fact.set_display_name(name);
    journal::WriteMeta(fact, {.effective = clock_.Today(), .recorded = clock_.Now()});
    clock_.Tick(std::chrono::seconds{1});
    ASSERT_TRUE(core_->writer().SubmitAndWait([&](store::Connection& db) {
      static_cast<void>(core_->journal().Append(db, core_->journal().HeadOf(db, organisation),
                                                {.fact = fact,
                                                 .aggregate = organisation,
                                                 .tenant = organisation,
                                                 .subject = organisation,
                                                 .actor = "agents/a",
                                                 .trace = {}}));
      return true;
    }));
  }

  std::vector<journal::Row> Rows() {
    const auto db = core_->OpenForReading().value();
    return core_->journal().ReadFrom(*db, 1, 1'000);
  }
  std::vector<Record> Records() {
    std::vector<Record> records;
    for (const auto& row : Rows()) records.push_back(bus::ToRecord(row));
    return records;
  }
  bool AuditHolds() {
    const auto db = core_->OpenForReading().value();
    return !journal::VerifyAudit(*db).broken.has_value();
  }
  host::ServiceCore& core() { return *core_; }

 private:
  testing::TemporaryFolder folder_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  testing::FixedRandom random_{1};
  testing::FakeTokens tokens_;
  testing::CallNotes notes_;
  std::unique_ptr<host::ServiceCore> core_;
};

std::vector<std::string> IdsOf(const std::vector<journal::Row>& rows) {
  std::vector<std::string> ids;
  for (const auto& row : rows)
    ids.push_back(row.meta.Id() + "@" + std::to_string(row.meta.topic_version));
  return ids;
}

const std::string kOne = "organisations/01890000-0000-7000-8000-000000000001";
const std::string kOther = "organisations/01890000-0000-7000-8000-000000000002";

TEST(Recovery, ALostEndOfTheJournalComesBackWithItsVersions) {
  OneService before;
  before.Register(kOne, "A");
  before.Register(kOther, "B");
  before.Register(kOne, "A2");
  RecordedBus bus(before.Records());
  OneService restored;
  restored.Register(kOne, "A");

  const auto plan = PlanRecovery(restored.core(), bus);
  ASSERT_TRUE(plan) << plan.error().english;
  EXPECT_EQ(plan->facts.size(), 2U);
  EXPECT_TRUE(plan->lost.empty());
  ASSERT_TRUE(Recover(restored.core(), *plan));
  EXPECT_EQ(IdsOf(restored.Rows()), IdsOf(before.Rows()));
  EXPECT_EQ(restored.Rows()[2].payload, before.Rows()[2].payload);
  EXPECT_EQ(restored.Rows()[2].meta.recorded, before.Rows()[2].meta.recorded);
  EXPECT_TRUE(restored.AuditHolds());
  EXPECT_TRUE(PlanRecovery(restored.core(), bus)->Empty());
}

TEST(Recovery, AJournalThatHasEverythingNeedsNothing) {
  OneService service;
  service.Register(kOne, "A");
  RecordedBus bus(service.Records());
  EXPECT_TRUE(PlanRecovery(service.core(), bus)->Empty());
}

TEST(Recovery, WhatIsNowhereIsNamedAndEndsItsAggregate) {
  OneService before;
  before.Register(kOne, "A");
  before.Register(kOne, "A2");
  before.Register(kOne, "A3");
  before.Register(kOther, "B");
  auto records = before.Records();
  records.erase(records.begin() + 1);
  RecordedBus bus(records);
  OneService restored;

  const auto plan = PlanRecovery(restored.core(), bus);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->facts.size(), 2U);
  EXPECT_EQ(plan->lost, std::vector<std::string>{kOne + "/2"});
  EXPECT_EQ(plan->beyond, std::vector<std::string>{kOne + "/3"});
  ASSERT_TRUE(Recover(restored.core(), *plan));
  EXPECT_EQ(restored.Rows().size(), 2U);
  EXPECT_TRUE(restored.AuditHolds());
}

TEST(Recovery, ARecordThatCannotBeReadIsLost) {
  OneService before;
  before.Register(kOne, "A");
  auto records = before.Records();
  records[0].value = "\xFF\xFF";
  RecordedBus bus(records);
  OneService restored;
  const auto plan = PlanRecovery(restored.core(), bus);
  ASSERT_TRUE(plan);
  EXPECT_TRUE(plan->facts.empty());
  ASSERT_EQ(plan->lost.size(), 1U);
}

TEST(Recovery, ARecordThatCameTwiceIsWrittenOnce) {
  OneService before;
  before.Register(kOne, "A");
  auto records = before.Records();
  records.push_back(records.front());
  RecordedBus bus(records);
  OneService restored;
  const auto plan = PlanRecovery(restored.core(), bus);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->facts.size(), 1U);
}

}  // namespace
}  // namespace parcours::cli
