#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace parcours::security {

// Values by text, at most `capacity` of them; the least recently used leaves first. Its owner
// locks.
template <typename Value>
class BoundedCache {
 public:
  explicit BoundedCache(std::size_t capacity) : capacity_(capacity) {}

  // Until the next Put or Erase.
  [[nodiscard]] const Value* Find(std::string_view name) {
    const auto slot = slots_.find(name);
    if (slot == slots_.end()) return nullptr;
    order_.splice(order_.begin(), order_, slot->second);
    return &slot->second->second;
  }

  void Put(std::string_view name, Value value) {
    Erase(name);
    if (order_.size() >= capacity_) Erase(order_.back().first);
    order_.emplace_front(std::string(name), std::move(value));
    slots_.emplace(order_.front().first, order_.begin());
  }

  void Erase(std::string_view name) {
    const auto slot = slots_.find(name);
    if (slot == slots_.end()) return;
    const auto entry = slot->second;
    slots_.erase(slot);
    order_.erase(entry);
  }

  [[nodiscard]] std::size_t size() const { return order_.size(); }

 private:
  using Order = std::list<std::pair<std::string, Value>>;  // most recent first
  const std::size_t capacity_;
  Order order_;
  std::unordered_map<std::string_view, typename Order::iterator> slots_;  // views into order_
};

}  // namespace parcours::security
