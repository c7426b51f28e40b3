#pragma once

#include <string>
#include <string_view>

#include "services/platform/bus/inbox.h"

namespace parcours::bus {

// One transaction's work of an Inbox.
class InboxPass {
 public:
  InboxPass(Inbox& inbox, store::Connection& connection)
      : inbox_(inbox),
        db_(connection),
        tables_(connection),
        now_(inbox.clock_.Now()),
        anything_held_(tables_.AnythingHeld()) {}

  void Take(const ReceivedRecord& received);
  void SavePositions();

  // After facts were applied, what waited for them may be possible. `count` = the attempts are
  // counted.
  void RetryNotYet(bool count, int limit);
  void RetryWhileItHelps();
  void DrainLanes();

  void Redrive(const DeadLetter& letter);
  void Discard(const DeadLetter& letter);

  [[nodiscard]] InboxOutcome& outcome() { return outcome_; }

 private:
  // A sound record of a fact, or of a type unknown here (message is null).
  struct Candidate {
    const ReceivedRecord& received;
    Envelope envelope;
    Fact fact;

    [[nodiscard]] Lane InLane() const { return {received.record.topic, received.record.key}; }
  };
  enum class End { kDone, kNotYet, kFailed };
  struct Tried {
    End end = End::kDone;
    FactRunner::Failed failed;
  };

  [[nodiscard]] static tl::expected<Candidate, Error> Read(const ReceivedRecord& received);
  void TakeFact(const Candidate& candidate);
  void Apply(const Candidate& candidate);
  void Overtake(const Candidate& candidate, std::int64_t applied);
  [[nodiscard]] bool Overtakes(const Candidate& candidate) const;
  [[nodiscard]] Tried Try(const Candidate& candidate);

  void Hold(const Candidate& candidate, Why why, std::string_view refusal);
  void Park(const ReceivedRecord& received, const Envelope& envelope,
            const FactRunner::Failed& failed, bool parks);
  void ParkPoison(const ReceivedRecord& received, const Error& error);

  // Moves the sequence of an aggregate past a fact that is dealt with, at once or when its turn
  // comes.
  void Pass(const ReceivedRecord& received, const Envelope& envelope);
  void Advance(const std::string& topic, const std::string& aggregate, std::int64_t topic_version);
  void DrainAggregate(const std::string& topic, const std::string& aggregate);
  void DrainLane(const Lane& lane, bool count);
  // Deals with a waiting record whose turn it is; false when it stays in the way.
  [[nodiscard]] bool Settle(const WaitingRecord& waiting, bool count);
  [[nodiscard]] bool Wait(const WaitingRecord& waiting, const FactRunner::Failed& failed,
                          bool count);

  // Its bytes are no fact, and the fact itself waits behind it.
  [[nodiscard]] bool IsDamagedCopy(const DeadLetter& letter);
  // Nothing of its lane stands before it.
  [[nodiscard]] bool IsFirst(const DeadLetter& letter);
  void Redeliver(const DeadLetter& letter, const Candidate& candidate, DeadLetterState done);

  Inbox& inbox_;
  store::Connection& db_;
  InboxTables tables_;
  const Instant now_;
  bool anything_held_;
  int drained_ = 0;
  InboxOutcome outcome_;
};

}  // namespace parcours::bus
