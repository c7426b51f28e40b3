// Rows of the company side, of presence, of recognition, of evaluations and of orientations.

#include "parcours/followup/v1/breaks.pb.h"
#include "parcours/followup/v1/company_side.pb.h"
#include "parcours/followup/v1/passport.pb.h"
#include "parcours/followup/v1/presence.pb.h"
#include "parcours/followup/v1/support_evaluation.pb.h"
#include "services/followup/projections/timeline_rows.h"

namespace parcours::followup {
namespace {

using execution::ProjectionContext;

// Until its report is shared a visit is told as such; then the meeting is.
void TellVisit(const v1::VisitRecorded& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = fact.visit(), .kind = "visit_recorded", .day = context.meta.effective});
}

void TellGrid(const v1::ExperienceGridShared& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "grid", .kind = "grid_shared", .day = context.meta.effective});
}

void TellCheck(const v1::AdequacyChecked& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "check/" + std::to_string(context.meta.version),
          .kind = "company_checked",
          .day = context.meta.effective,
          .phrase = fact.adequate() ? "company_checked" : "company_checked.not",
          .arguments = {{"subject", "adequacy." + v1::AdequacySubject_Name(fact.subject())}}});
}

void TellContact(const v1::EmployerContacted& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "contact/" + std::to_string(context.meta.version),
          .kind = "employer_contact",
          .day = context.meta.effective,
          .arguments = {{"kind", "contact." + v1::EmployerContactKind_Name(fact.kind())}}});
}

void TellMediation(const v1::MediationOpened& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "mediation/" + std::to_string(context.meta.version),
          .kind = "mediation_opened",
          .day = context.meta.effective});
}

void TellMediationEnd(const v1::MediationClosed& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "mediation/" + std::to_string(context.meta.version),
          .kind = "mediation_closed",
          .day = context.meta.effective,
          .phrase = fact.settled() ? "mediation_closed.settled" : "mediation_closed"});
}

void TellEvaluation(const v1::EndEvaluationGiven& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "evaluation/" + v1::LogbookParty_Name(fact.party()),
          .kind = "end_evaluation",
          .day = context.meta.effective,
          .arguments = {{"party", "party." + v1::LogbookParty_Name(fact.party())}}});
}

void TellGroup(const v1::GroupSessionHeld& fact, ProjectionContext& context) {
  for (const auto& presence : fact.presences()) {
    PutRow(context, presence.pathway(),
           {.entry = fact.group_session(),
            .kind = "group_session",
            .day = context.meta.effective,
            .phrase = presence.present() ? "group_session" : "group_session.absent",
            .arguments = {{"kind", "group." + v1::GroupSessionKind_Name(fact.kind())}}});
  }
}

void TellPeriod(const v1::CompanyPeriodAgreed& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = fact.company_period(),
          .kind = "company_period",
          .day = CivilDate::Parse(fact.from_date()).value_or(context.meta.effective),
          .arguments = {{"kind", "period." + v1::CompanyPeriodKind_Name(fact.kind())},
                        {"days", fact.from_date() + "/" + fact.to_date()}}});
}

void TellAppraisal(const v1::CompanyPeriodHeld& fact, ProjectionContext& context) {
  auto row = FindRow(context, fact.pathway(), fact.company_period());
  if (!row) return;
  row->phrase = "company_period.held";
  PutRow(context, fact.pathway(), *row);
}

void TellSupport(const v1::SupportEvaluated& fact, ProjectionContext& context) {
  std::string kinds;
  for (const int kind : fact.adjustment_kinds()) {
    kinds += (kinds.empty() ? "adjustment." : ",adjustment.") +
             v1::AdjustmentKind_Name(static_cast<v1::AdjustmentKind>(kind));
  }
  PutRow(context, fact.pathway(),
         {.entry = fact.support_evaluation(),
          .kind = "support_evaluated",
          .day = context.meta.effective,
          .phrase = kinds.empty() ? "support_evaluated" : "support_evaluated.adjusted",
          .arguments = {{"kinds", kinds}}});
}

void TellOrientation(const v1::OrientationMade& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "oriented/" + std::to_string(context.meta.version),
          .kind = "orientation_made",
          .day = context.meta.effective});
}

void TellOrientationAnswer(const v1::OrientationAnswered& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "oriented/" + std::to_string(context.meta.version),
          .kind = "orientation_answered",
          .day = context.meta.effective,
          .arguments = {{"answer", "orientation." + v1::OrientationAnswer_Name(fact.answer())}}});
}

// One line a month: the hours that both sides signed for.
void TellHours(const v1::HoursDelivered& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = fact.attendance_sheet(),
          .kind = "hours_delivered",
          .day = context.meta.effective,
          .arguments = {{"delivered", std::to_string(fact.delivered_minutes() / 60)},
                        {"planned", std::to_string(fact.planned_minutes() / 60)}}});
}

void TellAbsence(const v1::AttendanceRecorded& fact, ProjectionContext& context) {
  const std::string entry = DayLine("absence", context.meta.effective);
  if (fact.presence() != v1::UNJUSTIFIED_ABSENCE) return DropRow(context, fact.pathway(), entry);
  PutRow(context, fact.pathway(),
         {.entry = entry, .kind = "unjustified_absence", .day = context.meta.effective});
}

void TellRights(const v1::RightsInformed& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "rights/" + std::to_string(context.meta.version),
          .kind = "rights_informed",
          .day = context.meta.effective});
}

void TellArrangements(const v1::AccommodationGranted& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = fact.accommodation(),
          .kind = "accommodation_granted",
          .day = context.meta.effective,
          .arguments = {{"review", fact.review_date()}}});
}

void TellMilestone(const v1::MilestoneReached& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "milestone/" + fact.code(),
          .kind = "milestone_reached",
          .day = context.meta.effective,
          .arguments = {{"kind", "milestone." + v1::MilestoneKind_Name(fact.kind())},
                        {"code", fact.code()}}});
}

void TellCredential(const v1::CredentialIssued& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "credential/" + fact.code(),
          .kind = "credential_issued",
          .day = context.meta.effective,
          .arguments = {{"code", fact.code()}}});
}

}  // namespace

std::vector<execution::ProjectionRow> CompanyTimelineRows() {
  using execution::Project;
  return {Project<v1::VisitRecorded>(TellVisit),
          Project<v1::ExperienceGridShared>(TellGrid),
          Project<v1::AdequacyChecked>(TellCheck),
          Project<v1::EmployerContacted>(TellContact),
          Project<v1::MediationOpened>(TellMediation),
          Project<v1::MediationClosed>(TellMediationEnd),
          Project<v1::EndEvaluationGiven>(TellEvaluation),
          Project<v1::GroupSessionHeld>(TellGroup),
          Project<v1::CompanyPeriodAgreed>(TellPeriod),
          Project<v1::CompanyPeriodHeld>(TellAppraisal),
          Project<v1::SupportEvaluated>(TellSupport),
          Project<v1::HoursDelivered>(TellHours),
          Project<v1::AttendanceRecorded>(TellAbsence),
          Project<v1::RightsInformed>(TellRights),
          Project<v1::MilestoneReached>(TellMilestone),
          Project<v1::CredentialIssued>(TellCredential),
          Project<v1::AccommodationGranted>(TellArrangements),
          Project<v1::OrientationMade>(TellOrientation),
          Project<v1::OrientationAnswered>(TellOrientationAnswer)};
}

}  // namespace parcours::followup
