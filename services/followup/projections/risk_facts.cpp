#include "services/followup/projections/risk_facts.h"

#include <optional>

#include "parcours/followup/v1/company_side.pb.h"
#include "parcours/followup/v1/presence.pb.h"
#include "parcours/followup/v1/support_evaluation.pb.h"
#include "services/followup/domain/interview.h"

namespace parcours::followup {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kRiskSchema = R"sql(
CREATE TABLE p_risk (
  pathway TEXT NOT NULL,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT,
  amount INTEGER NOT NULL,
  PRIMARY KEY (pathway, name)
) WITHOUT ROWID;
)sql";

void Put(ProjectionContext& context, const std::string& pathway, const RiskFact& fact) {
  context.db.Execute(
      "INSERT INTO p_risk (pathway, name, kind, from_date, until_date, amount) VALUES (:pathway, "
      ":name, :kind, :from, :until, :amount) ON CONFLICT (pathway, name) DO UPDATE SET from_date = "
      "excluded.from_date, until_date = excluded.until_date",
      pathway, fact.name, static_cast<int>(fact.kind), fact.from, fact.until, fact.amount);
}

void End(ProjectionContext& context, const std::string& pathway, const std::string& name,
         std::optional<CivilDate> until) {
  context.db.Execute(
      "UPDATE p_risk SET until_date = :until WHERE pathway = :pathway AND name = :name", until,
      pathway, name);
}

void AbsenceCounts(const v1::AttendanceRecorded& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  const std::string name = fact.attendance_sheet() + "/days/" + day.ToString();
  if (fact.presence() == v1::UNJUSTIFIED_ABSENCE) {
    Put(context, fact.pathway(), {.kind = v1::ABSENCE_UNJUSTIFIED, .name = name, .from = day});
  } else {
    End(context, fact.pathway(), name, day);
  }
}

void AutonomyCounts(const v1::AutonomyAssessed& fact, ProjectionContext& context) {
  Put(context, fact.pathway(),
      {.kind = v1::AUTONOMY,
       .name = fact.support_evaluation(),
       .from = context.meta.effective,
       .amount = fact.level()});
}

void PutContact(ProjectionContext& context, const std::string& pathway, const std::string& book) {
  const CivilDate day = context.meta.effective;
  Put(context, pathway,
      {.kind = v1::EMPLOYER_CONTACT, .name = book + "/days/" + day.ToString(), .from = day});
}

void ContactCounts(const v1::EmployerContacted& fact, ProjectionContext& context) {
  PutContact(context, fact.pathway(), fact.logbook());
}

void EntryCounts(const v1::LogbookEntryWritten& fact, ProjectionContext& context) {
  if (fact.entry().party() != v1::EMPLOYER_PARTY) return;
  PutContact(context, fact.pathway(), fact.logbook_page());
}

std::string ActionOf(const std::string& plan, int number) {
  return plan + "/actions/" + std::to_string(number);
}

CivilDate DayAfter(const std::string& text, CivilDate otherwise) {
  return CivilDate::Parse(text).value_or(otherwise).AddDays(1);
}

void InterviewCounts(const v1::InterviewRecorded& fact, ProjectionContext& context) {
  Put(context, fact.pathway(),
      {.kind = v1::INTERVIEW_HELD,
       .name = fact.interview(),
       .from = context.meta.effective,
       .amount = HasWrittenRecord(fact) ? 1 : 0});
}

// An appointment counts from its day on once it is known that the person did not come.
template <typename Fact>
void AppointmentCounts(const Fact& fact, ProjectionContext& context) {
  const auto day = CivilDate::Parse(fact.appointment_date()).value_or(context.meta.effective);
  Put(context, fact.pathway(),
      {.kind = v1::APPOINTMENT_MISSED, .name = fact.appointment(), .from = day, .until = day});
}

void AppointmentSettled(const v1::AppointmentStateChanged& fact, ProjectionContext& context) {
  if (fact.state() == v1::NO_SHOW) {
    End(context, fact.pathway(), fact.appointment(), std::nullopt);
  } else {
    context.db.Execute(
        "UPDATE p_risk SET until_date = from_date WHERE pathway = :pathway AND name = :name",
        fact.pathway(), fact.appointment());
  }
}

void ActionCounts(const v1::ActionSet& fact, ProjectionContext& context) {
  Put(context, fact.pathway(),
      {.kind = v1::ACTION_OVERDUE,
       .name = ActionOf(fact.action_plan(), fact.number()),
       .from = DayAfter(fact.due_date(), context.meta.effective)});
}

void ActionMoved(const v1::PlanStatusChanged& fact, ProjectionContext& context) {
  if (fact.action() == 0) return;
  const bool under_way = fact.status() == v1::PLANNED || fact.status() == v1::IN_PROGRESS ||
                         fact.status() == v1::STANDBY;
  End(context, fact.pathway(), ActionOf(fact.action_plan(), fact.action()),
      under_way ? std::nullopt : std::optional(context.meta.effective));
}

void ActionsDropped(const v1::ActionPlanRevised& fact, ProjectionContext& context) {
  for (const int number : fact.dropped_actions()) {
    End(context, fact.pathway(), ActionOf(fact.action_plan(), number), context.meta.effective);
  }
}

void PlanDone(const v1::ActionPlanClosed& fact, ProjectionContext& context) {
  context.db.Execute(
      "UPDATE p_risk SET until_date = :day WHERE pathway = :pathway AND name > :first AND name < "
      ":last AND until_date IS NULL",
      context.meta.effective, fact.pathway(), fact.action_plan() + "/actions/",
      fact.action_plan() + "/actions0");
}

}  // namespace

std::vector<RiskFact> RecordedRiskFacts(store::Connection& db, const std::string& pathway) {
  std::vector<RiskFact> facts;
  db.ForEach<std::string, int, CivilDate, std::optional<CivilDate>, int>(
      "SELECT name, kind, from_date, until_date, amount FROM p_risk WHERE pathway = :pathway",
      [&facts](const std::string& name, int kind, CivilDate from, std::optional<CivilDate> until,
               int amount) {
        facts.push_back({.kind = static_cast<v1::RiskFactKind>(kind),
                         .name = name,
                         .from = from,
                         .until = until,
                         .amount = amount});
      },
      pathway);
  return facts;
}

execution::Projection RiskProjection() {
  using execution::Project;
  return {
      .name = "risk",
      .version = 1,
      .schema = std::string(kRiskSchema),
      .tables = {"p_risk"},
      .rows = {Project<v1::InterviewRecorded>(InterviewCounts),
               Project<v1::AppointmentMade>(AppointmentCounts),
               Project<v1::AppointmentMoved>(AppointmentCounts),
               Project<v1::AppointmentStateChanged>(AppointmentSettled),
               Project<v1::ActionSet>(ActionCounts), Project<v1::PlanStatusChanged>(ActionMoved),
               Project<v1::ActionPlanRevised>(ActionsDropped),
               Project<v1::ActionPlanClosed>(PlanDone),
               Project<v1::AttendanceRecorded>(AbsenceCounts),
               Project<v1::AutonomyAssessed>(AutonomyCounts),
               Project<v1::EmployerContacted>(ContactCounts),
               Project<v1::LogbookEntryWritten>(EntryCounts)}};
}

}  // namespace parcours::followup
