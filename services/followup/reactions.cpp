#include "services/followup/service.h"
#include "services/followup/use_cases/appointment_acts.h"
#include "services/followup/use_cases/handovers.h"
#include "services/followup/use_cases/judge.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

execution::Reactions Reactions() {
  using execution::On;
  return {
      On<recruitment::v1::EnrolmentImported>(OpenPathway),
      On<recruitment::v1::EnrolmentCorrected>(CorrectPathway),
      On<recruitment::v1::EngagementSigned>(OpenEngagedPathway),
      On<recruitment::v1::ContractSigned>(AttachContract),
      On<recruitment::v1::ContractCorrected>(CorrectContract),
      On<recruitment::v1::ContractBreakReported>(HearOfBreak),
      On<support::v1::BarrierConfirmed>(NoteBarrier),
      On<support::v1::BarrierLifted>(NoteLiftedBarrier),
      On<insertion::v1::SituationConsolidated>(ReleaseReferent),
  };
}

execution::TimerHandlers TimerHandlers() {
  using execution::OnTimer;
  return {
      OnTimer(kContinuationDeadline, JudgeContinuationDeadline),
      OnTimer(kContractAlert, JudgeContractAlert),
      OnTimer(kEmployerWindow, JudgeEmployerWindow),
      OnTimer(kAppointmentReminder, JudgeAppointmentReminder),
      OnTimer(kRiskAssessment, JudgeRisk),
      OnTimer(kHandoverStep, TakeHandoverStep),
      OnTimer(kReferentRead, JudgeReferentRead),
  };
}

}  // namespace parcours::followup
