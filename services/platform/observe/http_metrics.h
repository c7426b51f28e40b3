#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "services/platform/observe/metrics.h"

namespace parcours::observe {

// The measures of an HTTP door. Thread-safe; the registry outlives it.
class HttpMetrics {
 public:
  explicit HttpMetrics(MetricsRegistry& registry);

  // http_server_request_duration_seconds
  // {http_route, http_request_method, http_response_status_code}. Route and method are those of the
  // table, "" where none was found: never what a caller wrote.
  void RequestFinished(std::string_view route, std::string_view method, unsigned status,
                       std::chrono::nanoseconds took);

  // http_server_open_connections
  void SetConnections(std::int64_t open);

 private:
  using Series = std::tuple<std::string, std::string, unsigned>;

  prometheus::Family<prometheus::Histogram>& durations_;
  prometheus::Gauge& connections_;
  std::mutex mutex_;
  std::map<Series, prometheus::Histogram*> histograms_;
};

}  // namespace parcours::observe
