#include <algorithm>
#include <array>

#include "services/followup/projections/timeline.h"
#include "services/platform/core/check.h"

namespace parcours::followup {
namespace {

// clang-format off
constexpr std::array kKinds = {
    TimelineKind{.name = "pathway_opened", .context = "followup", .rank = 0, .fact = "parcours.followup.v1.PathwayOpened"},
    TimelineKind{.name = "default_referent", .context = "followup", .rank = 1, .fact = "parcours.followup.v1.ReferentAssigned"},
    TimelineKind{.name = "contract_signed", .context = "recruitment", .rank = 10, .fact = "parcours.recruitment.v1.ContractSigned"},
    TimelineKind{.name = "grid_shared", .context = "followup", .rank = 12, .fact = "parcours.followup.v1.ExperienceGridShared"},
    TimelineKind{.name = "rights_informed", .context = "followup", .rank = 14, .fact = "parcours.followup.v1.RightsInformed"},
    TimelineKind{.name = "accommodation_granted", .context = "followup", .rank = 16, .restricted = true, .fact = "parcours.followup.v1.AccommodationGranted"},
    TimelineKind{.name = "contract_broken", .context = "followup", .rank = 20, .fact = "parcours.followup.v1.ContractBroken"},
    TimelineKind{.name = "continuation_expiring", .context = "followup", .rank = 22, .fact = "parcours.followup.v1.ContinuationExpiring"},
    TimelineKind{.name = "continuation_ended", .context = "followup", .rank = 24, .fact = "parcours.followup.v1.ContinuationEnded"},
    TimelineKind{.name = "orientation_proposed", .context = "followup", .rank = 26, .fact = "parcours.followup.v1.OrientationProposed"},
    TimelineKind{.name = "orientation_made", .context = "followup", .rank = 27, .fact = "parcours.followup.v1.OrientationMade"},
    TimelineKind{.name = "orientation_answered", .context = "followup", .rank = 28, .fact = "parcours.followup.v1.OrientationAnswered"},
    TimelineKind{.name = "search_opened", .context = "recruitment", .rank = 30, .fact = "parcours.recruitment.v1.EmployerSearchOpened", .cause = "cause.contract_broken"},
    TimelineKind{.name = "alert_raised", .context = "followup", .rank = 40, .fact = "parcours.followup.v1.AlertRaised"},
    TimelineKind{.name = "risk_raised", .context = "followup", .rank = 41, .restricted = true, .fact = "parcours.followup.v1.AlertRaised"},
    TimelineKind{.name = "mediation_opened", .context = "followup", .rank = 42, .fact = "parcours.followup.v1.MediationOpened"},
    TimelineKind{.name = "mediation_closed", .context = "followup", .rank = 43, .fact = "parcours.followup.v1.MediationClosed"},
    TimelineKind{.name = "unjustified_absence", .context = "followup", .rank = 45, .fact = "parcours.followup.v1.AttendanceRecorded"},
    TimelineKind{.name = "alert_taken_up", .context = "followup", .rank = 47, .fact = "parcours.followup.v1.AlertAcknowledged"},
    TimelineKind{.name = "risk_taken_up", .context = "followup", .rank = 48, .restricted = true, .fact = "parcours.followup.v1.AlertAcknowledged"},
    TimelineKind{.name = "candidacy_interview", .context = "recruitment", .rank = 50, .fact = "parcours.recruitment.v1.InterviewHeld"},
    TimelineKind{.name = "referent_named", .context = "followup", .rank = 52, .fact = "parcours.followup.v1.ReferentAssigned"},
    TimelineKind{.name = "group_session", .context = "followup", .rank = 53, .fact = "parcours.followup.v1.GroupSessionHeld"},
    TimelineKind{.name = "interview", .context = "followup", .rank = 54, .fact = "parcours.followup.v1.InterviewRecorded"},
    TimelineKind{.name = "appointment", .context = "followup", .rank = 55, .fact = "parcours.followup.v1.AppointmentMade"},
    TimelineKind{.name = "plan_opened", .context = "followup", .rank = 56, .fact = "parcours.followup.v1.ActionPlanOpened"},
    TimelineKind{.name = "plan_revised", .context = "followup", .rank = 57, .fact = "parcours.followup.v1.ActionPlanRevised"},
    TimelineKind{.name = "objective_achieved", .context = "followup", .rank = 58, .fact = "parcours.followup.v1.ObjectiveAchieved"},
    TimelineKind{.name = "plan_closed", .context = "followup", .rank = 59, .fact = "parcours.followup.v1.ActionPlanClosed"},
    TimelineKind{.name = "support_evaluated", .context = "followup", .rank = 59, .fact = "parcours.followup.v1.SupportEvaluated"},
    TimelineKind{.name = "barrier_confirmed", .context = "support", .rank = 60, .restricted = true, .fact = "parcours.support.v1.BarrierConfirmed", .cause = "cause.barrier_identified"},
    TimelineKind{.name = "case_opened", .context = "support", .rank = 62, .restricted = true, .joins = true, .fact = "parcours.support.v1.SupportCaseOpened"},
    TimelineKind{.name = "referral_offered", .context = "support", .rank = 64, .restricted = true, .fact = "parcours.support.v1.ReferralOffered"},
    TimelineKind{.name = "referral_accepted", .context = "support", .rank = 65, .restricted = true, .fact = "parcours.support.v1.ReferralAccepted"},
    TimelineKind{.name = "referral_refused", .context = "support", .rank = 65, .restricted = true, .fact = "parcours.support.v1.ReferralRefused"},
    TimelineKind{.name = "referral_expired", .context = "support", .rank = 66, .restricted = true, .fact = "parcours.support.v1.ReferralExpired"},
    TimelineKind{.name = "referral_revoked", .context = "support", .rank = 67, .restricted = true, .fact = "parcours.support.v1.ReferralRevoked"},
    TimelineKind{.name = "mission_submitted", .context = "recruitment", .rank = 70, .fact = "parcours.recruitment.v1.MissionSubmitted"},
    TimelineKind{.name = "mission_overdue", .context = "recruitment", .rank = 72, .fact = "parcours.recruitment.v1.MissionValidationOverdue"},
    TimelineKind{.name = "mission_validated", .context = "recruitment", .rank = 74, .fact = "parcours.recruitment.v1.MissionValidated"},
    TimelineKind{.name = "contract_authorised", .context = "recruitment", .rank = 76, .fact = "parcours.recruitment.v1.ContractAuthorised"},
    TimelineKind{.name = "mission_contract_signed", .context = "recruitment", .rank = 78, .fact = "parcours.recruitment.v1.ContractSigned"},
    TimelineKind{.name = "referral_done", .context = "support", .rank = 80, .restricted = true, .fact = "parcours.support.v1.ReferralDone"},
    TimelineKind{.name = "barrier_lifted", .context = "support", .rank = 82, .restricted = true, .joins = true, .fact = "parcours.support.v1.BarrierLifted"},
    TimelineKind{.name = "alert_closed", .context = "followup", .rank = 84, .fact = "parcours.followup.v1.AlertClosed"},
    TimelineKind{.name = "risk_closed", .context = "followup", .rank = 85, .restricted = true, .fact = "parcours.followup.v1.AlertClosed"},
    TimelineKind{.name = "company_checked", .context = "followup", .rank = 86, .fact = "parcours.followup.v1.AdequacyChecked"},
    TimelineKind{.name = "employer_contact", .context = "followup", .rank = 87, .fact = "parcours.followup.v1.EmployerContacted"},
    TimelineKind{.name = "visit_recorded", .context = "followup", .rank = 88, .fact = "parcours.followup.v1.VisitRecorded"},
    TimelineKind{.name = "meeting_held", .context = "followup", .rank = 90, .fact = "parcours.followup.v1.EmployerMeetingHeld"},
    TimelineKind{.name = "meeting_missed", .context = "followup", .rank = 92, .fact = "parcours.followup.v1.EmployerMeetingMissed"},
    TimelineKind{.name = "not_observed", .context = "followup", .rank = 94, .fact = "parcours.followup.v1.EmployerWindowNotObserved"},
    TimelineKind{.name = "company_period", .context = "followup", .rank = 96, .fact = "parcours.followup.v1.CompanyPeriodHeld"},
    TimelineKind{.name = "hours_delivered", .context = "followup", .rank = 97, .fact = "parcours.followup.v1.HoursDelivered"},
    TimelineKind{.name = "milestone_reached", .context = "followup", .rank = 98, .fact = "parcours.followup.v1.MilestoneReached"},
    TimelineKind{.name = "credential_issued", .context = "followup", .rank = 99, .fact = "parcours.followup.v1.CredentialIssued"},
    TimelineKind{.name = "end_evaluation", .context = "followup", .rank = 98, .fact = "parcours.followup.v1.EndEvaluationGiven"},
    TimelineKind{.name = "pathway_completed", .context = "followup", .rank = 100, .fact = "parcours.followup.v1.PathwayCompleted"},
    TimelineKind{.name = "pathway_interrupted", .context = "followup", .rank = 100, .fact = "parcours.followup.v1.PathwayInterrupted"},
    TimelineKind{.name = "insertion_opened", .context = "insertion", .rank = 110, .fact = "parcours.insertion.v1.InsertionOpened"},
    TimelineKind{.name = "outcome", .context = "insertion", .rank = 112, .fact = "parcours.insertion.v1.OutcomeRecorded"},
    TimelineKind{.name = "referent_released", .context = "followup", .rank = 120, .fact = "parcours.followup.v1.ReferentReleased"},
};
// clang-format on

}  // namespace

const TimelineKind& TimelineKindOf(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &TimelineKind::name);
  CHECK(found != kKinds.end());
  return *found;
}

bool IsRestrictedFact(std::string_view fact) {
  bool restricted = false;
  for (const auto& kind : kKinds) {
    if (kind.fact != fact) continue;
    if (!kind.restricted) return false;
    restricted = true;
  }
  return restricted;
}

}  // namespace parcours::followup
