#include "services/followup/domain/rules.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Risk> Handle(const v1::OverrideRiskRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.name()));
  const CivilDate today = context.session.today();
  const auto assessment = context.risks.Find(RiskOf(pathway.name()));
  TRY(context.risks.Record(
      assessment, assessment.Override(request, pathway, today, context.session.actor().principal)));
  const auto score = ScoreOn(AllRiskFacts(context, pathway), RiskRulesOn(today), today);
  TRY(RecordBand(context, pathway, score, today));
  return RiskView(context, pathway, today);
}

}  // namespace parcours::followup
