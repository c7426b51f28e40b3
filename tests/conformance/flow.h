#pragma once

// A service that records facts and one that hears of them, over any bus: journal, relay,
// subscription, inbox, with their threads, as in a process.

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/bus/dead_letters.h"
#include "services/platform/bus/inbox_status.h"
#include "services/platform/bus/relay.h"
#include "services/platform/bus/subscription.h"
#include "services/platform/execution/aggregate_cache.h"
#include "services/platform/testing/fakes.h"

namespace parcours::conformance {

// Waits, bounded, until the condition holds.
[[nodiscard]] bool Eventually(const std::function<bool()>& condition);

class FlowProducer {
 public:
  // The context "partners"; `bus` outlives it.
  explicit FlowProducer(bus::Bus& bus);
  ~FlowProducer();
  FlowProducer(const FlowProducer&) = delete;
  FlowProducer& operator=(const FlowProducer&) = delete;

  // Records the next fact of each aggregate, one transaction each: OrganisationRegistered whose
  // display name is its version.
  void Record(int aggregates, int facts_each);

  // The relay as a process finds it after it was killed: without what it had in memory, from its
  // table.
  void RestartRelay();
  // The same, from a copy of the table that is older still: everything is sent again.
  void ForgetWatermark();
  // Copies the database, and puts the copy back.
  void BackUp();
  void RestoreBackup();

  [[nodiscard]] Result<void> Verify();
  [[nodiscard]] bool AllDelivered();
  [[nodiscard]] bus::RelayStatus status() const { return relay_->status(); }
  [[nodiscard]] const journal::Journal& journal() const { return *journal_; }
  [[nodiscard]] Result<std::unique_ptr<store::Connection>> OpenForReading() const;

 private:
  void Open();
  void Close();
  void MakeRelay();

  bus::Bus& bus_;
  testing::TemporaryFolder folder_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  testing::FixedRandom random_{1};
  std::unique_ptr<security::Keyring> keyring_ = security::MakeEphemeralKeyring();
  std::unique_ptr<journal::Journal> journal_;
  std::unique_ptr<store::Writer> writer_;
  std::unique_ptr<bus::Relay> relay_;
};

class FlowListener {
 public:
  // The service "insertion" hears of partners; `bus` outlives it.
  explicit FlowListener(bus::Bus& bus, std::string group = "insertion");
  ~FlowListener();
  FlowListener(const FlowListener&) = delete;
  FlowListener& operator=(const FlowListener&) = delete;

  void Restart();
  void Replay() { subscription_->ReplayFromBeginning({}); }
  [[nodiscard]] Result<bus::RedriveReport> Redrive(const bus::DeadLetterSelection& selection);

  // Facts applied, and whether those of each aggregate came once and in order.
  [[nodiscard]] std::int64_t Applied();
  [[nodiscard]] std::string Disorder();
  [[nodiscard]] bus::InboxStatus Tables();
  [[nodiscard]] bus::SubscriptionStatus status() const { return subscription_->status(); }

 private:
  void MakeSubscription();
  [[nodiscard]] Result<std::unique_ptr<store::Connection>> OpenForReading() const;

  bus::Bus& bus_;
  const std::string group_;
  testing::TemporaryFolder folder_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  testing::FixedRandom random_{1};
  IdSource ids_{clock_, random_};
  std::unique_ptr<security::Keyring> keyring_ = security::MakeEphemeralKeyring();
  journal::Journal journal_{"insertion", *keyring_};
  execution::ProjectionTable projections_{{}};
  execution::AggregateCache cache_{100};
  std::unique_ptr<store::Writer> writer_;
  std::unique_ptr<bus::Inbox> inbox_;
  std::unique_ptr<bus::Subscription> subscription_;
};

}  // namespace parcours::conformance
