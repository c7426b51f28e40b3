#include "services/followup/watchers.h"

#include <utility>

#include "services/followup/projections/feed.h"

namespace parcours::followup {
namespace {

constexpr int kRowsPerLook = 1'000;

void LookAll(const std::vector<std::weak_ptr<Watcher>>& watchers) {
  for (const auto& one : watchers) {
    if (const auto watcher = one.lock()) watcher->Look();
  }
}

}  // namespace

Watchers::Place Watchers::Add(const std::string& pathway, std::weak_ptr<Watcher> watcher) {
  const std::scoped_lock lock(mutex_);
  return waiting_.emplace(pathway, std::move(watcher));
}

void Watchers::Remove(Place place) {
  const std::scoped_lock lock(mutex_);
  waiting_.erase(place);
  if (waiting_.empty()) read_to_.reset();
}

void Watchers::Committed() {
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.empty()) return;
    if (std::exchange(reading_, true)) {
      again_ = true;
      return;
    }
  }
  Read();
}

void Watchers::Read() {
  const auto admitted =
      executor_.Look([self = shared_from_this()](store::Connection& db) { self->ReadFeed(db); });
  if (admitted) return;
  // Too busy to look, or about to end.
  TellAll();
  Rest(std::nullopt);
}

void Watchers::ReadFeed(store::Connection& db) {
  std::optional<std::int64_t> from;
  {
    const std::scoped_lock lock(mutex_);
    from = read_to_;
  }
  try {
    const auto head = FeedHead(db);
    if (!from || head - *from > kRowsPerLook) {
      TellAll();
    } else {
      std::set<std::string> concerned;
      for (const auto& row : FeedAfter(db, *from, kRowsPerLook)) {
        concerned.insert(row.pathway);
        if (row.of_alert) concerned.insert(std::string(kAlerts));
      }
      Tell(concerned);
    }
    Rest(head);
  } catch (const store::Failure&) {
    TellAll();
    Rest(std::nullopt);
  }
}

void Watchers::Rest(std::optional<std::int64_t> read_to) {
  {
    const std::scoped_lock lock(mutex_);
    if (!waiting_.empty()) read_to_ = read_to;
    reading_ = std::exchange(again_, false) && read_to;
    if (!reading_) return;
  }
  Read();
}

void Watchers::Tell(const std::set<std::string>& concerned) {
  std::vector<std::weak_ptr<Watcher>> told;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& pathway : concerned) {
      const auto [first, last] = waiting_.equal_range(pathway);
      for (auto entry = first; entry != last; ++entry) told.push_back(entry->second);
    }
  }
  LookAll(told);
}

void Watchers::TellAll() {
  std::vector<std::weak_ptr<Watcher>> told;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [pathway, watcher] : waiting_) told.push_back(watcher);
  }
  LookAll(told);
}

}  // namespace parcours::followup
