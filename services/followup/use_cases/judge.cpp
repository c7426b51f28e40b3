#include "services/followup/use_cases/judge.h"

#include <utility>

#include "services/followup/use_cases/risk.h"

namespace parcours::followup {
namespace {

std::vector<std::string> BreaksOf(const Pathway& pathway) {
  std::vector<std::string> breaks;
  for (const auto& [name, attached] : pathway.state().contracts) breaks.push_back(BreakOf(name));
  return breaks;
}

void SetTimers(Context& context, const Pathway& pathway) {
  auto timers = context.session.timers();
  for (const std::string& contract_break : BreaksOf(pathway)) {
    for (const CivilDate day : DeadlinesOf(pathway, contract_break)) {
      timers.Set({.kind = kContinuationDeadline, .aggregate = contract_break, .due = day});
    }
    if (const auto day = AlertDeadlineOf(pathway, contract_break)) {
      timers.Set({.kind = kContractAlert, .aggregate = contract_break, .due = *day});
    }
  }
  for (const CivilDate day : WindowDeadlines(pathway)) {
    timers.Set({.kind = kEmployerWindow, .aggregate = pathway.name(), .due = day});
  }
}

}  // namespace

Result<Pathway> RecordAll(Context& context, Pathway pathway, std::vector<Judgement> judgements) {
  for (Judgement& judgement : judgements) {
    auto recorded = std::visit(
        [&](auto& fact) { return context.pathways.Record(pathway, std::move(fact)); }, judgement);
    TRY(pathway, std::move(recorded));
  }
  return pathway;
}

Result<Pathway> TakeUp(Context& context, Pathway pathway) {
  WatchRisk(context, pathway.name());
  if (!pathway.IsApprenticeship()) return pathway;
  const CivilDate today = context.session.today();
  for (const std::string& contract_break : BreaksOf(pathway)) {
    TRY(pathway, RecordAll(context, pathway, JudgeStart(pathway, contract_break, today)));
  }
  TRY(pathway, RecordAll(context, pathway, PlanWindows(pathway, today)));
  SetTimers(context, pathway);
  return pathway;
}

Result<Pathway> JudgeAll(Context& context, Pathway pathway) {
  TRY(pathway, TakeUp(context, std::move(pathway)));
  const CivilDate today = context.session.today();
  for (const std::string& contract_break : BreaksOf(pathway)) {
    TRY(pathway, RecordAll(context, pathway, JudgeContinuation(pathway, contract_break, today)));
    TRY(pathway, RecordAll(context, pathway, JudgeAlert(pathway, contract_break, today)));
  }
  TRY(pathway, RecordAll(context, pathway, JudgeWindows(pathway, today)));
  return CloseSettledAlerts(context, std::move(pathway));
}

Result<Pathway> CloseSettledAlerts(Context& context, Pathway pathway) {
  auto settled = JudgeOpenAlerts(pathway, context.session.today());
  return RecordAll(context, std::move(pathway), std::move(settled));
}

Result<void> JudgeContinuationDeadline(const schedule::Timer& timer, Context& context) {
  const CivilDate today = context.session.today();
  auto pathway = context.pathways.Find(context.breaks.Find(timer.aggregate).pathway());
  TRY(pathway, RecordAll(context, pathway, JudgeStart(pathway, timer.aggregate, today)));
  TRY(pathway, RecordAll(context, pathway, JudgeContinuation(pathway, timer.aggregate, today)));
  TRY(CloseSettledAlerts(context, std::move(pathway)));
  return {};
}

Result<void> JudgeContractAlert(const schedule::Timer& timer, Context& context) {
  const auto pathway = context.pathways.Find(context.breaks.Find(timer.aggregate).pathway());
  auto judged = JudgeAlert(pathway, timer.aggregate, context.session.today());
  TRY(RecordAll(context, pathway, std::move(judged)));
  return {};
}

Result<void> JudgeEmployerWindow(const schedule::Timer& timer, Context& context) {
  const auto pathway = context.pathways.Find(timer.aggregate);
  auto missed = JudgeWindows(pathway, context.session.today());
  if (!missed.empty()) WatchRiskOn(context, pathway.name(), timer.due);
  TRY(RecordAll(context, pathway, std::move(missed)));
  return {};
}

}  // namespace parcours::followup
