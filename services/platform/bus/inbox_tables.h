#pragma once

// What a subscriber remembers, as rows of its own database (tables of schema.cpp). SQL of the inbox
// stays here.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/bus/cloud_event.h"
#include "services/platform/core/clock.h"
#include "services/platform/store/connection.h"

namespace parcours::bus {

// Records of one key on one topic. A parked record holds the later ones of its lane, and no others:
// facts of the same key on another topic may be what it waits for.
struct Lane {
  std::string topic;
  std::string key;
  friend bool operator==(const Lane&, const Lane&) = default;
};

enum class Why {
  kGap,     // an earlier topic_version has not come
  kLane,    // queues behind a parked record of its lane
  kNotYet,  // its reaction waits for something else; parks its lane
  kPassed,  // applied or given up before its turn; keeps the place in the sequence
};

struct WaitingRecord {
  std::int64_t id = 0;
  Why why = Why::kGap;
  ReceivedRecord received;
  std::string source;
  std::string event;
  std::string aggregate;
  std::int64_t topic_version = 0;
  int attempts = 0;

  [[nodiscard]] Lane InLane() const { return {received.record.topic, received.record.key}; }
};

enum class DeadLetterState { kOpen, kRedriven, kHealed, kDiscarded };

struct DeadLetter {
  std::int64_t id = 0;
  DeadLetterState state = DeadLetterState::kOpen;
  // Later records of its lane queue behind it. False where nothing is missing: no key, or already
  // applied.
  bool parks = true;
  ReceivedRecord received;
  std::string source;
  std::string event;
  std::string type;
  std::string aggregate;  // empty when the headers do not say
  std::int64_t topic_version = 0;
  std::string reason;
  std::string field;
  std::string detail;
  int copies = 1;  // how often the same record came
  int attempts = 1;
  Instant parked;
  Instant tried;
  // As those see it who look at it (dead_letters.h).
  bool is_behind = false;           // an earlier letter of its lane is open
  std::int64_t waiting_behind = 0;  // records of its lane that queue

  [[nodiscard]] Lane InLane() const { return {received.record.topic, received.record.key}; }
};

// Which dead letters are meant; what is left empty does not restrict.
struct DeadLetterSelection {
  std::vector<std::int64_t> ids;
  std::string type;
  std::string key;
  std::string reason;
  std::optional<Instant> from;  // parked then or later
  std::optional<Instant> to;    // parked before
  bool open_only = true;
  std::int64_t after_id = 0;  // the page before ended there
  int limit = 1'000;

  // Names at least one of id, type, key, reason or a time.
  [[nodiscard]] bool Restricts() const {
    return !ids.empty() || !type.empty() || !key.empty() || !reason.empty() || from.has_value() ||
           to.has_value();
  }
};

class InboxTables {
 public:
  explicit InboxTables(store::Connection& connection) : db_(connection) {}

  // Positions only grow, but for ForgetPositions.
  void AdvancePosition(const Position& position);
  [[nodiscard]] std::vector<Position> Positions();
  void ForgetPositions(const std::string& topic);

  // Last topic_version that was dealt with; 0 when none.
  [[nodiscard]] std::int64_t Applied(const std::string& topic, const std::string& aggregate);
  // False where as much was applied already.
  bool RaiseApplied(const std::string& topic, const std::string& aggregate,
                    std::int64_t topic_version);
  void SetApplied(const std::string& topic, const std::string& aggregate,
                  std::int64_t topic_version);

  // False when that topic_version waits already.
  bool Hold(const ReceivedRecord& received, const Envelope& envelope, Why why,
            std::string_view refusal, Instant since);
  void ChangeWhy(std::int64_t id, Why why);
  void CountAttempt(std::int64_t id, std::string_view refusal);
  void Release(std::int64_t id);
  [[nodiscard]] std::optional<WaitingRecord> Waiting(const std::string& topic,
                                                     const std::string& aggregate,
                                                     std::int64_t topic_version);
  // First of the lane that queues or waits, by place.
  [[nodiscard]] std::optional<WaitingRecord> FirstOf(const Lane& lane);
  // A copy of the same event that waits in the lane.
  [[nodiscard]] std::optional<WaitingRecord> CopyOf(const Lane& lane, const std::string& source,
                                                    const std::string& event);
  [[nodiscard]] std::vector<WaitingRecord> NotYet(std::int64_t after_id, int limit);
  // Lanes whose queue nothing holds any more.
  [[nodiscard]] std::vector<Lane> QueueingLanes(int limit);
  [[nodiscard]] std::int64_t CountNotYet();
  [[nodiscard]] std::int64_t CountWaiting();
  // Aggregates of which an earlier fact has not come.
  [[nodiscard]] std::int64_t CountGaps();
  [[nodiscard]] std::int64_t CountIn(const Lane& lane);
  [[nodiscard]] std::optional<Instant> OldestGap();

  // Something is parked or queues in the lane: later records go behind it.
  [[nodiscard]] bool IsBlocked(const Lane& lane);
  // Place of the first parked dead letter of the lane.
  [[nodiscard]] std::optional<std::int64_t> FirstParked(const Lane& lane);
  [[nodiscard]] bool AnythingHeld();

  std::int64_t Park(const DeadLetter& letter);
  // The record that came is one that was parked before, at this place or as the same event: it is
  // counted, not kept.
  [[nodiscard]] bool CountCopy(const ReceivedRecord& received, const Envelope& envelope);
  void Close(std::int64_t id, DeadLetterState state, Instant when);
  void Retried(std::int64_t id, const Error& error, std::string_view detail, Instant when);
  [[nodiscard]] std::optional<DeadLetter> Letter(std::int64_t id);
  enum class Order {
    kAge,
    kPlace
  };  // kPlace: by topic, partition and place, the order of each key
  [[nodiscard]] std::vector<DeadLetter> Letters(const DeadLetterSelection& selection, Order order);
  [[nodiscard]] std::int64_t CountLetters(const DeadLetterSelection& selection);
  [[nodiscard]] std::int64_t CountOpenLetters();

 private:
  store::Connection& db_;
  // Counted once and kept up, so that holding many records costs no count each.
  std::optional<std::int64_t> waiting_;
};

[[nodiscard]] std::string_view NameOf(DeadLetterState state);

}  // namespace parcours::bus
