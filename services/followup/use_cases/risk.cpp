#include "services/followup/use_cases/risk.h"

#include "services/followup/domain/rules.h"
#include "services/followup/phrases.h"
#include "services/followup/projections/risk_facts.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/judge.h"

namespace parcours::followup {

void WatchRiskOn(Context& context, const std::string& pathway, CivilDate day) {
  context.session.timers().Set({.kind = kRiskAssessment, .aggregate = pathway, .due = day});
}

void WatchRisk(Context& context, const std::string& pathway) {
  if (!pathway.empty()) WatchRiskOn(context, pathway, context.session.today().AddDays(1));
}

std::vector<RiskFact> AllRiskFacts(Context& context, const Pathway& pathway) {
  auto facts = RiskFactsOf(pathway, KnownSince(pathway, context));
  for (auto& fact : RecordedRiskFacts(context.session.db(), pathway.name())) {
    facts.push_back(std::move(fact));
  }
  return facts;
}

Result<void> RecordBand(Context& context, const Pathway& pathway, const RiskScore& score,
                        CivilDate day) {
  auto assessment = context.risks.Find(RiskOf(pathway.name()));
  if (auto changed = assessment.Assess(pathway, score, day)) {
    TRY(assessment, context.risks.Record(assessment, *std::move(changed)));
  }
  TRY(RecordAll(context, pathway, JudgeRiskAlert(pathway, BandOn(assessment, score, day), day)));
  if (const SetBand* set = assessment.SetFor(day)) {
    WatchRiskOn(context, pathway.name(), set->days.last.AddDays(1));
  }
  return {};
}

Result<void> JudgeRisk(const schedule::Timer& timer, Context& context) {
  const auto pathway = context.pathways.Find(timer.aggregate);
  if (!pathway.state().open) return {};
  const RiskRules rules = RiskRulesOn(timer.due);
  const auto facts = AllRiskFacts(context, pathway);
  TRY(RecordBand(context, pathway, ScoreOn(facts, rules, timer.due), timer.due));
  const auto next = NextChange(facts, rules, timer.due);
  if (next && !pathway.state().closing) WatchRiskOn(context, pathway.name(), *next);
  return {};
}

v1::Risk RiskView(Context& context, const Pathway& pathway, CivilDate day) {
  const auto score = ScoreOn(AllRiskFacts(context, pathway), RiskRulesOn(day), day);
  const auto assessment = context.risks.Find(RiskOf(pathway.name()));
  v1::Risk view;
  view.set_pathway(pathway.name());
  view.set_as_of_date(day.ToString());
  view.set_band(BandOn(assessment, score, day));
  view.set_score(score.score);
  for (const auto& point : score.points) {
    *view.add_points() = point;
    view.add_texts(Say(context.session.origin().language, point.rule()));
  }
  if (const SetBand* set = assessment.SetFor(day)) {
    auto& shown = *view.mutable_risk_override();
    shown.set_band(set->band);
    shown.set_from_date(set->days.first.ToString());
    shown.set_until_date(set->days.last.ToString());
    shown.set_reason(set->reason);
    shown.set_overridden_by(set->by);
  }
  for (const auto& step : assessment.steps()) {
    if (step.date() <= day.ToString()) *view.add_steps() = step;
  }
  return view;
}

}  // namespace parcours::followup
