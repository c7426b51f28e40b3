#include "services/platform/bus/relay_source.h"

#include <iterator>

namespace parcours::bus {

void RelaySource::Offer(std::vector<journal::Row> rows) {
  const std::scoped_lock lock(mutex_);
  if (offered_.size() + rows.size() > max_kept_) {
    overflowed_ = true;
    offered_.clear();
  }
  if (overflowed_) return;
  std::move(rows.begin(), rows.end(), std::back_inserter(offered_));
}

bool RelaySource::HasNews() const {
  const std::scoped_lock lock(mutex_);
  return overflowed_ || scanning_ || !offered_.empty();
}

void RelaySource::Rescan() {
  const std::scoped_lock lock(mutex_);
  overflowed_ = true;
}

std::vector<journal::Row> RelaySource::Take(store::Connection& connection, std::int64_t position) {
  {
    const std::scoped_lock lock(mutex_);
    if (!overflowed_ && !scanning_) return TakeOffered(position);
    // From here on commits are kept again; those before are in the journal that is read next.
    if (overflowed_) offered_.clear();
    overflowed_ = false;
    scanning_ = true;
  }
  auto rows = journal_.ReadFrom(connection, position, rows_per_read_);
  const std::scoped_lock lock(mutex_);
  if (static_cast<int>(rows.size()) < rows_per_read_) scanning_ = false;
  return rows;
}

std::vector<journal::Row> RelaySource::TakeOffered(std::int64_t position) {
  std::vector<journal::Row> rows;
  for (auto& row : offered_) {
    if (row.position >= position) rows.push_back(std::move(row));
  }
  offered_.clear();
  return rows;
}

}  // namespace parcours::bus
