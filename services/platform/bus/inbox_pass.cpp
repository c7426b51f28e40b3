#include "services/platform/bus/inbox_pass.h"

#include <algorithm>
#include <utility>

#include "services/platform/bus/refusals.h"

namespace parcours::bus {
namespace {

// A reaction that met a passing trouble waits like one that is not yet possible.
bool MayComeRight(const Error& error) {
  return error.refusal == RefusalClass::kNotYet || error.code == Code::kUnavailable ||
         error.code == Code::kDeadlineExceeded || error.code == Code::kResourceExhausted ||
         error.code == Code::kAborted;
}

FactRunner::Failed AsFailed(Error error) {
  std::string detail = error.english;
  return {.error = std::move(error), .detail = std::move(detail)};
}

}  // namespace

void InboxPass::Take(const ReceivedRecord& received) {
  const auto& [topic, partition, offset] = received.place;
  auto known =
      std::find_if(outcome_.positions.begin(), outcome_.positions.end(),
                   [&](const Position& p) { return p.topic == topic && p.partition == partition; });
  if (known == outcome_.positions.end()) {
    known = outcome_.positions.insert(known, {.topic = topic, .partition = partition});
  }
  known->next_offset = std::max(known->next_offset, offset + 1);
  const auto candidate = Read(received);
  if (candidate) {
    TakeFact(*candidate);
  } else {
    ParkPoison(received, candidate.error());
  }
}

void InboxPass::SavePositions() {
  for (const auto& position : outcome_.positions) tables_.AdvancePosition(position);
}

tl::expected<InboxPass::Candidate, Error> InboxPass::Read(const ReceivedRecord& received) {
  auto fact = ParseFact(received.record);
  if (!fact && fact.error().reason != TypeUnknown({}).reason) {
    return tl::unexpected(std::move(fact).error());
  }
  return Candidate{.received = received,
                   .envelope = ReadEnvelope(received.record),
                   .fact = fact ? *std::move(fact) : Fact{}};
}

void InboxPass::TakeFact(const Candidate& candidate) {
  const auto& envelope = candidate.envelope;
  const auto applied = tables_.Applied(candidate.received.record.topic, envelope.aggregate);
  if (envelope.topic_version <= applied) {
    ++outcome_.duplicates;
  } else if (Overtakes(candidate)) {
    Overtake(candidate, applied);
  } else if (anything_held_ && tables_.IsBlocked(candidate.InLane())) {
    Hold(candidate, Why::kLane, {});
  } else if (envelope.topic_version > applied + 1) {
    Hold(candidate, Why::kGap, {});
  } else {
    Apply(candidate);
  }
}

void InboxPass::Apply(const Candidate& candidate) {
  const auto tried = Try(candidate);
  switch (tried.end) {
    case End::kDone:
      Advance(candidate.received.record.topic, candidate.envelope.aggregate,
              candidate.envelope.topic_version);
      break;
    case End::kNotYet:
      Hold(candidate, Why::kNotYet, tried.failed.error.reason);
      break;
    case End::kFailed:
      Park(candidate.received, candidate.envelope, tried.failed, true);
      break;
  }
}

bool InboxPass::Overtakes(const Candidate& candidate) const {
  const auto& names = inbox_.options_.overtaking;
  return std::find(names.begin(), names.end(), candidate.envelope.type) != names.end();
}

void InboxPass::Overtake(const Candidate& candidate, std::int64_t applied) {
  const auto& envelope = candidate.envelope;
  const auto waiting =
      tables_.Waiting(candidate.received.record.topic, envelope.aggregate, envelope.topic_version);
  if (waiting && waiting->why == Why::kPassed) {
    ++outcome_.duplicates;
    return;
  }
  if (envelope.topic_version == applied + 1) return Apply(candidate);
  const auto tried = Try(candidate);
  switch (tried.end) {
    case End::kDone:
      Pass(candidate.received, envelope);
      break;
    case End::kNotYet:
      Hold(candidate, Why::kGap, tried.failed.error.reason);
      break;
    case End::kFailed:
      Park(candidate.received, envelope, tried.failed, true);
      break;
  }
}

InboxPass::Tried InboxPass::Try(const Candidate& candidate) {
  const auto& fact = candidate.fact;
  if (fact.message == nullptr || !inbox_.runner_.Knows(*fact.message->GetDescriptor())) {
    ++outcome_.skipped;
    return {};
  }
  auto outcome = inbox_.runner_.Run(db_, fact);
  if (outcome) {
    ++outcome_.applied;
    return {};
  }
  const End end = MayComeRight(outcome.error().error) ? End::kNotYet : End::kFailed;
  return {.end = end, .failed = std::move(outcome).error()};
}

void InboxPass::Hold(const Candidate& candidate, Why why, std::string_view refusal) {
  const auto& options = inbox_.options_;
  const auto lane = candidate.InLane();
  const bool full = tables_.CountWaiting() >= options.max_waiting ||
                    (why == Why::kLane && tables_.CountIn(lane) >= options.max_in_lane);
  if (full) {
    Park(candidate.received, candidate.envelope, AsFailed(LaneFull(lane.key)), true);
    return;
  }
  anything_held_ = true;
  if (!tables_.Hold(candidate.received, candidate.envelope, why, refusal, now_)) {
    ++outcome_.duplicates;
    return;
  }
  ++outcome_.held;
  if (why == Why::kNotYet) ++outcome_.not_yet;
}

void InboxPass::Park(const ReceivedRecord& received, const Envelope& envelope,
                     const FactRunner::Failed& failed, bool parks) {
  tables_.Park({.id = 0,
                .state = DeadLetterState::kOpen,
                .parks = parks,
                .received = received,
                .source = envelope.source,
                .event = envelope.id,
                .type = envelope.type,
                .aggregate = envelope.aggregate,
                .topic_version = envelope.topic_version,
                .reason = failed.error.reason,
                .field = failed.error.field,
                .detail = failed.detail,
                .copies = 1,
                .attempts = 1,
                .parked = now_,
                .tried = now_});
  anything_held_ = true;
  ++outcome_.parked;
}

// Where the headers prove that the fact was applied, or no key says whose it is, nothing is
// missing: the record is kept for the operator to see, and nobody waits for it.
void InboxPass::ParkPoison(const ReceivedRecord& received, const Error& error) {
  const auto& record = received.record;
  const Envelope envelope = ReadEnvelope(record);
  if (tables_.CountCopy(received, envelope)) {
    ++outcome_.duplicates;
    return;
  }
  const bool applied = envelope.Placed() &&
                       envelope.topic_version <= tables_.Applied(record.topic, envelope.aggregate);
  Park(received, envelope, AsFailed(error), !record.key.empty() && !applied);
}

void InboxPass::Pass(const ReceivedRecord& received, const Envelope& envelope) {
  const auto& topic = received.record.topic;
  if (envelope.topic_version == tables_.Applied(topic, envelope.aggregate) + 1) {
    return Advance(topic, envelope.aggregate, envelope.topic_version);
  }
  anything_held_ = true;
  if (tables_.Hold(received, envelope, Why::kPassed, {}, now_)) return;
  const auto waiting = tables_.Waiting(topic, envelope.aggregate, envelope.topic_version);
  if (waiting) tables_.ChangeWhy(waiting->id, Why::kPassed);
}

void InboxPass::Advance(const std::string& topic, const std::string& aggregate,
                        std::int64_t topic_version) {
  tables_.SetApplied(topic, aggregate, topic_version);
  if (anything_held_) DrainAggregate(topic, aggregate);
}

void InboxPass::DrainAggregate(const std::string& topic, const std::string& aggregate) {
  while (true) {
    const auto next = tables_.Applied(topic, aggregate) + 1;
    const auto waiting = tables_.Waiting(topic, aggregate, next);
    if (!waiting) return;
    if (waiting->why == Why::kPassed) {
      tables_.Release(waiting->id);
      tables_.SetApplied(topic, aggregate, next);
      continue;
    }
    if (waiting->why != Why::kGap) return;
    const bool enough = ++drained_ > inbox_.options_.drain_limit;
    outcome_.more = outcome_.more || enough;
    if (enough || tables_.IsBlocked(waiting->InLane())) {
      return tables_.ChangeWhy(waiting->id, Why::kLane);
    }
    if (!Settle(*waiting, false)) return;
  }
}

void InboxPass::DrainLane(const Lane& lane, bool count) {
  while (const auto first = tables_.FirstOf(lane)) {
    const auto parked = tables_.FirstParked(lane);
    if (parked && *parked < first->received.place.offset) return;
    const auto applied = tables_.Applied(lane.topic, first->aggregate);
    if (first->topic_version <= applied) {
      tables_.Release(first->id);
      ++outcome_.duplicates;
      continue;
    }
    if (first->topic_version > applied + 1) {
      tables_.ChangeWhy(first->id, Why::kGap);
      continue;
    }
    if (++drained_ > inbox_.options_.drain_limit) {
      outcome_.more = true;
      return;
    }
    if (!Settle(*first, count)) return;
    DrainAggregate(lane.topic, first->aggregate);
  }
}

bool InboxPass::Settle(const WaitingRecord& waiting, bool count) {
  const auto candidate = Read(waiting.received);
  if (!candidate) {
    tables_.Release(waiting.id);
    ParkPoison(waiting.received, candidate.error());
    return false;
  }
  const auto tried = Try(*candidate);
  switch (tried.end) {
    case End::kDone:
      tables_.Release(waiting.id);
      tables_.SetApplied(waiting.received.record.topic, waiting.aggregate, waiting.topic_version);
      return true;
    case End::kNotYet:
      return Wait(waiting, tried.failed, count);
    case End::kFailed:
      tables_.Release(waiting.id);
      Park(waiting.received, candidate->envelope, tried.failed, true);
      return false;
  }
  return false;
}

bool InboxPass::Wait(const WaitingRecord& waiting, const FactRunner::Failed& failed, bool count) {
  if (waiting.why != Why::kNotYet) {
    tables_.ChangeWhy(waiting.id, Why::kNotYet);
    ++outcome_.not_yet;
    return false;
  }
  if (!count) return false;
  if (waiting.attempts + 1 < inbox_.options_.max_not_yet_attempts) {
    tables_.CountAttempt(waiting.id, failed.error.reason);
    return false;
  }
  tables_.Release(waiting.id);
  Park(waiting.received, ReadEnvelope(waiting.received.record),
       {.error = NotYetExhausted(failed.error), .detail = failed.detail}, true);
  return false;
}

void InboxPass::RetryNotYet(bool count, int limit) {
  auto& cursor = inbox_.not_yet_cursor_;
  const auto waiting = tables_.NotYet(cursor, limit);
  cursor = static_cast<int>(waiting.size()) < limit ? 0 : waiting.back().id;
  for (const auto& record : waiting) DrainLane(record.InLane(), count);
}

void InboxPass::RetryWhileItHelps() {
  constexpr int kRounds = 4;
  for (int round = 0; anything_held_ && round < kRounds; ++round) {
    const auto applied = outcome_.applied;
    RetryNotYet(false, inbox_.options_.not_yet_per_batch);
    if (outcome_.applied == applied) return;
  }
}

void InboxPass::DrainLanes() {
  constexpr int kLanes = 100;
  const auto lanes = tables_.QueueingLanes(kLanes);
  for (const auto& lane : lanes) DrainLane(lane, false);
  outcome_.more = outcome_.more || lanes.size() == kLanes;
}

bool InboxPass::IsFirst(const DeadLetter& letter) {
  const auto lane = letter.InLane();
  const auto place = letter.received.place.offset;
  const auto parked = tables_.FirstParked(lane);
  const auto queued = tables_.FirstOf(lane);
  return (!parked || *parked >= place) && (!queued || queued->received.place.offset > place);
}

void InboxPass::Redrive(const DeadLetter& letter) {
  const auto lane = letter.InLane();
  const bool applied = !letter.aggregate.empty() && letter.topic_version > 0 &&
                       letter.topic_version <= tables_.Applied(lane.topic, letter.aggregate);
  if (applied) {
    tables_.Close(letter.id, DeadLetterState::kHealed, now_);
    DrainLane(lane, false);
    return;
  }
  const auto candidate = Read(letter.received);
  if (candidate) return Redeliver(letter, *candidate, DeadLetterState::kRedriven);
  const auto copy =
      letter.event.empty() ? std::nullopt : tables_.CopyOf(lane, letter.source, letter.event);
  if (copy) {
    const auto intact = Read(copy->received);
    if (intact) return Redeliver(letter, *intact, DeadLetterState::kHealed);
  }
  tables_.Retried(letter.id, candidate.error(), candidate.error().english, now_);
}

void InboxPass::Redeliver(const DeadLetter& letter, const Candidate& candidate,
                          DeadLetterState done) {
  if (!IsFirst(letter)) return;
  const auto lane = letter.InLane();
  const auto& envelope = candidate.envelope;
  if (envelope.topic_version > tables_.Applied(lane.topic, envelope.aggregate) + 1) {
    // What comes before it may queue behind it: it waits in its turn like any other.
    tables_.Close(letter.id, done, now_);
    Hold(candidate, Why::kGap, {});
    DrainLane(lane, false);
    return;
  }
  const auto tried = Try(candidate);
  if (tried.end != End::kDone) {
    tables_.Retried(letter.id, tried.failed.error, tried.failed.detail, now_);
    return;
  }
  tables_.Close(letter.id, done, now_);
  Advance(lane.topic, envelope.aggregate, envelope.topic_version);
  DrainLane(lane, false);
}

void InboxPass::Discard(const DeadLetter& letter) {
  tables_.Close(letter.id, DeadLetterState::kDiscarded, now_);
  const auto& topic = letter.received.record.topic;
  const Envelope envelope = ReadEnvelope(letter.received.record);
  const bool missing =
      envelope.Placed() && envelope.topic_version > tables_.Applied(topic, envelope.aggregate);
  if (missing && !IsDamagedCopy(letter)) Pass(letter.received, envelope);
  DrainLane(letter.InLane(), false);
}

bool InboxPass::IsDamagedCopy(const DeadLetter& letter) {
  if (letter.event.empty() || Read(letter.received)) return false;
  const auto copy = tables_.CopyOf(letter.InLane(), letter.source, letter.event);
  return copy && Read(copy->received);
}

}  // namespace parcours::bus
