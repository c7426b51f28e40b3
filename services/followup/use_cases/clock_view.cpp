#include "services/followup/use_cases/clock_view.h"

#include <algorithm>

#include "services/followup/domain/judgement.h"
#include "services/followup/domain/rules.h"
#include "services/followup/phrases.h"

namespace parcours::followup {
namespace {

// The day on which the dashboard says ABANDON if nothing comes before.
std::optional<CivilDate> AbandonAfter(const StatusChange& step,
                                      const std::vector<StatusChange>& changes) {
  const auto next = std::ranges::upper_bound(changes, step.from, {}, &StatusChange::from);
  if (next == changes.end() || next->status != DashboardStatus::kAbandon) return std::nullopt;
  return next->from;
}

std::string Explain(const StatusChange& step, const Training& training,
                    const std::vector<StatusChange>& changes, const DashboardRule& rule,
                    Language language) {
  std::string phrase = "status." + std::string(StatusName(step.status));
  PhraseArguments arguments{{"from", step.from.ToString()}};
  if (step.status == DashboardStatus::kInscrit) {
    arguments["limit"] = std::to_string(rule.enrolled_without_contract);
  }
  if (step.status == DashboardStatus::kRupturant) {
    arguments["limit"] = std::to_string(rule.without_contract);
    if (const auto abandon = AbandonAfter(step, changes)) {
      phrase += ".until";
      arguments["abandon"] = abandon->ToString();
    }
  }
  const bool excluded = training.excluded_on && *training.excluded_on <= step.from;
  if (step.status == DashboardStatus::kAbandon && excluded) phrase += ".excluded";
  return Say(language, phrase, arguments);
}

const Contract* LatestBroken(const Training& training, CivilDate day) {
  const Contract* latest = nullptr;
  for (const Contract& contract : training.contracts) {
    if (contract.cancelled || !contract.broken_on || *contract.broken_on > day) continue;
    if (latest == nullptr || *contract.broken_on > *latest->broken_on) latest = &contract;
  }
  return latest;
}

void SetEnd(v1::Continuation& view, const Continuation& run, PhraseArguments& arguments) {
  const EndedRun end = EndOf(run);
  view.set_state(v1::Continuation::OVER);
  view.set_end_reason(end.reason);
  view.set_end_date(end.end_date.ToString());
  arguments["reason"] = "end." + v1::ContinuationEnded::Reason_Name(end.reason);
  arguments["end"] = end.end_date.ToString();
}

}  // namespace

v1::PathwayStatus ToProto(DashboardStatus status) {
  switch (status) {
    case DashboardStatus::kInscrit:
      return v1::INSCRIT;
    case DashboardStatus::kApprenti:
      return v1::APPRENTI;
    case DashboardStatus::kRupturant:
      return v1::RUPTURANT;
    case DashboardStatus::kAbandon:
      return v1::ABANDON;
    case DashboardStatus::kFinDeFormation:
      return v1::FIN_DE_FORMATION;
  }
  return v1::PATHWAY_STATUS_UNSPECIFIED;
}

v1::DashboardStatus DashboardView(const Training& training, CivilDate day, Language language) {
  const DashboardRule rule = RulesOn(day).dashboard;
  const auto changes = StatusChanges(training, rule);
  v1::DashboardStatus view;
  for (const StatusChange& change : changes) {
    auto* step = view.add_steps();
    step->set_status(ToProto(change.status));
    step->set_from_date(change.from.ToString());
  }
  const auto next = std::ranges::upper_bound(changes, day, {}, &StatusChange::from);
  if (next == changes.begin()) return view;
  const StatusChange& current = *std::prev(next);
  view.set_status(ToProto(current.status));
  view.set_from_date(current.from.ToString());
  view.set_explanation(Explain(current, training, changes, rule, language));
  return view;
}

std::optional<v1::Continuation> ClockView(const Training& training, CivilDate day,
                                          Language language) {
  const Contract* broken = LatestBroken(training, day);
  if (broken == nullptr) return std::nullopt;
  const auto run = ContinuationAfter(*broken, training, RulesOn(*broken->broken_on).continuation);
  if (!run) return std::nullopt;
  v1::Continuation view;
  view.set_contract_break(BreakOf(broken->name));
  view.set_from_date(run->broken_on.ToString());
  view.set_cover_until_date(run->covered_to.ToString());
  PhraseArguments arguments{{"from", run->broken_on.ToString()},
                            {"cover", run->covered_to.ToString()}};
  if (day >= run->ended_on) {
    SetEnd(view, *run, arguments);
    view.set_explanation(Say(language, "clock.over", arguments));
  } else {
    view.set_state(v1::Continuation::RUNNING);
    view.set_days_left(run->covered_to.DaysSince(day));
    view.set_explanation(Say(language, "clock.running", arguments));
  }
  return view;
}

}  // namespace parcours::followup
