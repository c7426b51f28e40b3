#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "services/platform/bus/relay.h"
#include "services/platform/bus/subscription.h"
#include "services/platform/observe/metrics.h"

namespace parcours::host {

// Turns the totals that relay and subscription keep into counters. One thread; the metrics outlive
// it.
class Traffic {
 public:
  explicit Traffic(observe::ServiceMetrics& metrics) : metrics_(metrics) {}

  // The heads known first are where counting begins.
  void Sent(const bus::RelayStatus& relay);
  void Received(const bus::SubscriptionStatus& subscription);

 private:
  observe::ServiceMetrics& metrics_;
  std::optional<std::map<std::string, std::int64_t>> heads_;
  bus::InboxOutcome counted_;
};

}  // namespace parcours::host
