#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<void> JudgeMissionValidation(const schedule::Timer& timer, Context& context) {
  const auto mission = context.missions.Find(timer.aggregate);
  TRY(RecordIfAny(context.missions, mission, mission.JudgeOverdue(context.session.today())));
  return {};
}

}  // namespace parcours::recruitment
