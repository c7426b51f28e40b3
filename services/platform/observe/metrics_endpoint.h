#pragma once

#include <cstdint>
#include <memory>

#include "services/platform/core/result.h"
#include "services/platform/observe/metrics.h"

namespace prometheus {
class Exposer;
}

namespace parcours::observe {

// Serves GET /metrics on 127.0.0.1. The registry outlives it.
class MetricsEndpoint {
 public:
  // Port 0 = any free one. UNAVAILABLE, METRICS_PORT_TAKEN.
  [[nodiscard]] static Result<std::unique_ptr<MetricsEndpoint>> Open(
      const MetricsRegistry& registry, std::uint16_t port);
  ~MetricsEndpoint();
  [[nodiscard]] std::uint16_t port() const;

 private:
  explicit MetricsEndpoint(std::unique_ptr<prometheus::Exposer> exposer);
  std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace parcours::observe
