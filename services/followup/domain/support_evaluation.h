#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/support_evaluation.pb.h"
#include "services/followup/domain/action_plan.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

struct EvaluationRule {
  int poor_interaction = 2;  // at most this is poor, out of 5
};

// What an evaluation of the support rests on beside what its author says.
struct EvaluationBasis {
  v1::AutonomyLevel previous = v1::AUTONOMY_LEVEL_UNSPECIFIED;  // at the evaluation before
  std::optional<ActionPlan> plan = {};                          // the open one
};

// One evaluation of the support of a pathway (001 7).
class SupportEvaluation {
 public:
  static constexpr std::string_view kCollection = "supportEvaluations";
  using Facts = journal::FactList<v1::AutonomyAssessed, v1::SupportEvaluated>;
  struct Outcome {
    v1::AutonomyAssessed autonomy;
    v1::SupportEvaluated support;
  };

  explicit SupportEvaluation(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return autonomy_.organisation(); }
  [[nodiscard]] const std::string& person() const { return autonomy_.person(); }
  [[nodiscard]] std::vector<std::string> parties() const { return {support_.evaluated_by()}; }
  [[nodiscard]] const v1::AutonomyAssessed& autonomy() const { return autonomy_; }
  [[nodiscard]] const v1::SupportEvaluated& support() const { return support_; }

  // ADJUSTMENT_MISSING where autonomy fell or the interactions are poor and nothing changes.
  [[nodiscard]] Result<Outcome> Evaluate(const v1::EvaluateSupportRequest& request,
                                         const Pathway& pathway, const EvaluationBasis& basis,
                                         const EvaluationRule& rule, CivilDate today,
                                         const std::string& agent) const;

  void Apply(const v1::AutonomyAssessed& fact) { autonomy_ = fact; }
  void Apply(const v1::SupportEvaluated& fact) { support_ = fact; }

 private:
  std::string name_;
  v1::AutonomyAssessed autonomy_;
  v1::SupportEvaluated support_;
};

}  // namespace parcours::followup
