#include "services/followup/projections/records.h"

#include "parcours/followup/v1/breaks.pb.h"
#include "parcours/followup/v1/followup_events.pb.h"
#include "services/followup/domain/accommodation.h"
#include "services/followup/domain/action_plan.h"
#include "services/followup/domain/appointment.h"
#include "services/followup/domain/attendance_sheet.h"
#include "services/followup/domain/company_period.h"
#include "services/followup/domain/interview.h"
#include "services/followup/domain/logbook.h"
#include "services/followup/domain/support_evaluation.h"
#include "services/followup/domain/visit.h"

namespace parcours::followup {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kRecordsSchema = R"sql(
CREATE TABLE p_records (
  name TEXT NOT NULL PRIMARY KEY,
  collection TEXT NOT NULL,
  pathway TEXT NOT NULL,
  day TEXT NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0,
  agent TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX p_records_days ON p_records (collection, day, name);
CREATE INDEX p_records_agents ON p_records (agent, collection, day, name) WHERE agent != '';
CREATE INDEX p_records_pathways ON p_records (pathway, collection, day, name);
)sql";

void Insert(ProjectionContext& context, std::string_view collection, const std::string& name,
            const std::string& pathway) {
  context.db.Execute(
      "INSERT INTO p_records (name, collection, pathway, day) VALUES (:name, :collection, "
      ":pathway, :day)",
      name, collection, pathway, context.meta.effective);
}

void InterviewHeld(const v1::InterviewRecorded& fact, ProjectionContext& context) {
  Insert(context, Interview::kCollection, fact.interview(), fact.pathway());
}

void PlanOpened(const v1::ActionPlanOpened& fact, ProjectionContext& context) {
  Insert(context, ActionPlan::kCollection, fact.action_plan(), fact.pathway());
}

void PlanClosed(const v1::ActionPlanClosed& fact, ProjectionContext& context) {
  context.db.Execute("UPDATE p_records SET closed = 1 WHERE name = :name", fact.action_plan());
}

void AppointmentMade(const v1::AppointmentMade& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_records (name, collection, pathway, day, agent) VALUES (:name, :collection, "
      ":pathway, :day, :agent)",
      fact.appointment(), Appointment::kCollection, fact.pathway(), fact.appointment_date(),
      fact.agent());
}

void AppointmentMoved(const v1::AppointmentMoved& fact, ProjectionContext& context) {
  context.db.Execute("UPDATE p_records SET day = :day WHERE name = :name", fact.appointment_date(),
                     fact.appointment());
}

// "Closed" once its report is shared.
void VisitPaid(const v1::VisitRecorded& fact, ProjectionContext& context) {
  Insert(context, Visit::kCollection, fact.visit(), fact.pathway());
}

void VisitShared(const v1::VisitReportShared& fact, ProjectionContext& context) {
  context.db.Execute("UPDATE p_records SET closed = 1 WHERE name = :name", fact.visit());
}

// The first entry of a page makes it.
void PageBegun(const v1::LogbookEntryWritten& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_records (name, collection, pathway, day) VALUES (:name, :collection, "
      ":pathway, :day) ON CONFLICT (name) DO NOTHING",
      fact.logbook_page(), LogbookPage::kCollection, fact.pathway(), context.meta.effective);
}

void PeriodAgreed(const v1::CompanyPeriodAgreed& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_records (name, collection, pathway, day) VALUES (:name, :collection, "
      ":pathway, :day)",
      fact.company_period(), CompanyPeriod::kCollection, fact.pathway(), fact.from_date());
}

void EvaluationMade(const v1::AutonomyAssessed& fact, ProjectionContext& context) {
  Insert(context, SupportEvaluation::kCollection, fact.support_evaluation(), fact.pathway());
}

// The first fact of a sheet makes it; "closed" once both sides have signed.
template <typename Fact>
void SheetBegun(const Fact& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  context.db.Execute(
      "INSERT INTO p_records (name, collection, pathway, day) VALUES (:name, :collection, "
      ":pathway, :day) ON CONFLICT (name) DO NOTHING",
      fact.attendance_sheet(), AttendanceSheet::kCollection, fact.pathway(),
      CivilDate(day.year(), day.month(), 1));
}

void SheetProven(const v1::HoursDelivered& fact, ProjectionContext& context) {
  context.db.Execute("UPDATE p_records SET closed = 1 WHERE name = :name", fact.attendance_sheet());
}

void ArrangementGranted(const v1::AccommodationGranted& fact, ProjectionContext& context) {
  Insert(context, Accommodation::kCollection, fact.accommodation(), fact.pathway());
}

// Of its first day.
template <typename Fact>
void OrientationBegun(const Fact& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_records (name, collection, pathway, day) VALUES (:name, :collection, "
      ":pathway, :day) ON CONFLICT (name) DO NOTHING",
      fact.pathway(), kOrientations, fact.pathway(), context.meta.effective);
}

void OrientationSettled(const v1::OrientationAnswered& fact, ProjectionContext& context) {
  if (fact.answer() == v1::DECLINES) return;
  context.db.Execute("UPDATE p_records SET closed = 1 WHERE name = :name", fact.pathway());
}

}  // namespace

execution::Projection RecordsProjection() {
  using execution::Project;
  return {
      .name = "records",
      .version = 3,
      .schema = std::string(kRecordsSchema),
      .tables = {"p_records"},
      .rows = {
          Project<v1::InterviewRecorded>(InterviewHeld), Project<v1::ActionPlanOpened>(PlanOpened),
          Project<v1::ActionPlanClosed>(PlanClosed), Project<v1::AppointmentMade>(AppointmentMade),
          Project<v1::AppointmentMoved>(AppointmentMoved), Project<v1::VisitRecorded>(VisitPaid),
          Project<v1::VisitReportShared>(VisitShared), Project<v1::LogbookEntryWritten>(PageBegun),
          Project<v1::CompanyPeriodAgreed>(PeriodAgreed),
          Project<v1::AutonomyAssessed>(EvaluationMade),
          Project<v1::HoursPlanned>(SheetBegun<v1::HoursPlanned>),
          Project<v1::AttendanceRecorded>(SheetBegun<v1::AttendanceRecorded>),
          Project<v1::HoursDelivered>(SheetProven),
          Project<v1::AccommodationGranted>(ArrangementGranted),
          Project<v1::OrientationProposed>(OrientationBegun<v1::OrientationProposed>),
          Project<v1::OrientationMade>(OrientationBegun<v1::OrientationMade>),
          Project<v1::OrientationAnswered>(OrientationSettled)}};
}

std::vector<RecordPlace> RecordsAfter(store::Connection& db, const RecordQuestion& question) {
  const std::string sql =
      "SELECT day, name FROM p_records WHERE collection = :collection AND (day, name) > (:after, "
      ":name)" +
      std::string(question.pathway.empty() ? " AND :pathway = ''" : " AND pathway = :pathway") +
      std::string(question.agent.empty() ? " AND :agent = ''" : " AND agent = :agent") +
      std::string(question.open_only ? " AND closed = 0" : "") + " ORDER BY day, name LIMIT :limit";
  std::vector<RecordPlace> places;
  db.ForEach<std::string, std::string>(
      sql,
      [&places](const std::string& day, const std::string& name) {
        places.push_back({.day = day, .name = name});
      },
      question.collection, question.after.day, question.after.name, question.pathway,
      question.agent, question.limit);
  return places;
}

}  // namespace parcours::followup
