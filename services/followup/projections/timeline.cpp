// Rows of follow-up's own facts.

#include "services/followup/projections/timeline.h"

#include "parcours/followup/v1/followup_events.pb.h"
#include "services/followup/civil_day.h"
#include "services/followup/projections/timeline_rows.h"

namespace parcours::followup {
namespace {

using execution::ProjectionContext;

std::string WindowEntry(const v1::EmployerWindow& window) {
  return v1::EmployerWindowKind_Name(window.kind()) + "/" + window.contract();
}

std::string SpanOf(const v1::EmployerWindow& window) {
  return window.from_date() + "/" + window.to_date();
}

void Opened(const v1::PathwayOpened& fact, ProjectionContext& context) {
  const bool imported = fact.origin() == v1::IMPORT;
  PutRow(context, fact.pathway(),
         {.entry = "opened",
          .kind = "pathway_opened",
          .day = context.meta.effective,
          .phrase = imported ? "pathway_opened.import" : "pathway_opened.engagement",
          .arguments = {{"recorded", DayIn("", context.meta.recorded).ToString()}}});
}

void Assigned(const v1::ReferentAssigned& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  if (fact.by_default()) {
    PutRow(context, fact.pathway(),
           {.entry = "default_referent", .kind = "default_referent", .day = day, .line = "opened"});
    return;
  }
  PutRow(context, fact.pathway(),
         {.entry = DayLine("referent", day),
          .kind = "referent_named",
          .day = day,
          .line = DayLine("contact", day)});
}

void Released(const v1::ReferentReleased& fact, ProjectionContext& context) {
  if (fact.reason() != v1::ReferentReleased::CONSOLIDATED) return;
  PutRow(context, fact.pathway(),
         {.entry = "released", .kind = "referent_released", .day = context.meta.effective});
}

void Broken(const v1::ContractBroken& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "broken/" + fact.contract(),
          .kind = "contract_broken",
          .day = context.meta.effective,
          .arguments = {{"number", std::to_string(fact.number())},
                        {"source", "source." + type::v1::BreakSource_Name(fact.source())},
                        {"contract", fact.contract()}}});
}

void Rectified(const v1::BreakRectified& fact, ProjectionContext& context) {
  const std::string entry = "broken/" + fact.contract();
  const auto day = CivilDate::Parse(fact.break_date());
  if (!day) return DropRow(context, fact.pathway(), entry);
  PutRow(context, fact.pathway(),
         {.entry = entry,
          .kind = "contract_broken",
          .day = *day,
          .arguments = {{"number", std::to_string(fact.number())},
                        {"source", "source." + type::v1::BreakSource_Name(fact.source())},
                        {"contract", fact.contract()}}});
}

// A clock that runs again has not ended.
void ClockStarted(const v1::ContinuationStarted& fact, ProjectionContext& context) {
  DropRow(context, fact.pathway(), "continuation/" + fact.contract_break());
}

void ClockExpiring(const v1::ContinuationExpiring& fact, ProjectionContext& context) {
  const std::string days = std::to_string(fact.days_left());
  PutRow(context, fact.pathway(),
         {.entry = "expiring/" + fact.contract_break() + "/" + days,
          .kind = "continuation_expiring",
          .day = context.meta.effective,
          .arguments = {{"days", days}, {"cover", fact.cover_until_date()}}});
}

void ClockEnded(const v1::ContinuationEnded& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "continuation/" + fact.contract_break(),
          .kind = "continuation_ended",
          .day = context.meta.effective,
          .arguments = {{"reason", "end." + v1::ContinuationEnded::Reason_Name(fact.reason())}}});
}

void Oriented(const v1::OrientationProposed& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "orientation/" + fact.contract_break(),
          .kind = "orientation_proposed",
          .day = context.meta.effective});
}

void Raised(const v1::AlertRaised& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "alert/" + fact.alert(),
          .kind = fact.kind() == v1::RUPTURE_RISK ? "risk_raised" : "alert_raised",
          .day = context.meta.effective,
          .arguments = {{"days", std::to_string(fact.days_without_contract())},
                        {"band", "band." + v1::RiskBand_Name(fact.band())}}});
}

void TakenUp(const v1::AlertAcknowledged& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "alert_taken_up/" + fact.alert(),
          .kind = fact.kind() == v1::RUPTURE_RISK ? "risk_taken_up" : "alert_taken_up",
          .day = context.meta.effective});
}

void Closed(const v1::AlertClosed& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  PutRow(context, fact.pathway(),
         {.entry = "alert_closed/" + fact.alert(),
          .kind = fact.kind() == v1::RUPTURE_RISK ? "risk_closed" : "alert_closed",
          .day = day,
          .line = DayLine("settled", day)});
}

void Interviewed(const v1::InterviewRecorded& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  PhraseArguments arguments{{"kind", "interview." + type::v1::InterviewKind_Name(fact.kind())},
                            {"minutes", std::to_string(fact.minutes())}};
  if (fact.objective_verdict() != type::v1::OBJECTIVE_VERDICT_UNSPECIFIED) {
    arguments["verdict"] = "verdict." + type::v1::ObjectiveVerdict_Name(fact.objective_verdict());
  }
  PutRow(context, fact.pathway(),
         {.entry = fact.interview(),
          .kind = "interview",
          .day = day,
          .line = DayLine("contact", day),
          .arguments = std::move(arguments)});
}

void Awaited(const v1::AppointmentMade& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = fact.appointment(),
          .kind = "appointment",
          .day = CivilDate::Parse(fact.appointment_date()).value_or(context.meta.effective),
          .arguments = {{"state", "appointment.UNKNOWN"}}});
}

void Moved(const v1::AppointmentMoved& fact, ProjectionContext& context) {
  auto row = FindRow(context, fact.pathway(), fact.appointment());
  if (!row) return;
  row->day = CivilDate::Parse(fact.appointment_date()).value_or(row->day);
  PutRow(context, fact.pathway(), *row);
}

void Settled(const v1::AppointmentStateChanged& fact, ProjectionContext& context) {
  auto row = FindRow(context, fact.pathway(), fact.appointment());
  if (!row) return;
  row->arguments["state"] = "appointment." + v1::AppointmentState_Name(fact.state());
  PutRow(context, fact.pathway(), *row);
}

void PlanAgreed(const v1::ActionPlanOpened& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = fact.action_plan(),
          .kind = "plan_opened",
          .day = context.meta.effective,
          .arguments = {{"objectives", std::to_string(fact.objectives())},
                        {"actions", std::to_string(fact.actions())}}});
}

void PlanRevised(const v1::ActionPlanRevised& fact, ProjectionContext& context) {
  const std::string version = std::to_string(fact.version());
  PutRow(
      context, fact.pathway(),
      {.entry = fact.action_plan() + "/" + version,
       .kind = "plan_revised",
       .day = context.meta.effective,
       .phrase = fact.has_reorientation() ? "plan_revised.reoriented" : "plan_revised",
       .arguments = {{"version", version}, {"kept", std::to_string(fact.kept_objectives_size())}}});
}

void Achieved(const v1::ObjectiveAchieved& fact, ProjectionContext& context) {
  const std::string number = std::to_string(fact.number());
  PutRow(context, fact.pathway(),
         {.entry = fact.action_plan() + "/objective/" + number,
          .kind = "objective_achieved",
          .day = context.meta.effective,
          .phrase = fact.late() ? "objective_achieved.late" : "objective_achieved",
          .arguments = {{"number", number}}});
}

void PlanEnded(const v1::ActionPlanClosed& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = fact.action_plan() + "/closed",
          .kind = "plan_closed",
          .day = context.meta.effective,
          .arguments = {{"achieved", std::to_string(fact.achieved())},
                        {"objectives", std::to_string(fact.objectives())}}});
}

void NotObserved(const v1::EmployerWindowNotObserved& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "not_observed/" + WindowEntry(fact.window()),
          .kind = "not_observed",
          .day = context.meta.effective,
          .arguments = {{"kind", v1::EmployerWindowKind_Name(fact.window().kind())},
                        {"contract", fact.window().contract()}}});
}

// A window that moved is no longer unobserved unless it is said again.
void Planned(const v1::EmployerWindowPlanned& fact, ProjectionContext& context) {
  DropRow(context, fact.pathway(), "not_observed/" + WindowEntry(fact.window()));
  DropRow(context, fact.pathway(), "missed/" + WindowEntry(fact.window()));
}

void Held(const v1::EmployerMeetingHeld& fact, ProjectionContext& context) {
  std::string spans;
  std::string kinds;
  for (const auto& window : fact.windows()) {
    spans += (spans.empty() ? "" : ",") + SpanOf(window);
    kinds += (kinds.empty() ? "" : ",") + v1::EmployerWindowKind_Name(window.kind());
    DropRow(context, fact.pathway(), "missed/" + WindowEntry(window));
  }
  DropRow(context, fact.pathway(), fact.visit());
  PutRow(context, fact.pathway(),
         {.entry = "held/" + std::to_string(context.meta.version),
          .kind = "meeting_held",
          .day = context.meta.effective,
          .phrase = spans.empty() ? "meeting_held" : "meeting_held.window",
          .arguments = {{"windows", spans}, {"kinds", kinds}}});
}

void Missed(const v1::EmployerMeetingMissed& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "missed/" + WindowEntry(fact.window()),
          .kind = "meeting_missed",
          .day = context.meta.effective,
          .arguments = {{"windows", SpanOf(fact.window())},
                        {"kinds", v1::EmployerWindowKind_Name(fact.window().kind())}}});
}

void Completed(const v1::PathwayCompleted& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "closed",
          .kind = "pathway_completed",
          .day = context.meta.effective,
          .arguments = {{"result", "result." + v1::PathwayResult_Name(fact.result())}}});
}

void Interrupted(const v1::PathwayInterrupted& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "closed", .kind = "pathway_interrupted", .day = context.meta.effective});
}

}  // namespace

execution::Projection TimelineProjection() {
  using execution::Project;
  std::vector<execution::ProjectionRow> rows{Project<v1::PathwayOpened>(Opened),
                                             Project<v1::ReferentAssigned>(Assigned),
                                             Project<v1::ReferentReleased>(Released),
                                             Project<v1::ContractBroken>(Broken),
                                             Project<v1::BreakRectified>(Rectified),
                                             Project<v1::ContinuationStarted>(ClockStarted),
                                             Project<v1::ContinuationExpiring>(ClockExpiring),
                                             Project<v1::ContinuationEnded>(ClockEnded),
                                             Project<v1::OrientationProposed>(Oriented),
                                             Project<v1::AlertRaised>(Raised),
                                             Project<v1::AlertAcknowledged>(TakenUp),
                                             Project<v1::AlertClosed>(Closed),
                                             Project<v1::InterviewRecorded>(Interviewed),
                                             Project<v1::AppointmentMade>(Awaited),
                                             Project<v1::AppointmentMoved>(Moved),
                                             Project<v1::AppointmentStateChanged>(Settled),
                                             Project<v1::ActionPlanOpened>(PlanAgreed),
                                             Project<v1::ActionPlanRevised>(PlanRevised),
                                             Project<v1::ObjectiveAchieved>(Achieved),
                                             Project<v1::ActionPlanClosed>(PlanEnded),
                                             Project<v1::EmployerWindowPlanned>(Planned),
                                             Project<v1::EmployerWindowNotObserved>(NotObserved),
                                             Project<v1::EmployerMeetingHeld>(Held),
                                             Project<v1::EmployerMeetingMissed>(Missed),
                                             Project<v1::PathwayCompleted>(Completed),
                                             Project<v1::PathwayInterrupted>(Interrupted)};
  for (auto others : {ForeignTimelineRows(), CompanyTimelineRows()}) {
    rows.insert(rows.end(), others.begin(), others.end());
  }
  return {.name = "timeline",
          .version = 1,
          .schema = std::string(kTimelineSchema),
          .tables = {"p_timeline"},
          .rows = std::move(rows)};
}

}  // namespace parcours::followup
