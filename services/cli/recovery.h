#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/core/result.h"
#include "services/platform/host/service_core.h"

namespace parcours::cli {

// What a journal that was restored from an older copy lacks and its own topics still hold (DELIVERY
// section 5.26), and what nobody holds any more.
struct RecoveryPlan {
  // In the order in which they are written back: each with the version that it had.
  std::vector<bus::Record> facts;
  // Type → how many of `facts` had sensitive fields, which never travel: these are gone.
  std::map<std::string, std::int64_t> without_sensitive;
  // "pathways/…/7": on the topic, but an earlier fact of the aggregate is nowhere, so that it
  // cannot have its version back. They end the recovery of that aggregate.
  std::vector<std::string> beyond;
  // "pathways/…/6 (parcours.…)": earlier facts that never travelled, or records that cannot be
  // read.
  std::vector<std::string> lost;

  [[nodiscard]] bool Empty() const { return facts.empty() && beyond.empty(); }
};

// Reads the service's own topics from the beginning. The service does not run meanwhile: `core`
// holds its directory lock. UNAVAILABLE where the bus cannot be reached.
[[nodiscard]] Result<RecoveryPlan> PlanRecovery(host::ServiceCore& core, bus::Bus& bus);

// Writes the plan's facts into the journal and its projections, in transactions of 500, by the
// actor "system/recover", with an audit act. Timers, stored answers and sensitive fields do not
// come back.
[[nodiscard]] Result<void> Recover(host::ServiceCore& core, const RecoveryPlan& plan);

}  // namespace parcours::cli
