// Evaluations of the support: made, listed.

#include "services/followup/domain/rules.h"
#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

constexpr int kMostEvaluations = 1'000;

v1::SupportEvaluation View(const SupportEvaluation& evaluation) {
  const v1::SupportEvaluated& support = evaluation.support();
  v1::SupportEvaluation view;
  view.set_name(evaluation.name());
  view.set_pathway(support.pathway());
  view.set_evaluation_date(support.meta().effective_date());
  view.set_autonomy(evaluation.autonomy().level());
  view.set_previous_autonomy(evaluation.autonomy().previous_level());
  view.set_interaction_quality(support.interaction_quality());
  view.set_achieved(support.achieved());
  view.set_objectives(support.objectives());
  *view.mutable_adjustments() = support.adjustments();
  view.set_note(support.note());
  view.set_evaluated_by(support.evaluated_by());
  return view;
}

EvaluationBasis BasisOf(const Pathway& pathway, Context& context) {
  EvaluationBasis basis;
  const auto before =
      RecordsAfter(context.session.db(), {.collection = SupportEvaluation::kCollection,
                                          .pathway = pathway.name(),
                                          .limit = kMostEvaluations});
  if (!before.empty()) {
    basis.previous = context.evaluations.Find(before.back().name).autonomy().level();
  }
  const auto plans = RecordsAfter(context.session.db(), {.collection = ActionPlan::kCollection,
                                                         .pathway = pathway.name(),
                                                         .open_only = true,
                                                         .limit = 1});
  if (!plans.empty()) basis.plan = context.plans.Find(plans.front().name);
  return basis;
}

}  // namespace

Result<v1::SupportEvaluation> Handle(const v1::EvaluateSupportRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  SupportEvaluation evaluation(
      ResourceName(SupportEvaluation::kCollection, context.session.NewId()));
  const CivilDate today = context.session.today();
  TRY(auto outcome,
      evaluation.Evaluate(request, pathway, BasisOf(pathway, context), RulesOn(today).evaluation,
                          today, context.session.actor().principal));
  TRY(evaluation, context.evaluations.Record(evaluation, std::move(outcome.autonomy)));
  TRY(evaluation, context.evaluations.Record(evaluation, std::move(outcome.support)));
  WatchRisk(context, pathway.name());
  return View(evaluation);
}

Result<v1::ListSupportEvaluationsResponse> Handle(const v1::ListSupportEvaluationsRequest& request,
                                                  Context& context) {
  v1::ListSupportEvaluationsResponse page;
  const auto add = [&](const SupportEvaluation& evaluation) {
    *page.add_support_evaluations() = View(evaluation);
    return true;
  };
  TRY(auto token,
      FillPage(context, context.evaluations, request,
               {.collection = SupportEvaluation::kCollection, .pathway = request.pathway()}, add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
