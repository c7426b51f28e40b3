#include "services/platform/execution/aggregate_cache.h"

namespace parcours::execution {

const AggregateCache::Entry* AggregateCache::Find(const std::string& name) {
  const auto found = slots_.find(name);
  if (found == slots_.end()) return nullptr;
  order_.splice(order_.begin(), order_, found->second.place);
  return &found->second.entry;
}

void AggregateCache::Put(const std::string& name, Entry entry) {
  Erase(name);
  order_.push_front(name);
  slots_.emplace(name, Slot{.entry = std::move(entry), .place = order_.begin()});
  if (slots_.size() <= capacity_) return;
  slots_.erase(order_.back());
  order_.pop_back();
}

void AggregateCache::Erase(const std::string& name) {
  const auto found = slots_.find(name);
  if (found == slots_.end()) return;
  order_.erase(found->second.place);
  slots_.erase(found);
}

void AggregateCache::Clear() {
  slots_.clear();
  order_.clear();
}

}  // namespace parcours::execution
