#include "tests/performance/load/ledger.h"

#include <algorithm>

namespace parcours::load {

void Ledger::Sent(int partition, std::uint64_t id, Steady::time_point start, bool measured) {
  const std::scoped_lock lock(mutex_);
  partitions_[static_cast<std::size_t>(partition)].push_back(
      {.id = id, .start = start, .measured = measured});
}

void Ledger::Refused(int partition, std::uint64_t id) {
  const std::scoped_lock lock(mutex_);
  auto& entries = partitions_[static_cast<std::size_t>(partition)];
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [id](const Entry& entry) { return entry.id == id; });
  if (found != entries.end()) {
    entries.erase(found);
  } else if (!entries.empty()) {
    entries.pop_front();
  }
}

void Ledger::Applied(int partition, std::int64_t facts, Steady::time_point seen) {
  const std::scoped_lock lock(mutex_);
  if (seen >= from_ && seen < until_) outcome_.applied += facts;
  auto& entries = partitions_[static_cast<std::size_t>(partition)];
  for (; facts > 0 && !entries.empty(); --facts, entries.pop_front()) {
    if (!entries.front().measured) continue;
    outcome_.delays.push_back(seen - entries.front().start);
    outcome_.last = seen;
  }
}

std::size_t Ledger::open() const {
  const std::scoped_lock lock(mutex_);
  std::size_t open = 0;
  for (const auto& entries : partitions_) open += entries.size();
  return open;
}

Ledger::Outcome Ledger::outcome() const {
  const std::scoped_lock lock(mutex_);
  return outcome_;
}

}  // namespace parcours::load
