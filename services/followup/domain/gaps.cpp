#include "services/followup/domain/gaps.h"

#include <algorithm>

namespace parcours::followup {
namespace {

std::optional<FoundGap> WindowGap(const PathwayState& state, const Training& training,
                                  CivilDate day, WindowState wanted, CivilDate last_close) {
  for (const PlannedWindow& planned : state.windows) {
    const EmployerWindow& window = planned.window;
    if (planned.not_observed || window.days.last > last_close) continue;
    if (StateOf(window, training, state.meetings, planned.planned_on, day) != wanted) continue;
    FoundGap gap{.since = window.days.first, .subject = window.contract};
    if (wanted == WindowState::kOpen) gap.due = window.days.last;
    return gap;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FoundGap> InterviewGap(const std::vector<RiskFact>& recorded, CivilDate opened_on,
                                     CivilDate day, int days) {
  FoundGap gap{.since = opened_on};
  for (const RiskFact& fact : recorded) {
    if (fact.kind != v1::INTERVIEW_HELD || fact.from > day || fact.from < gap.since) continue;
    gap = {.since = fact.from, .subject = fact.name};
  }
  if (day.DaysSince(gap.since) <= days) return std::nullopt;
  return gap;
}

std::optional<FoundGap> RecordGap(const std::vector<RiskFact>& recorded, CivilDate day, int days) {
  std::optional<FoundGap> gap;
  for (const RiskFact& fact : recorded) {
    const bool recent = fact.from <= day && day.DaysSince(fact.from) < days;
    if (fact.kind != v1::INTERVIEW_HELD || fact.amount != 0 || !recent) continue;
    if (!gap || fact.from < gap->since) gap = {.since = fact.from, .subject = fact.name};
  }
  return gap;
}

std::optional<FoundGap> ClosingWindowGap(const PathwayState& state, const Training& training,
                                         CivilDate day, int days) {
  return WindowGap(state, training, day, WindowState::kOpen, day.AddDays(days));
}

std::optional<FoundGap> MissedWindowGap(const PathwayState& state, const Training& training,
                                        CivilDate day) {
  return WindowGap(state, training, day, WindowState::kMissed, day);
}

std::optional<FoundGap> CoverGap(const Training& training, CivilDate day, int days,
                                 const ContinuationRule& rule) {
  std::optional<FoundGap> gap;
  for (const Contract& contract : training.contracts) {
    const auto run = ContinuationAfter(contract, training, rule);
    if (!run || run->end == ContinuationEnd::kNewContract) continue;
    if (run->broken_on > day || run->covered_to < day || run->covered_to > day.AddDays(days)) {
      continue;
    }
    if (gap && gap->since >= run->broken_on) continue;
    gap = {.since = run->broken_on, .due = run->covered_to, .subject = BreakOf(contract.name)};
  }
  return gap;
}

std::optional<FoundGap> ReferentGap(const std::vector<ReferentSpell>& spells, CivilDate opened_on,
                                    CivilDate day) {
  const ReferentSpell* spell = ReferentOn(spells, day);
  if (spell == nullptr) return FoundGap{.since = opened_on};
  if (!spell->by_default && !spell->referent.empty()) return std::nullopt;
  return FoundGap{.since = spell->from};
}

}  // namespace parcours::followup
