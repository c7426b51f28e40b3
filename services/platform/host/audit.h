#pragma once

#include <string_view>

#include "services/platform/core/clock.h"
#include "services/platform/store/connection.h"

namespace parcours::host {

// One act of an operator, in the table that the bus's acts on dead letters use too
// (bus::ListAuditActs).
struct OperatorAct {
  std::string_view actor;   // "agents/…"
  std::string_view act;     // "advance_clock", "replay_topics", "rebuild", "show"
  std::string_view target;  // "projections/timeline"
  std::string_view outcome;
};
// In a job of the writer.
void RecordAct(store::Connection& db, Instant when, const OperatorAct& act);

}  // namespace parcours::host
