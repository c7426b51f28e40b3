#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/host/projection_rebuild.h"

namespace parcours::host {

// Rebuilds of projections while the service serves: one at a time, in a thread of its own.
// Thread-safe.
class Rebuilds {
 public:
  // Hears of the progress and, last, of the end; called on the rebuild's thread. Returns false to
  // hear no more.
  using Listener = std::function<bool(const RebuildProgress&, const Result<void>* ended)>;

  explicit Rebuilds(ServiceCore& core) : core_(core) {}
  ~Rebuilds();
  Rebuilds(const Rebuilds&) = delete;
  Rebuilds& operator=(const Rebuilds&) = delete;

  // Starts the rebuild, or joins it where it is under way. NOT_FOUND, PROJECTION_UNKNOWN;
  // FAILED_PRECONDITION, REBUILD_UNDER_WAY for another projection.
  [[nodiscard]] Result<void> StartOrJoin(bus::Bus& bus, const std::string& projection,
                                         Listener listener);

  // Name of the projection being built; empty when there is none.
  [[nodiscard]] std::string under_way() const;

  // Gives up what is under way.
  void Stop();

 private:
  void Run(bus::Bus& bus, const execution::Projection& projection);
  void Tell(const RebuildProgress& progress, const Result<void>* ended);

  ServiceCore& core_;
  mutable std::mutex mutex_;
  std::string under_way_;
  std::vector<Listener> listeners_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace parcours::host
