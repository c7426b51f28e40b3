#pragma once

#include "services/followup/domain/appointment.h"
#include "services/followup/domain/company_side.h"
#include "services/followup/domain/continuation.h"
#include "services/followup/domain/contract_alert.h"
#include "services/followup/domain/early_warning.h"
#include "services/followup/domain/employer_windows.h"
#include "services/followup/domain/gaps.h"
#include "services/followup/domain/pitfalls.h"
#include "services/followup/domain/status.h"
#include "services/followup/domain/support_evaluation.h"

namespace parcours::followup {

// When a learner must have been told of rights, duties, health and safety.
struct RightsRule {
  int days_from_start = 15;
};

// The figures of rules/*.textproto, as they hold on one day.
struct Rules {
  DashboardRule dashboard;
  ContinuationRule continuation;
  ContractAlertRule alert;
  EmployerMeetingRule meetings;
  PitfallRule pitfalls;
  ReminderRule reminders;
  CompanyRule company;
  EvaluationRule evaluation;
  RightsRule rights;
  int former_referent_reads;  // days
  GapRule gaps;
};

[[nodiscard]] Rules RulesOn(CivilDate day);
[[nodiscard]] RiskRules RiskRulesOn(CivilDate day);

}  // namespace parcours::followup
