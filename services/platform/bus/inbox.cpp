#include "services/platform/bus/inbox.h"

#include "services/platform/bus/inbox_pass.h"

namespace parcours::bus {

InboxOutcome& InboxOutcome::operator+=(const InboxOutcome& other) {
  applied += other.applied;
  skipped += other.skipped;
  duplicates += other.duplicates;
  held += other.held;
  not_yet += other.not_yet;
  parked += other.parked;
  positions.insert(positions.end(), other.positions.begin(), other.positions.end());
  more = more || other.more;
  return *this;
}

bool Inbox::Concerns(const Record& record) const {
  const auto* type = TypeOf(record);
  return type != nullptr && runner_.Knows(*type);
}

InboxOutcome Inbox::Apply(store::Connection& connection, std::span<const ReceivedRecord> records) {
  InboxPass pass(*this, connection);
  for (const auto& record : records) pass.Take(record);
  pass.SavePositions();
  if (pass.outcome().applied > 0) pass.RetryWhileItHelps();
  return std::move(pass.outcome());
}

InboxOutcome Inbox::RetryNotYet(store::Connection& connection) {
  InboxPass pass(*this, connection);
  pass.RetryNotYet(true, static_cast<int>(options_.max_waiting));
  pass.DrainLanes();
  return std::move(pass.outcome());
}

InboxOutcome Inbox::DrainLanes(store::Connection& connection) {
  InboxPass pass(*this, connection);
  pass.DrainLanes();
  return std::move(pass.outcome());
}

InboxOutcome Inbox::Redrive(store::Connection& connection, const DeadLetter& letter) {
  InboxPass pass(*this, connection);
  pass.Redrive(letter);
  return std::move(pass.outcome());
}

InboxOutcome Inbox::Discard(store::Connection& connection, const DeadLetter& letter) {
  InboxPass pass(*this, connection);
  pass.Discard(letter);
  return std::move(pass.outcome());
}

}  // namespace parcours::bus
