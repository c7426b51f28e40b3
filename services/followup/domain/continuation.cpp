#include "services/followup/domain/continuation.h"

#include <algorithm>

namespace parcours::followup {
namespace {

// First day on which another contract holds, from the break on; the contract broken that day is no
// new one.
std::optional<CivilDate> NextContract(const Contract& broken, const Training& training) {
  std::optional<CivilDate> next;
  for (const Contract& contract : training.contracts) {
    const Period in_force = contract.InForce(training.session.last);
    if (contract.cancelled || contract.name == broken.name ||
        in_force.last < std::max(in_force.first, *broken.broken_on)) {
      continue;
    }
    const CivilDate first = std::max(in_force.first, *broken.broken_on);
    next = next ? std::min(*next, first) : first;
  }
  return next;
}

struct Limit {
  CivilDate last;
  ContinuationEnd end;
};

// The earliest of legal day, end of training and exit; on a tie the law's word comes first.
Limit EarliestLimit(CivilDate legal_last, const Training& training) {
  Limit limit{legal_last, ContinuationEnd::kExpired};
  if (training.session.last < limit.last)
    limit = {training.session.last, ContinuationEnd::kTrainingEnded};
  for (const auto& out : {training.excluded_on, training.exited_on}) {
    if (out && out->AddDays(-1) < limit.last) limit = {out->AddDays(-1), ContinuationEnd::kExited};
  }
  return limit;
}

}  // namespace

std::string_view ContinuationEndName(ContinuationEnd end) {
  switch (end) {
    case ContinuationEnd::kNewContract:
      return "NEW_CONTRACT";
    case ContinuationEnd::kExpired:
      return "EXPIRED";
    case ContinuationEnd::kTrainingEnded:
      return "TRAINING_ENDED";
    case ContinuationEnd::kExited:
      return "EXITED";
  }
  return "EXPIRED";
}

std::optional<Continuation> ContinuationAfter(const Contract& broken, const Training& training,
                                              const ContinuationRule& rule) {
  if (!broken.broken_on || broken.cancelled) return std::nullopt;
  const CivilDate legal_last = broken.broken_on->AddMonths(rule.months);
  const Limit limit = EarliestLimit(legal_last, training);

  Continuation run{.broken_on = *broken.broken_on,
                   .legal_last = legal_last,
                   .covered_to = limit.last,
                   .ended_on = std::max(limit.last.AddDays(1), *broken.broken_on),
                   .end = limit.end,
                   .expiring_on = {}};
  if (const auto next = NextContract(broken, training); next && *next < run.ended_on) {
    run.ended_on = *next;
    run.end = ContinuationEnd::kNewContract;
  }
  for (const int days : rule.expiring_days) {
    const CivilDate warning = run.covered_to.AddDays(-days);
    if (warning >= run.broken_on && warning < run.ended_on) run.expiring_on.push_back(warning);
  }
  std::ranges::sort(run.expiring_on);
  return run;
}

std::optional<BreakDates> DatesIfNobodyActs(const Contract& broken, const Training& training,
                                            const ContinuationRule& rule,
                                            const DashboardRule& dashboard) {
  if (!broken.broken_on || broken.cancelled) return std::nullopt;
  Training alone = training;
  std::erase_if(alone.contracts, [&](const Contract& contract) {
    return contract.name != broken.name && contract.start > *broken.broken_on;
  });
  const auto run = ContinuationAfter(broken, alone, rule);
  BreakDates dates{.dashboard_abandon = std::nullopt, .legal_cover = run->covered_to};
  for (const StatusChange& change : StatusChanges(alone, dashboard)) {
    if (change.status == DashboardStatus::kAbandon && change.from >= *broken.broken_on) {
      dates.dashboard_abandon = change.from;
      break;
    }
  }
  return dates;
}

}  // namespace parcours::followup
