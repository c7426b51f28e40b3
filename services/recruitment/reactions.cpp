#include "services/recruitment/service.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

execution::Reactions Reactions() {
  using execution::On;
  return {
      On<followup::v1::ContractBroken>(EndBrokenContract),
      On<followup::v1::ContractBroken>(OpenEmployerSearch),
      On<followup::v1::BreakRectified>(RectifyBrokenContract),
      On<followup::v1::BreakRectified>(RectifyEmployerSearch),
      On<followup::v1::PathwayCompleted>(CloseEmployerSearch),
      On<followup::v1::PathwayInterrupted>(CloseEmployerSearch),
  };
}

execution::TimerHandlers TimerHandlers() {
  using execution::OnTimer;
  return {OnTimer(kMissionValidationDue, JudgeMissionValidation)};
}

}  // namespace parcours::recruitment
