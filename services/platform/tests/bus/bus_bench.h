#pragma once

// A subscriber on a temporary database and the records that come to it, for the tests of this
// folder.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "parcours/partners/v1/partners_events.pb.h"
#include "services/platform/bus/dead_letters.h"
#include "services/platform/bus/inbox.h"
#include "services/platform/bus/inbox_status.h"
#include "services/platform/execution/aggregate_cache.h"
#include "services/platform/store/sqlite.h"
#include "services/platform/testing/fakes.h"

namespace parcours::bus {

inline const std::string kPartnersTopic = "parcours.partners.v1";

// A fact as its producer's journal holds it: OrganisationRegistered with this display name.
struct FactOf {
  std::string name = "Alpha";
  std::string aggregate = "organisations/a";
  std::int64_t version = 1;
  std::string key = "persons/p";
  std::uint32_t chain = 0;
  std::int64_t position = 0;
};
[[nodiscard]] journal::Row RowOf(const FactOf& fact);
[[nodiscard]] Record RecordOf(const FactOf& fact);

// Gives records the offsets at which they come, one after the other.
class Arrivals {
 public:
  [[nodiscard]] ReceivedRecord operator()(Record record) {
    const std::string topic = record.topic;
    return {.place = {.topic = topic, .partition = 0, .offset = next_++},
            .record = std::move(record)};
  }
  [[nodiscard]] ReceivedRecord operator()(const FactOf& fact) { return (*this)(RecordOf(fact)); }

 private:
  std::int64_t next_ = 0;
};

// The record with the second half of its value lost.
[[nodiscard]] ReceivedRecord Truncated(ReceivedRecord received);

// The service "insertion" hears OrganisationRegistered. Its reaction writes the display name to the
// table `seen`, and: "Refused" is refused for good, "Later" is not yet possible until `ready`,
// "Done" is already done, "Busy" is unavailable until `ready`, "Throws" throws, "Breaks" runs SQL
// that fails — the last five after having written.
class ListenerBench {
 public:
  explicit ListenerBench(InboxOptions options = {});

  [[nodiscard]] InboxOutcome Deliver(const std::vector<ReceivedRecord>& records);
  [[nodiscard]] InboxOutcome Deliver(const ReceivedRecord& record) {
    return Deliver(std::vector{record});
  }
  [[nodiscard]] InboxOutcome RetryNotYet();
  [[nodiscard]] InboxOutcome DrainLanes();
  [[nodiscard]] Result<RedriveReport> Redrive(const DeadLetterSelection& selection);
  [[nodiscard]] Result<DiscardReport> Discard(std::int64_t id,
                                              const std::string& reason = "not ours");
  [[nodiscard]] Result<DiscardReport> Discard(const DeadLetterSelection& selection,
                                              const std::string& reason = "not ours");

  // Display names in the order in which they were applied.
  [[nodiscard]] std::vector<std::string> Seen();
  [[nodiscard]] std::vector<DeadLetter> Open();
  [[nodiscard]] std::int64_t Applied(const std::string& aggregate = "organisations/a");
  [[nodiscard]] InboxStatus Status() { return ReadInboxStatus(*connection_, clock_.Now()); }

  [[nodiscard]] store::Connection& db() { return *connection_; }
  [[nodiscard]] Inbox& inbox() { return *inbox_; }
  [[nodiscard]] testing::FakeClock& clock() { return clock_; }
  [[nodiscard]] journal::Journal& journal() { return journal_; }

  bool ready = false;
  // Called by the reaction with each fact, in its transaction.
  std::function<void(execution::Session&)> also;

 private:
  [[nodiscard]] Result<void> React(const partners::v1::OrganisationRegistered& fact,
                                   execution::Session& session);
  template <typename Work>
  auto InTransaction(Work work);

  testing::TemporaryFolder folder_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  testing::FixedRandom random_{1};
  IdSource ids_{clock_, random_};
  std::unique_ptr<security::Keyring> keyring_ = security::MakeEphemeralKeyring();
  journal::Journal journal_{"insertion", *keyring_};
  execution::ProjectionTable projections_{{}};
  execution::AggregateCache cache_{100};
  std::unique_ptr<store::Connection> connection_;
  std::unique_ptr<Inbox> inbox_;
};

}  // namespace parcours::bus
