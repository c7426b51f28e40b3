#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/execution/executor.h"

namespace parcours::followup {

// Someone who is told when to look again. On any thread; does not block.
class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void Look() = 0;
};

// In the place of a pathway: whoever waits for alerts.
inline constexpr std::string_view kAlerts;

// Who waits for what. After a commit the feed is read once, however many wait, and those whom its
// rows concern are told.
class Watchers : public std::enable_shared_from_this<Watchers> {
 public:
  // The executor outlives it.
  explicit Watchers(execution::Executor& executor) : executor_(executor) {}

  using Place = std::multimap<std::string, std::weak_ptr<Watcher>>::iterator;
  // A pathway, or kAlerts. Whoever is added looks once of itself, so that nothing falls between.
  [[nodiscard]] Place Add(const std::string& pathway, std::weak_ptr<Watcher> watcher);
  void Remove(Place place);

  // Something was committed.
  void Committed();
  // Everybody looks again.
  void TellAll();

 private:
  void Read();
  void ReadFeed(store::Connection& db);
  void Rest(std::optional<std::int64_t> read_to);
  void Tell(const std::set<std::string>& concerned);

  execution::Executor& executor_;
  std::mutex mutex_;
  std::multimap<std::string, std::weak_ptr<Watcher>> waiting_;
  std::optional<std::int64_t> read_to_;  // of the feed; not known before the first reading
  bool reading_ = false;
  bool again_ = false;  // something was committed while it was read
};

}  // namespace parcours::followup
