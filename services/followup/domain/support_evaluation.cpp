#include "services/followup/domain/support_evaluation.h"

#include <algorithm>

#include "services/followup/domain/refusal_shapes.h"
#include "services/followup/domain/refusals.h"

namespace parcours::followup {
namespace {

Error AdjustmentMissing() {
  return Precondition("ADJUSTMENT_MISSING", "adjustments",
                      {"L'autonomie a reculé ou les échanges sont mauvais : dites ce qui change.",
                       "Autonomy fell or the interactions are poor: say what changes."});
}

bool CallsForAdjustment(const v1::EvaluateSupportRequest& request, const EvaluationBasis& basis,
                        const EvaluationRule& rule) {
  return request.interaction_quality() <= rule.poor_interaction ||
         request.autonomy() < basis.previous;
}

template <typename Fact>
Fact OfEvaluation(const std::string& name, const Pathway& pathway, CivilDate today) {
  auto fact = FactOf<Fact>(pathway);
  fact.set_support_evaluation(name);
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

void AddProgress(v1::SupportEvaluated& fact, const ActionPlan& plan) {
  for (const auto& [number, objective] : plan.content().objectives) {
    const bool attained = objective.status == v1::DONE;
    if (!attained && !IsUnderWay(objective.status)) continue;
    fact.set_objectives(fact.objectives() + 1);
    if (attained) fact.set_achieved(fact.achieved() + 1);
  }
}

}  // namespace

Result<SupportEvaluation::Outcome> SupportEvaluation::Evaluate(
    const v1::EvaluateSupportRequest& request, const Pathway& pathway, const EvaluationBasis& basis,
    const EvaluationRule& rule, CivilDate today, const std::string& agent) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  if (pathway.state().closing) return Refuse(PathwayAlreadyClosed(pathway.name()));
  if (request.adjustments().empty() && CallsForAdjustment(request, basis, rule)) {
    return Refuse(AdjustmentMissing());
  }
  Outcome outcome{.autonomy = OfEvaluation<v1::AutonomyAssessed>(name_, pathway, today),
                  .support = OfEvaluation<v1::SupportEvaluated>(name_, pathway, today)};
  outcome.autonomy.set_level(request.autonomy());
  outcome.autonomy.set_previous_level(basis.previous);
  outcome.support.set_interaction_quality(request.interaction_quality());
  if (basis.plan) AddProgress(outcome.support, *basis.plan);
  *outcome.support.mutable_adjustments() = request.adjustments();
  for (const auto& adjustment : request.adjustments()) {
    outcome.support.add_adjustment_kinds(adjustment.kind());
  }
  outcome.support.set_note(request.note());
  outcome.support.set_evaluated_by(agent);
  return outcome;
}

}  // namespace parcours::followup
