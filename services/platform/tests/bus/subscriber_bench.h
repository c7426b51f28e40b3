#pragma once

// A subscription with its thread and a writer with its own, on a bus whose consumer does as a test
// says.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "services/platform/bus/subscription.h"
#include "services/platform/tests/bus/bus_bench.h"

namespace parcours::bus {

// One partition of one topic, as a consumer sees it; thread-safe.
class ScriptedTopic {
 public:
  void Append(Record record);
  void FailPolls(std::optional<Error> error);
  void Revoke();  // and gives the partition out again at once
  void FailMakes(int times);
  // So many consumers are lost at the poll after one that gave records.
  void LoseReaders(int times);

  [[nodiscard]] std::vector<Position> announced() const;
  [[nodiscard]] int made() const;

 private:
  friend class ScriptedConsumer;
  friend class ScriptedBus;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<ReceivedRecord> records_;
  std::optional<Error> failure_;
  bool revoke_ = false;
  int failing_makes_ = 0;
  int lost_readers_ = 0;
  int made_ = 0;
  std::vector<Position> announced_;
};

class ScriptedBus final : public Bus {
 public:
  explicit ScriptedBus(ScriptedTopic& topic) : topic_(topic) {}
  [[nodiscard]] bool NeedsRelay() const override { return true; }
  [[nodiscard]] Result<std::unique_ptr<Producer>> MakeProducer() override;
  [[nodiscard]] Result<std::unique_ptr<Consumer>> MakeConsumer(ConsumerOptions options) override;
  [[nodiscard]] Result<void> CheckTopics(const std::vector<std::string>& topics) override;
  [[nodiscard]] Result<std::vector<AggregateOnTopic>> LastVersions(const std::string& topic,
                                                                   std::int64_t limit) override;
  [[nodiscard]] Result<std::vector<Position>> Ends(const std::vector<std::string>& topics) override;
  void Wake(std::string_view /*context*/) override {}

 private:
  ScriptedTopic& topic_;
};

class SubscriberBench {
 public:
  explicit SubscriberBench(SubscriptionOptions options = {});
  ~SubscriberBench();

  void Start() { subscription_->Start(); }
  // Waits (bounded) until the condition holds; false when it never did.
  [[nodiscard]] bool Await(const std::function<bool()>& condition);
  // A process that ended and came back.
  void Restart();

  [[nodiscard]] std::vector<std::string> Seen();
  [[nodiscard]] ScriptedTopic& topic() { return topic_; }
  [[nodiscard]] Subscription& subscription() { return *subscription_; }
  [[nodiscard]] store::Writer& writer() { return *writer_; }

  std::atomic<bool> ready{false};
  std::atomic<int> failing_batches{0};  // transactions that the store loses
  std::atomic<int> caught_up{0};

 private:
  [[nodiscard]] Result<void> React(const partners::v1::OrganisationRegistered& fact,
                                   execution::Session& session);
  [[nodiscard]] Result<std::unique_ptr<store::Connection>> OpenForReading() const;

  SubscriptionOptions options_;
  testing::TemporaryFolder folder_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  testing::FixedRandom random_{1};
  IdSource ids_{clock_, random_};
  std::unique_ptr<security::Keyring> keyring_ = security::MakeEphemeralKeyring();
  journal::Journal journal_{"insertion", *keyring_};
  execution::ProjectionTable projections_{{}};
  execution::AggregateCache cache_{100};
  ScriptedTopic topic_;
  ScriptedBus bus_{topic_};
  std::unique_ptr<store::Writer> writer_;
  std::unique_ptr<Inbox> inbox_;
  std::unique_ptr<Subscription> subscription_;
};

}  // namespace parcours::bus
