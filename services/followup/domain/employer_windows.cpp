#include "services/followup/domain/employer_windows.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "services/platform/core/check.h"

namespace parcours::followup {
namespace {

// Contracts that hold at least one day of the training, by start.
std::vector<Contract> Running(const Training& training) {
  std::vector<Contract> contracts;
  std::ranges::copy_if(
      training.contracts, std::back_inserter(contracts), [&](const Contract& contract) {
        const Period in_force = contract.InForce(training.session.last);
        return !contract.cancelled && !in_force.empty() &&
               in_force.first <= training.session.last && training.session.first <= in_force.last;
      });
  std::ranges::sort(contracts, [](const Contract& a, const Contract& b) {
    return std::tie(a.start, a.name) < std::tie(b.start, b.name);
  });
  return contracts;
}

bool SameEmployer(const Contract& a, const Contract& b) {
  return !a.employer.empty() && a.employer == b.employer;
}

const Contract* HoldingLatestIn(Period days, const std::vector<Contract>& contracts,
                                CivilDate session_end) {
  const Contract* latest = nullptr;
  for (const Contract& contract : contracts) {
    const Period in_force = contract.InForce(session_end);
    if (in_force.last < days.first || days.last < in_force.first) continue;
    if (latest == nullptr || in_force.last >= latest->InForce(session_end).last) latest = &contract;
  }
  return latest;
}

// First day on which nothing is due any more: break of the contract, exclusion or exit.
std::optional<CivilDate> CutShortOn(const EmployerWindow& window, const Training& training) {
  const auto contract = std::ranges::find(training.contracts, window.contract, &Contract::name);
  CHECK(contract != training.contracts.end());
  std::optional<CivilDate> cut;
  for (const auto& day : {contract->broken_on, training.excluded_on, training.exited_on}) {
    if (day) cut = cut ? std::min(*cut, *day) : *day;
  }
  return cut;
}

}  // namespace

std::vector<EmployerWindow> EmployerWindows(const Training& training,
                                            const EmployerMeetingRule& rule) {
  const std::vector<Contract> contracts = Running(training);
  const CivilDate end = training.session.last;
  std::vector<EmployerWindow> windows;
  const Contract* previous = nullptr;
  for (const Contract& contract : contracts) {
    if (previous == nullptr || !SameEmployer(*previous, contract)) {
      const CivilDate first = std::max(training.session.first, contract.start);
      windows.push_back({.kind = WindowKind::kFirst,
                         .contract = contract.name,
                         .employer = contract.employer,
                         .days = {first, std::min(first.AddMonths(rule.first_months), end)}});
    }
    previous = &contract;
  }
  const Period last{std::max(training.session.first, end.AddMonths(-rule.last_months)), end};
  if (const Contract* contract = HoldingLatestIn(last, contracts, end)) {
    windows.push_back({.kind = WindowKind::kLast,
                       .contract = contract->name,
                       .employer = contract->employer,
                       .days = last});
  }
  std::ranges::stable_sort(windows, {},
                           [](const EmployerWindow& window) { return window.days.first; });
  return windows;
}

std::string_view WindowStateName(WindowState state) {
  switch (state) {
    case WindowState::kAhead:
      return "AHEAD";
    case WindowState::kOpen:
      return "OPEN";
    case WindowState::kHeld:
      return "HELD";
    case WindowState::kMissed:
      return "MISSED";
    case WindowState::kLapsed:
      return "LAPSED";
    case WindowState::kNotObserved:
      return "NOT_OBSERVED";
  }
  return "AHEAD";
}

bool Fills(const Meeting& meeting, const EmployerWindow& window) {
  const bool same_employer =
      meeting.employer.empty() || window.employer.empty() || meeting.employer == window.employer;
  return same_employer && window.days.Contains(meeting.day);
}

WindowState StateOf(const EmployerWindow& window, const Training& training,
                    std::span<const Meeting> meetings, CivilDate known_since, CivilDate today) {
  const auto held = [&](const Meeting& meeting) {
    return meeting.day <= today && Fills(meeting, window);
  };
  if (std::ranges::any_of(meetings, held)) return WindowState::kHeld;
  if (window.days.last < known_since) return WindowState::kNotObserved;

  const CivilDate cut = CutShortOn(window, training).value_or(today.AddDays(1));
  if (cut <= window.days.last && cut <= today) return WindowState::kLapsed;
  if (today < window.days.first) return WindowState::kAhead;
  return today <= window.days.last ? WindowState::kOpen : WindowState::kMissed;
}

}  // namespace parcours::followup
