#include "services/followup/domain/status.h"

#include <algorithm>
#include <iterator>

namespace parcours::followup {
namespace {

struct Stretch {
  DashboardStatus status;
  Period days;
};

std::vector<Contract> Effective(const Training& training) {
  std::vector<Contract> contracts;
  std::ranges::copy_if(training.contracts, std::back_inserter(contracts),
                       [](const Contract& contract) { return !contract.cancelled; });
  return contracts;
}

CivilDate FirstDay(const Training& training, const std::vector<Contract>& contracts) {
  CivilDate first = training.session.first;
  for (const Contract& contract : contracts) first = std::min(first, contract.start);
  return first;
}

// Days under contract inside `bounds`, oldest first, disjoint.
std::vector<Period> Covered(const std::vector<Contract>& contracts, Period bounds,
                            CivilDate session_end) {
  std::vector<Period> periods;
  for (const Contract& contract : contracts) {
    const Period in_force = contract.InForce(session_end);
    const Period inside{std::max(in_force.first, bounds.first),
                        std::min(in_force.last, bounds.last)};
    if (!in_force.empty() && !inside.empty()) periods.push_back(inside);
  }
  std::ranges::sort(periods, {}, &Period::first);
  std::vector<Period> merged;
  for (const Period& period : periods) {
    if (!merged.empty() && period.first <= merged.back().last.AddDays(1)) {
      merged.back().last = std::max(merged.back().last, period.last);
    } else {
      merged.push_back(period);
    }
  }
  return merged;
}

void Append(std::vector<Stretch>& stretches, DashboardStatus status, Period days) {
  if (!days.empty()) stretches.push_back({status, days});
}

// A stretch without contract: patience for `limit` days, ABANDON after.
void AppendGap(std::vector<Stretch>& stretches, DashboardStatus waiting, int limit, Period gap) {
  const CivilDate abandon = gap.first.AddDays(limit);
  Append(stretches, waiting, {gap.first, std::min(gap.last, abandon.AddDays(-1))});
  Append(stretches, DashboardStatus::kAbandon, {std::max(gap.first, abandon), gap.last});
}

// Status of every day of `days` by contracts and exclusion alone, before the rule on the end of
// training.
std::vector<Stretch> Walk(const Training& training, const std::vector<Contract>& contracts,
                          Period days, const DashboardRule& rule) {
  const CivilDate out = std::clamp(training.excluded_on.value_or(days.last.AddDays(1)), days.first,
                                   days.last.AddDays(1));
  std::vector<Stretch> stretches;
  CivilDate next = days.first;
  auto waiting = DashboardStatus::kInscrit;
  int limit = rule.enrolled_without_contract;
  for (const Period& covered : Covered(contracts, {days.first, out.AddDays(-1)}, days.last)) {
    AppendGap(stretches, waiting, limit, {next, covered.first.AddDays(-1)});
    Append(stretches, DashboardStatus::kApprenti, covered);
    next = covered.last.AddDays(1);
    waiting = DashboardStatus::kRupturant;
    limit = rule.without_contract;
  }
  AppendGap(stretches, waiting, limit, {next, out.AddDays(-1)});
  Append(stretches, DashboardStatus::kAbandon, {out, days.last});
  return stretches;
}

// Last day of the contract that ends last, when it ended without a break; of two that end the same
// day the broken one counts. Nothing after an exclusion.
std::optional<CivilDate> NaturalEnd(const Training& training,
                                    const std::vector<Contract>& contracts) {
  if (training.excluded_on) return std::nullopt;
  std::optional<CivilDate> latest;
  bool broken = false;
  for (const Contract& contract : contracts) {
    const CivilDate end = contract.InForce(training.session.last).last;
    if (!latest || end > *latest) {
      latest = end;
      broken = contract.broken_on.has_value();
    } else if (end == *latest) {
      broken = broken || contract.broken_on.has_value();
    }
  }
  return broken ? std::nullopt : latest;
}

// Whoever waits between a natural end of contract and an end of session close by has finished, not
// broken.
std::vector<Stretch> FinishFrom(CivilDate first, const std::vector<Stretch>& stretches) {
  std::vector<Stretch> result;
  for (const Stretch& stretch : stretches) {
    const bool waits = stretch.status == DashboardStatus::kInscrit ||
                       stretch.status == DashboardStatus::kRupturant;
    if (!waits || stretch.days.last < first) {
      result.push_back(stretch);
      continue;
    }
    Append(result, stretch.status, {stretch.days.first, first.AddDays(-1)});
    Append(result, DashboardStatus::kFinDeFormation,
           {std::max(first, stretch.days.first), stretch.days.last});
  }
  return result;
}

std::vector<StatusChange> Changes(const std::vector<Stretch>& stretches) {
  std::vector<StatusChange> changes;
  for (const Stretch& stretch : stretches) {
    if (changes.empty() || changes.back().status != stretch.status) {
      changes.push_back({stretch.status, stretch.days.first});
    }
  }
  return changes;
}

}  // namespace

std::string_view StatusName(DashboardStatus status) {
  switch (status) {
    case DashboardStatus::kInscrit:
      return "INSCRIT";
    case DashboardStatus::kApprenti:
      return "APPRENTI";
    case DashboardStatus::kRupturant:
      return "RUPTURANT";
    case DashboardStatus::kAbandon:
      return "ABANDON";
    case DashboardStatus::kFinDeFormation:
      return "FIN_DE_FORMATION";
  }
  return "INSCRIT";
}

std::vector<StatusChange> StatusChanges(const Training& training, const DashboardRule& rule) {
  const std::vector<Contract> contracts = Effective(training);
  const Period days{FirstDay(training, contracts), training.session.last};
  if (days.empty()) return {};

  std::vector<Stretch> stretches = Walk(training, contracts, days, rule);
  const DashboardStatus last = stretches.back().status;
  const auto natural_end = NaturalEnd(training, contracts);
  if (natural_end && days.last.DaysSince(*natural_end) <= rule.end_tolerance) {
    stretches = FinishFrom(natural_end->AddDays(1), stretches);
  }
  if (natural_end || last == DashboardStatus::kApprenti || last == DashboardStatus::kInscrit) {
    stretches.back().days.last = days.last.AddDays(-1);
    if (stretches.back().days.empty()) stretches.pop_back();
    Append(stretches, DashboardStatus::kFinDeFormation, {days.last, days.last});
  }
  return Changes(stretches);
}

DashboardStatus StatusOn(std::span<const StatusChange> changes, CivilDate day) {
  const auto next = std::ranges::upper_bound(changes, day, {}, &StatusChange::from);
  return next == changes.begin() ? DashboardStatus::kInscrit : std::prev(next)->status;
}

}  // namespace parcours::followup
