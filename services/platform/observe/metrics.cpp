#include "services/platform/observe/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>

namespace parcours::observe {
namespace {

using Buckets = prometheus::Histogram::BucketBoundaries;

// Distinct (method, code, reason) sets of one service; what comes after is counted as OTHER.
constexpr std::size_t kMostCallSeries = 1'000;
constexpr std::string_view kOtherReason = "OTHER";

const Buckets& DurationBuckets() {
  static const Buckets kBuckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                0.1,    0.25,  0.5,    1,     2.5,  10};
  return kBuckets;
}

const Buckets& BatchBuckets() {
  static const Buckets kBuckets{1, 2, 4, 8, 16, 32, 64, 128, 256};
  return kBuckets;
}

double Seconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double>(duration).count();
}

std::string_view OutcomeName(Received outcome) {
  switch (outcome) {
    case Received::kApplied:
      return "applied";
    case Received::kDuplicate:
      return "duplicate";
    case Received::kSkipped:
      return "skipped";
    case Received::kHeld:
      return "held";
    case Received::kParked:
      return "parked";
  }
  return "applied";
}

prometheus::Family<prometheus::Histogram>& Histograms(prometheus::Registry& registry,
                                                      const std::string& name,
                                                      const std::string& help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

}  // namespace

MetricsRegistry::MetricsRegistry() : registry_(std::make_shared<prometheus::Registry>()) {}
MetricsRegistry::~MetricsRegistry() = default;

std::string MetricsRegistry::Exposition() const {
  return prometheus::TextSerializer().Serialize(registry_->Collect());
}

ServiceMetrics::ServiceMetrics(MetricsRegistry& registry, std::string service)
    : registry_(*registry.registry_),
      service_(std::move(service)),
      calls_(Histograms(registry_, "rpc_server_duration_seconds",
                        "Time from the arrival of a call to its answer")),
      sent_(Counters("messaging_client_sent_messages_total", "Facts handed to the bus")),
      acknowledged_(Counters("messaging_client_acknowledged_messages_total",
                             "Facts that the bus has reported delivered")),
      consumed_(Counters("messaging_client_consumed_messages_total",
                         "Facts received, by what became of them")),
      waiting_(OneGauge("messaging_waiting_messages",
                        "Facts held until an earlier one of their aggregate arrives")),
      gap_age_(OneGauge("messaging_gap_age_seconds",
                        "Age of the oldest gap between facts of one aggregate")),
      dead_letters_(
          OneGauge("messaging_dead_letters_open", "Dead letters neither redriven nor discarded")),
      queue_depth_(OneGauge("store_writer_queue_depth", "Commands waiting for the writer")),
      batch_size_(Histograms(registry_, "store_writer_batch_size", "Commands in one transaction")
                      .Add({{"service_name", service_}}, BatchBuckets())),
      commit_duration_(Histograms(registry_, "store_commit_duration_seconds",
                                  "Time of one transaction of the writer")
                           .Add({{"service_name", service_}}, DurationBuckets())),
      timers_due_(OneGauge("schedule_timers_due", "Timers due and not yet fired")),
      timers_late_(OneGauge("schedule_timers_late", "Timers due before today and not yet fired")),
      timers_set_aside_(
          OneGauge("schedule_timers_set_aside", "Timers refused too often, until the next start")),
      journal_position_(OneGauge("journal_position", "Position of the last recorded fact")),
      relayed_position_(OneGauge("journal_relayed_position",
                                 "Position up to which every fact was delivered to the bus")),
      aggregate_facts_(OneGauge("journal_aggregate_facts_max",
                                "Facts of the longest aggregate that was loaded")) {}

prometheus::Family<prometheus::Counter>& ServiceMetrics::Counters(const std::string& name,
                                                                  const std::string& help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry_);
}

prometheus::Gauge& ServiceMetrics::OneGauge(const std::string& name, const std::string& help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add(
      {{"service_name", service_}});
}

void ServiceMetrics::Count(Family<prometheus::Counter>& family, Labels labels,
                           std::int64_t messages) {
  std::map<std::string, std::string> all{{"service_name", service_}};
  for (const auto& [name, value] : labels) all.emplace(name, value);
  family.Add(all).Increment(static_cast<double>(messages));
}

void ServiceMetrics::CallFinished(const google::protobuf::MethodDescriptor& method,
                                  const Error* error, std::chrono::nanoseconds took) {
  const std::string code(error == nullptr ? "OK" : CodeName(error->code));
  std::string reason = error == nullptr ? std::string() : error->reason;
  const std::scoped_lock lock(mutex_);
  auto found = call_histograms_.find(method.full_name() + " " + code + " " + reason);
  if (found == call_histograms_.end()) {
    if (call_histograms_.size() >= kMostCallSeries) reason = kOtherReason;
    auto& histogram = calls_.Add({{"service_name", service_},
                                  {"rpc_service", method.service()->full_name()},
                                  {"rpc_method", method.name()},
                                  {"rpc_grpc_status_code", code},
                                  {"error_type", reason}},
                                 DurationBuckets());
    found =
        call_histograms_.emplace(method.full_name() + " " + code + " " + reason, &histogram).first;
  }
  found->second->Observe(Seconds(took));
}

void ServiceMetrics::Published(std::string_view topic, std::int64_t messages) {
  Count(sent_, {{"messaging_destination_name", topic}}, messages);
}

void ServiceMetrics::Acknowledged(std::string_view topic, std::int64_t messages) {
  Count(acknowledged_, {{"messaging_destination_name", topic}}, messages);
}

void ServiceMetrics::Consumed(std::string_view topic, Received outcome, std::int64_t messages) {
  Count(consumed_, {{"messaging_destination_name", topic}, {"outcome", OutcomeName(outcome)}},
        messages);
}

void ServiceMetrics::SetWaiting(std::int64_t messages) {
  waiting_.Set(static_cast<double>(messages));
}
void ServiceMetrics::SetGapAge(std::chrono::nanoseconds oldest) { gap_age_.Set(Seconds(oldest)); }
void ServiceMetrics::SetDeadLettersOpen(std::int64_t letters) {
  dead_letters_.Set(static_cast<double>(letters));
}
void ServiceMetrics::SetQueueDepth(std::int64_t jobs) {
  queue_depth_.Set(static_cast<double>(jobs));
}

void ServiceMetrics::BatchCommitted(std::int64_t jobs, std::chrono::nanoseconds took) {
  batch_size_.Observe(static_cast<double>(jobs));
  commit_duration_.Observe(Seconds(took));
}

void ServiceMetrics::SetTimers(std::int64_t due, std::int64_t late, std::int64_t set_aside) {
  timers_due_.Set(static_cast<double>(due));
  timers_late_.Set(static_cast<double>(late));
  timers_set_aside_.Set(static_cast<double>(set_aside));
}

void ServiceMetrics::SetJournalPosition(std::int64_t position) {
  journal_position_.Set(static_cast<double>(position));
}
void ServiceMetrics::SetRelayedPosition(std::int64_t position) {
  relayed_position_.Set(static_cast<double>(position));
}

void ServiceMetrics::AggregateGrew(std::int64_t facts) {
  auto largest = largest_aggregate_.load();
  while (facts > largest && !largest_aggregate_.compare_exchange_weak(largest, facts)) {
  }
  if (facts > largest) aggregate_facts_.Set(static_cast<double>(facts));
}

}  // namespace parcours::observe
