#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/platform/core/civil_date.h"

namespace parcours::followup {

// Days from `first` to `last`, both included; empty when `last` comes before `first`.
struct Period {
  CivilDate first;
  CivilDate last;

  [[nodiscard]] bool empty() const { return last < first; }
  [[nodiscard]] bool Contains(CivilDate day) const { return first <= day && day <= last; }

  friend bool operator==(const Period&, const Period&) = default;
};

// An apprenticeship contract as the follow-up of a pathway knows it.
struct Contract {
  std::string name;           // apprenticeshipContracts/{id}
  std::string employer = {};  // organisations/{id}; empty when the source names none
  CivilDate start;
  std::optional<CivilDate> end = {};        // planned last day; absent = the end of the session
  std::optional<CivilDate> broken_on = {};  // first day without the contract
  bool cancelled = false;                   // never took effect

  // Days on which the contract holds, given the last day of the session; empty for one broken
  // before its start.
  [[nodiscard]] Period InForce(CivilDate session_end) const {
    if (broken_on) return {start, broken_on->AddDays(-1)};
    return {start, end.value_or(session_end)};
  }

  friend bool operator==(const Contract&, const Contract&) = default;
};

// What is known of one person's training, by date; the order of `contracts` does not matter.
struct Training {
  Period session;
  std::vector<Contract> contracts = {};
  // First day out, as the training organisation declared it.
  std::optional<CivilDate> excluded_on = {};
  // First day after the pathway was completed or interrupted.
  std::optional<CivilDate> exited_on = {};
};

// The training as it stood on a past day: contracts, breaks, exclusion and exit of later days left
// out.
[[nodiscard]] Training AsOf(Training training, CivilDate day);

}  // namespace parcours::followup
