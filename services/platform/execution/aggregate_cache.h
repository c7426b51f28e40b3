#pragma once

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "services/platform/journal/journal.h"

namespace parcours::execution {

// Folded aggregates, kept by the writer between commands. Bounded; least recently used leave first.
// Lives on the writer's thread.
class AggregateCache {
 public:
  struct Entry {
    journal::Head head;
    // Shared because a command keeps its snapshot while the cache may drop or replace the entry.
    std::shared_ptr<const void> state;
  };

  explicit AggregateCache(std::size_t capacity) : capacity_(capacity) {}

  // nullptr when absent; valid until the next call.
  [[nodiscard]] const Entry* Find(const std::string& name);
  void Put(const std::string& name, Entry entry);
  void Erase(const std::string& name);
  void Clear();
  [[nodiscard]] std::size_t size() const { return slots_.size(); }

 private:
  using Order = std::list<std::string>;
  struct Slot {
    Entry entry;
    Order::iterator place;
  };

  const std::size_t capacity_;
  Order order_;  // most recent first
  std::unordered_map<std::string, Slot> slots_;
};

}  // namespace parcours::execution
