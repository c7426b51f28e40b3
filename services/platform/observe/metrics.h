#pragma once

// What is measured, for Prometheus: names after the OpenTelemetry conventions, dots as underscores,
// unit last. Labels hold methods, codes, reasons and topics, never an id or a text.

#include <google/protobuf/descriptor.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "services/platform/core/result.h"

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
class Registry;
template <typename T>
class Family;
}  // namespace prometheus

namespace parcours::observe {

// All measures of one process.
class MetricsRegistry {
 public:
  MetricsRegistry();
  ~MetricsRegistry();
  MetricsRegistry(const MetricsRegistry&) = delete;
  MetricsRegistry& operator=(const MetricsRegistry&) = delete;

  // Prometheus text exposition.
  [[nodiscard]] std::string Exposition() const;

 private:
  friend class HttpMetrics;  // http_metrics.h
  friend class ServiceMetrics;
  friend class MetricsEndpoint;  // metrics_endpoint.h
  // Shared because the exposer holds its collectables by weak_ptr.
  const std::shared_ptr<prometheus::Registry> registry_;
};

// What became of a record that a subscription received.
enum class Received {
  kApplied,
  kDuplicate,  // topic_version seen before
  kSkipped,    // a type without a row here
  kHeld,       // waits for an earlier topic_version
  kParked,     // dead letter
};

// The measures of one service, labelled service_name. Thread-safe; the registry outlives it.
class ServiceMetrics {
 public:
  ServiceMetrics(MetricsRegistry& registry, std::string service);

  // rpc_server_duration_seconds{rpc_service, rpc_method, rpc_grpc_status_code, error_type};
  // error_type = the reason.
  void CallFinished(const google::protobuf::MethodDescriptor& method, const Error* error,
                    std::chrono::nanoseconds took);

  // messaging_client_sent_messages_total, messaging_client_acknowledged_messages_total
  // {messaging_destination_name}
  void Published(std::string_view topic, std::int64_t messages);
  void Acknowledged(std::string_view topic, std::int64_t messages);
  // messaging_client_consumed_messages_total {messaging_destination_name, outcome}
  void Consumed(std::string_view topic, Received outcome, std::int64_t messages);
  // messaging_waiting_messages, messaging_gap_age_seconds, messaging_dead_letters_open
  void SetWaiting(std::int64_t messages);
  void SetGapAge(std::chrono::nanoseconds oldest);
  void SetDeadLettersOpen(std::int64_t letters);

  // store_writer_queue_depth, store_writer_batch_size, store_commit_duration_seconds
  void SetQueueDepth(std::int64_t jobs);
  void BatchCommitted(std::int64_t jobs, std::chrono::nanoseconds took);

  // schedule_timers_due, schedule_timers_late, schedule_timers_set_aside
  void SetTimers(std::int64_t due, std::int64_t late, std::int64_t set_aside);

  // journal_position, journal_relayed_position; journal_aggregate_facts_max keeps the largest seen
  void SetJournalPosition(std::int64_t position);
  void SetRelayedPosition(std::int64_t position);
  void AggregateGrew(std::int64_t facts);

 private:
  template <typename Measure>
  using Family = prometheus::Family<Measure>;
  using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  [[nodiscard]] Family<prometheus::Counter>& Counters(const std::string& name,
                                                      const std::string& help);
  [[nodiscard]] prometheus::Gauge& OneGauge(const std::string& name, const std::string& help);
  void Count(Family<prometheus::Counter>& family, Labels labels, std::int64_t messages);

  prometheus::Registry& registry_;
  const std::string service_;
  Family<prometheus::Histogram>& calls_;
  Family<prometheus::Counter>& sent_;
  Family<prometheus::Counter>& acknowledged_;
  Family<prometheus::Counter>& consumed_;
  prometheus::Gauge& waiting_;
  prometheus::Gauge& gap_age_;
  prometheus::Gauge& dead_letters_;
  prometheus::Gauge& queue_depth_;
  prometheus::Histogram& batch_size_;
  prometheus::Histogram& commit_duration_;
  prometheus::Gauge& timers_due_;
  prometheus::Gauge& timers_late_;
  prometheus::Gauge& timers_set_aside_;
  prometheus::Gauge& journal_position_;
  prometheus::Gauge& relayed_position_;
  prometheus::Gauge& aggregate_facts_;
  std::atomic<std::int64_t> largest_aggregate_{0};

  std::mutex mutex_;
  std::unordered_map<std::string, prometheus::Histogram*> call_histograms_;
};

}  // namespace parcours::observe
