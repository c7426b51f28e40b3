#pragma once

// What a subscriber does with records, whatever the bus (DELIVERY section 3): a plain object
// without thread or wait, used inside a transaction of the writer. The subscription drives it in a
// service; the simulation and tests by hand.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/bus/fact_runner.h"
#include "services/platform/bus/inbox_tables.h"
#include "services/platform/execution/session.h"

namespace parcours::bus {

struct InboxOptions {
  // Full names of facts that overtake parked lanes and gaps (erasure, withdrawn consent).
  std::vector<std::string> overtaking;
  // Records held back in all, and behind one parked record. What does not fit is parked as a dead
  // letter.
  std::int64_t max_waiting = 10'000;
  std::int64_t max_in_lane = 1'000;
  // How often a fact that is not yet possible is tried by RetryNotYet before it becomes a dead
  // letter.
  int max_not_yet_attempts = 20;
  // Work that one transaction may add to its batch.
  int drain_limit = 1'000;
  int not_yet_per_batch = 64;
};

// What happened in one transaction; nothing of it holds until that is committed.
struct InboxOutcome {
  std::int64_t applied = 0;
  std::int64_t skipped = 0;     // no row here for the fact's type
  std::int64_t duplicates = 0;  // dropped: dealt with before
  std::int64_t held = 0;        // put to wait
  std::int64_t not_yet = 0;     // of those, because a reaction asked for it
  std::int64_t parked = 0;      // became dead letters
  std::vector<Position> positions;
  bool more = false;  // queues are left that could move on: call DrainLanes

  InboxOutcome& operator+=(const InboxOutcome& other);
};

class Inbox {
 public:
  // What `environment` refers to outlives it. Used on the writer's thread alone, Concerns apart.
  Inbox(execution::Environment environment, std::string service, execution::Reactions reactions,
        InboxOptions options)
      : clock_(environment.clock),
        runner_(environment, std::move(service), std::move(reactions)),
        options_(std::move(options)) {}

  // Something here reacts to facts of the record's type, as far as its header says. On any thread.
  [[nodiscard]] bool Concerns(const Record& record) const;

  // Applies, skips, holds or parks every record and moves the positions, in the caller's
  // transaction. Throws store::Failure when that is lost: give the same records again later.
  [[nodiscard]] InboxOutcome Apply(store::Connection& connection,
                                   std::span<const ReceivedRecord> records);

  // Tries again what is not yet possible, and counts the attempt.
  [[nodiscard]] InboxOutcome RetryNotYet(store::Connection& connection);

  // Moves on the queues that nothing holds any more.
  [[nodiscard]] InboxOutcome DrainLanes(store::Connection& connection);

  // Applies a dead letter as if it came now, or an intact copy of it that waits behind; then what
  // waited. The letter stays open, with its new reason, when it fails again.
  [[nodiscard]] InboxOutcome Redrive(store::Connection& connection, const DeadLetter& letter);

  // Gives a dead letter up: its place in the sequence counts as passed, and what waited goes on.
  [[nodiscard]] InboxOutcome Discard(store::Connection& connection, const DeadLetter& letter);

 private:
  friend class InboxPass;

  const Clock& clock_;
  const FactRunner runner_;
  const InboxOptions options_;
  std::int64_t not_yet_cursor_ = 0;
};

}  // namespace parcours::bus
