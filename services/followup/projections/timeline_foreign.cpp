// Rows of facts of recruitment, support and insertion.

#include "parcours/insertion/v1/insertion_events.pb.h"
#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/support/v1/support_events.pb.h"
#include "services/followup/projections/timeline_rows.h"

namespace parcours::followup {
namespace {

using execution::ProjectionContext;
using execution::ProjectionRow;

// A contract signed on the platform is told with its mission, an imported one alone.
void Signed(const recruitment::v1::ContractSigned& fact, ProjectionContext& context) {
  const bool from_mission = !fact.mission().empty();
  PutRow(context, fact.pathway(),
         {.entry = fact.contract(),
          .kind = from_mission ? "mission_contract_signed" : "contract_signed",
          .day = context.meta.effective,
          .line = fact.mission(),
          .phrase = "contract_signed",
          .arguments = {{"number", std::to_string(fact.number())}, {"employer", fact.employer()}}});
}

void ContractCorrected(const recruitment::v1::ContractCorrected& fact, ProjectionContext& context) {
  const auto start = CivilDate::Parse(fact.start_date());
  if (fact.withdrawn() || !start) return DropRow(context, fact.pathway(), fact.contract());
  // What was signed on the platform keeps the day of its signature.
  const auto known = FindRow(context, fact.pathway(), fact.contract());
  TimelineRow row =
      known.value_or(TimelineRow{.entry = fact.contract(), .kind = "contract_signed"});
  if (row.kind == "contract_signed") row.day = *start;
  row.arguments = {{"number", std::to_string(fact.number())}, {"employer", fact.employer()}};
  PutRow(context, fact.pathway(), row);
}

void Authorised(const recruitment::v1::ContractAuthorised& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "authorised/" + fact.contract(),
          .kind = "contract_authorised",
          .day = context.meta.effective,
          .line = fact.mission()});
}

void SearchOpened(const recruitment::v1::EmployerSearchOpened& fact, ProjectionContext& context) {
  if (fact.reason() != recruitment::v1::EmployerSearchOpened::CONTRACT_BROKEN) return;
  PutRow(context, fact.pathway(),
         {.entry = "search/" + fact.contract(),
          .kind = "search_opened",
          .day = context.meta.effective});
}

void Submitted(const recruitment::v1::MissionSubmitted& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "submitted/" + fact.mission(),
          .kind = "mission_submitted",
          .day = context.meta.effective,
          .arguments = {{"due", fact.due_date()}}});
}

void Overdue(const recruitment::v1::MissionValidationOverdue& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "overdue/" + fact.mission(),
          .kind = "mission_overdue",
          .day = context.meta.effective});
}

void Validated(const recruitment::v1::MissionValidated& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "validated/" + fact.mission(),
          .kind = "mission_validated",
          .day = context.meta.effective,
          .line = fact.mission(),
          .phrase = fact.late() ? "mission_validated.late" : "mission_validated",
          .arguments = {{"day", std::to_string(fact.day_number())}}});
}

void CandidateSeen(const recruitment::v1::InterviewHeld& fact, ProjectionContext& context) {
  PhraseArguments arguments{{"kind", "interview." + type::v1::InterviewKind_Name(fact.kind())},
                            {"minutes", std::to_string(fact.minutes())}};
  if (fact.objective_verdict() != type::v1::OBJECTIVE_VERDICT_UNSPECIFIED) {
    arguments["verdict"] = "verdict." + type::v1::ObjectiveVerdict_Name(fact.objective_verdict());
  }
  PutRow(context, fact.pathway(),
         {.entry = "candidacy/" + context.meta.Id(),
          .kind = "candidacy_interview",
          .day = context.meta.effective,
          .phrase = "interview",
          .arguments = std::move(arguments)});
}

void CaseOpened(const support::v1::SupportCaseOpened& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  PutRow(context, fact.pathway(),
         {.entry = fact.support_case(),
          .kind = "case_opened",
          .day = day,
          .line = DayLine("barriers", day)});
}

void Confirmed(const support::v1::BarrierConfirmed& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  PutRow(context, fact.pathway(),
         {.entry = "barrier/" + context.meta.Id(),
          .kind = "barrier_confirmed",
          .day = day,
          .line = DayLine("barriers", day),
          .arguments = {{"category", "barrier." + type::v1::BarrierCategory_Name(fact.category())},
                        {"severity", std::to_string(fact.severity())}}});
}

void Lifted(const support::v1::BarrierLifted& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  PutRow(context, fact.pathway(),
         {.entry = "lifted/" + context.meta.Id(),
          .kind = "barrier_lifted",
          .day = day,
          .line = DayLine("settled", day)});
}

void Offered(const support::v1::ReferralOffered& fact, ProjectionContext& context) {
  PutRow(context, fact.pathway(),
         {.entry = "offered/" + fact.referral(),
          .kind = "referral_offered",
          .day = context.meta.effective,
          .line = fact.referral(),
          .arguments = {{"consent", fact.consent_date()}}});
}

void Answered(const std::string& pathway, const std::string& referral, std::string_view kind,
              ProjectionContext& context) {
  PutRow(context, pathway,
         {.entry = std::string(kind) + "/" + referral,
          .kind = kind,
          .day = context.meta.effective,
          .line = referral});
}

void Accepted(const support::v1::ReferralAccepted& fact, ProjectionContext& context) {
  Answered(fact.pathway(), fact.referral(), "referral_accepted", context);
}

void Refused(const support::v1::ReferralRefused& fact, ProjectionContext& context) {
  Answered(fact.pathway(), fact.referral(), "referral_refused", context);
}

void Expired(const support::v1::ReferralExpired& fact, ProjectionContext& context) {
  Answered(fact.pathway(), fact.referral(), "referral_expired", context);
}

void Revoked(const support::v1::ReferralRevoked& fact, ProjectionContext& context) {
  Answered(fact.pathway(), fact.referral(), "referral_revoked", context);
}

void Done(const support::v1::ReferralDone& fact, ProjectionContext& context) {
  const CivilDate day = context.meta.effective;
  PutRow(context, fact.pathway(),
         {.entry = "done/" + fact.referral(),
          .kind = "referral_done",
          .day = day,
          .line = DayLine("settled", day)});
}

void InsertionOpened(const insertion::v1::InsertionOpened& fact, ProjectionContext& context) {
  std::string waves;
  for (const auto& wave : fact.waves()) waves += (waves.empty() ? "" : ",") + wave.due_date();
  PutRow(context, fact.pathway(),
         {.entry = fact.insertion_file(),
          .kind = "insertion_opened",
          .day = context.meta.effective,
          .arguments = {{"waves", waves}}});
}

void Outcome(const insertion::v1::OutcomeRecorded& fact, ProjectionContext& context) {
  const bool in_sector = fact.situation() == insertion::v1::EMPLOYED && fact.in_sector();
  PutRow(context, fact.pathway(),
         {.entry = "outcome/" + context.meta.Id(),
          .kind = "outcome",
          .day = context.meta.effective,
          .phrase = in_sector ? "outcome.in_sector" : "outcome",
          .arguments = {
              {"months", std::to_string(fact.wave_months())},
              {"situation", "situation." + insertion::v1::Situation_Name(fact.situation())}}});
}

}  // namespace

std::vector<ProjectionRow> ForeignTimelineRows() {
  using execution::Project;
  return {Project<recruitment::v1::ContractSigned>(Signed),
          Project<recruitment::v1::ContractCorrected>(ContractCorrected),
          Project<recruitment::v1::ContractAuthorised>(Authorised),
          Project<recruitment::v1::EmployerSearchOpened>(SearchOpened),
          Project<recruitment::v1::MissionSubmitted>(Submitted),
          Project<recruitment::v1::MissionValidationOverdue>(Overdue),
          Project<recruitment::v1::MissionValidated>(Validated),
          Project<recruitment::v1::InterviewHeld>(CandidateSeen),
          Project<support::v1::SupportCaseOpened>(CaseOpened),
          Project<support::v1::BarrierConfirmed>(Confirmed),
          Project<support::v1::BarrierLifted>(Lifted),
          Project<support::v1::ReferralOffered>(Offered),
          Project<support::v1::ReferralAccepted>(Accepted),
          Project<support::v1::ReferralRefused>(Refused),
          Project<support::v1::ReferralExpired>(Expired),
          Project<support::v1::ReferralRevoked>(Revoked),
          Project<support::v1::ReferralDone>(Done),
          Project<insertion::v1::InsertionOpened>(InsertionOpened),
          Project<insertion::v1::OutcomeRecorded>(Outcome)};
}

}  // namespace parcours::followup
