#include "services/followup/domain/continuation.h"

#include <algorithm>
#include <tuple>

namespace parcours::followup {
namespace {

struct NextContract {
  CivilDate first_day;
  std::string name;
};

// The first other contract to hold from the break on; the contract broken that day is no new one.
std::optional<NextContract> ContractAfter(const Contract& broken, const Training& training) {
  std::optional<NextContract> next;
  for (const Contract& contract : training.contracts) {
    const Period in_force = contract.InForce(training.session.last);
    const CivilDate first = std::max(in_force.first, *broken.broken_on);
    if (contract.cancelled || contract.name == broken.name || in_force.last < first) continue;
    if (!next || std::tie(first, contract.name) < std::tie(next->first_day, next->name)) {
      next = {.first_day = first, .name = contract.name};
    }
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

std::optional<Continuation> ContinuationAfter(const Contract& broken, const Training& training,
                                              const ContinuationRule& rule) {
  if (!broken.broken_on || broken.cancelled) return std::nullopt;
  const CivilDate legal_last = broken.broken_on->AddMonths(rule.months);
  const Limit limit = EarliestLimit(legal_last, training);
  if (limit.last < *broken.broken_on) return std::nullopt;

  Continuation run{.broken_on = *broken.broken_on,
                   .legal_last = legal_last,
                   .covered_to = limit.last,
                   .ended_on = limit.last.AddDays(1),
                   .end = limit.end,
                   .expiring_on = {}};
  if (const auto next = ContractAfter(broken, training); next && next->first_day < run.ended_on) {
    run.ended_on = next->first_day;
    run.end = ContinuationEnd::kNewContract;
    run.new_contract = next->name;
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
  if (!broken.broken_on) return std::nullopt;
  Training alone = training;
  std::erase_if(alone.contracts, [&](const Contract& contract) {
    return contract.name != broken.name && contract.start > *broken.broken_on;
  });
  const auto run = ContinuationAfter(broken, alone, rule);
  if (!run) return std::nullopt;
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
