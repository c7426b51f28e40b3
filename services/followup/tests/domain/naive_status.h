#pragma once

#include <map>

#include "services/followup/domain/status.h"

namespace parcours::followup {

// The dashboard's rules read aloud, one day after the other: slow, and the second oracle of
// StatusChanges.
inline std::vector<StatusChange> NaiveStatusChanges(const Training& training,
                                                    const DashboardRule& rule = {}) {
  using enum DashboardStatus;
  const CivilDate end = training.session.last;
  CivilDate first = training.session.first;
  for (const auto& contract : training.contracts) first = std::min(first, contract.start);

  std::map<CivilDate, DashboardStatus> days;
  for (CivilDate day = first; day <= end; day = day.AddDays(1)) days[day] = kInscrit;
  if (days.empty()) return {};
  const auto set = [&](CivilDate from, CivilDate to, DashboardStatus status) {
    for (CivilDate day = from; day <= to; day = day.AddDays(1)) {
      if (days.contains(day)) days[day] = status;
    }
  };
  for (const auto& contract : training.contracts)
    set(contract.start, contract.InForce(end).last, kApprenti);
  if (training.excluded_on) set(*training.excluded_on, end, kAbandon);

  int without = 0;
  bool had_contract = false;
  for (auto& [day, status] : days) {
    if (status == kApprenti) {
      had_contract = true;
      without = 0;
      continue;
    }
    ++without;
    if (status != kInscrit) continue;
    if (had_contract) {
      status = without > rule.without_contract ? kAbandon : kRupturant;
    } else {
      status = without > rule.enrolled_without_contract ? kAbandon : kInscrit;
    }
  }

  const Contract* terminal = nullptr;
  for (const auto& contract : training.contracts) {
    const auto last = contract.InForce(end).last;
    if (terminal == nullptr || last > terminal->InForce(end).last ||
        (last == terminal->InForce(end).last && contract.broken_on)) {
      terminal = &contract;
    }
  }
  const DashboardStatus last_status = days[end];
  const bool natural = terminal != nullptr && !terminal->broken_on && !training.excluded_on;
  if (natural && end.DaysSince(terminal->InForce(end).last) <= rule.end_tolerance) {
    for (CivilDate day = terminal->InForce(end).last.AddDays(1); day <= end; day = day.AddDays(1)) {
      if (days.contains(day) && (days[day] == kInscrit || days[day] == kRupturant))
        days[day] = kFinDeFormation;
    }
  }
  if (natural || last_status == kApprenti || last_status == kInscrit) days[end] = kFinDeFormation;

  std::vector<StatusChange> changes;
  for (const auto& [day, status] : days) {
    if (changes.empty() || changes.back().status != status) changes.push_back({status, day});
  }
  return changes;
}

}  // namespace parcours::followup
