#include "services/platform/observe/http_metrics.h"

#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace parcours::observe {

HttpMetrics::HttpMetrics(MetricsRegistry& registry)
    : durations_(prometheus::BuildHistogram()
                     .Name("http_server_request_duration_seconds")
                     .Help("Time from the arrival of a request to its answer")
                     .Register(*registry.registry_)),
      connections_(prometheus::BuildGauge()
                       .Name("http_server_open_connections")
                       .Help("Connections that are open")
                       .Register(*registry.registry_)
                       .Add({})) {}

void HttpMetrics::RequestFinished(std::string_view route, std::string_view method, unsigned status,
                                  std::chrono::nanoseconds took) {
  static const prometheus::Histogram::BucketBoundaries kBuckets{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
  const std::scoped_lock lock(mutex_);
  auto& histogram = histograms_[Series(route, method, status)];
  if (histogram == nullptr) {
    histogram = &durations_.Add({{"http_route", std::string(route)},
                                 {"http_request_method", std::string(method)},
                                 {"http_response_status_code", std::to_string(status)}},
                                kBuckets);
  }
  histogram->Observe(std::chrono::duration<double>(took).count());
}

void HttpMetrics::SetConnections(std::int64_t open) { connections_.Set(static_cast<double>(open)); }

}  // namespace parcours::observe
