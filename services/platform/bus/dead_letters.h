#pragma once

// What an operator does about records that could not be applied (DELIVERY section 3). Each function
// runs in a job of the writer; acts leave a row in `audit_acts`.

#include <string>
#include <vector>

#include "services/platform/bus/inbox.h"
#include "services/platform/core/result.h"

namespace parcours::bus {

// Who acts, and why.
struct Act {
  std::string actor;  // "agents/…"
  std::string reason;
};

// Oldest first, without value and headers; the key as a person may read it.
[[nodiscard]] std::vector<DeadLetter> ListDeadLetters(store::Connection& connection,
                                                      const DeadLetterSelection& selection);

// A dead letter as a person may see it: of a sound fact the JSON without sensitive fields, of
// anything else its size and hash. Of the headers, the ten of ours alone.
struct DeadLetterView {
  DeadLetter letter;  // as in the list
  Headers headers;
  std::string json;  // empty when the value is not a fact
  std::int64_t value_bytes = 0;
  std::string value_sha256;
};
[[nodiscard]] Result<DeadLetterView> ShowDeadLetter(store::Connection& connection, std::int64_t id);

// What one act may do; `left` says how many that were meant stay for the next.
struct RedriveReport {
  int redriven = 0;    // applied from their own bytes
  int healed = 0;      // an intact copy, or the fact itself, was there already
  int still_open = 0;  // failed again, or stand behind one that did
  std::int64_t left = 0;
  InboxOutcome outcome;
};
// In the order of each key. INVALID_ARGUMENT, SELECTION_EMPTY when nothing is selected.
[[nodiscard]] Result<RedriveReport> RedriveDeadLetters(Inbox& inbox, store::Connection& connection,
                                                       const DeadLetterSelection& selection,
                                                       const Act& act, Instant now);

struct DiscardReport {
  int discarded = 0;
  std::int64_t left = 0;
  InboxOutcome outcome;
};
// Gives them up, in the order of each key: what queues behind goes on. INVALID_ARGUMENT,
// SELECTION_EMPTY or REASON_REQUIRED.
[[nodiscard]] Result<DiscardReport> DiscardDeadLetters(Inbox& inbox, store::Connection& connection,
                                                       const DeadLetterSelection& selection,
                                                       const Act& act, Instant now);

struct AuditAct {
  Instant acted;
  std::string actor;
  std::string act;     // "redrive", "discard"
  std::string target;  // "deadLetters/12"
  std::string reason;
  std::string outcome;  // state of the letter afterwards
};
[[nodiscard]] std::vector<AuditAct> ListAuditActs(store::Connection& connection, int limit);

}  // namespace parcours::bus
