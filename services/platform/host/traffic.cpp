#include "services/platform/host/traffic.h"

namespace parcours::host {

void Traffic::Sent(const bus::RelayStatus& relay) {
  std::map<std::string, std::int64_t> heads;
  for (const auto& head : relay.heads) heads[head.topic] += head.next_offset;
  for (const auto& [topic, total] : heads) {
    if (!heads_) break;
    const std::int64_t messages = total - (*heads_)[topic];
    metrics_.Published(topic, messages);
    metrics_.Acknowledged(topic, messages);
  }
  heads_ = std::move(heads);
}

void Traffic::Received(const bus::SubscriptionStatus& subscription) {
  const auto& total = subscription.counts;
  const auto count = [this](observe::Received outcome, std::int64_t now, std::int64_t before) {
    // The subscription keeps one total for all its topics.
    if (now > before) metrics_.Consumed("", outcome, now - before);
  };
  count(observe::Received::kApplied, total.applied, counted_.applied);
  count(observe::Received::kDuplicate, total.duplicates, counted_.duplicates);
  count(observe::Received::kSkipped, total.skipped, counted_.skipped);
  count(observe::Received::kHeld, total.held, counted_.held);
  count(observe::Received::kParked, total.parked, counted_.parked);
  counted_ = total;
}

}  // namespace parcours::host
