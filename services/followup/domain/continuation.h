#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/followup/domain/status.h"
#include "services/followup/domain/training.h"

namespace parcours::followup {

// The legal clock after a contract break: training goes on while a new employer is sought (5° of L.
// 6231-2, L. 6222-18-2; figures in rules/apprenticeship.textproto).
struct ContinuationRule {
  int months = 6;                          // calendar months from the break, last day included
  std::vector<int> expiring_days{60, 30};  // warnings, in days before the last day
};

enum class ContinuationEnd { kNewContract, kExpired, kTrainingEnded, kExited };

// One run of the clock, whole, as what is known today lets it be foreseen; nothing in it depends on
// today.
struct Continuation {
  // First day without contract, first day covered.
  CivilDate broken_on;
  // Break + six months: last day that the law can cover.
  CivilDate legal_last;
  // Last day covered if no employer is found: legal day, end of training or exit.
  CivilDate covered_to;
  // First day on which it no longer runs.
  CivilDate ended_on;
  ContinuationEnd end;
  // The contract that ends it; empty for every other end.
  std::string new_contract = {};
  // Days of the warnings that fall inside the run, oldest first.
  std::vector<CivilDate> expiring_on = {};

  friend bool operator==(const Continuation&, const Continuation&) = default;
};

// The clock that the break of `broken` starts; nullopt when that contract is not broken or was
// cancelled, and when no day of training is left to cover. A contract in force on the day of the
// break, or starting while the cover lasts, stops it; a cancelled one does not.
[[nodiscard]] std::optional<Continuation> ContinuationAfter(const Contract& broken,
                                                            const Training& training,
                                                            const ContinuationRule& rule = {});

// The two dates of one break, side by side: what the national dashboard will say and what the law
// grants.
struct BreakDates {
  // First day of ABANDON if nobody acts; nullopt = never.
  std::optional<CivilDate> dashboard_abandon;
  // Last day covered if nobody acts.
  CivilDate legal_cover;
};

// Foreseen from the break alone: contracts that start after it are left out. Nullopt as above.
[[nodiscard]] std::optional<BreakDates> DatesIfNobodyActs(const Contract& broken,
                                                          const Training& training,
                                                          const ContinuationRule& rule = {},
                                                          const DashboardRule& dashboard = {});

}  // namespace parcours::followup
