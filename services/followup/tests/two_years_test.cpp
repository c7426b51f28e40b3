// An apprenticeship of two years in which everything is done as often as it can sensibly be.

#include <map>
#include <vector>

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using ::testing::Le;

constexpr int kMostFacts = 200;  // of an aggregate (DOMAIN 2)

class TwoYears : public FollowupTest {
 protected:
  TwoYears() : FollowupTest(CivilDate(2024, 9, 1)) {
    auto record = Imported();
    record.set_end_date("2026-08-31");
    Hear(record);
    Sign(kContract1, "2024-09-15", kEmployerA);
  }

  void Sign(const char* contract, const char* start, const char* employer) {
    auto signed_on = ImportedContract(contract, 1, start, employer);
    signed_on.set_end_date("2026-08-31");
    Hear(signed_on);
    employer_ = employer;
  }

  template <typename Request>
  Request Ask() {
    Request request;
    if constexpr (requires { request.set_pathway(kPathway); }) request.set_pathway(kPathway);
    request.set_request_id("request " + std::to_string(++requests_));
    return request;
  }
  template <typename Request>
  auto Do(const Request& request, const security::Actor& actor = Referent()) {
    auto answer = fixture_.Execute(request, actor);
    EXPECT_TRUE(answer) << fixture_.today().ToString() << " " << Request::descriptor()->name()
                        << " " << answer.error().reason;
    return answer ? *std::move(answer) : typename decltype(answer)::value_type{};
  }

  void Attend() {
    auto plan = Ask<v1::PlanHoursRequest>();
    auto record = Ask<v1::RecordAttendanceRequest>();
    plan.add_days()->set_date(fixture_.today().ToString());
    plan.mutable_days(0)->set_minutes(420);
    Do(plan);
    auto& day = *record.add_days();
    day.set_date(fixture_.today().ToString());
    const bool there = ++attended_ % 10 != 0;
    day.set_presence(there ? v1::THERE : v1::UNJUSTIFIED_ABSENCE);
    if (there) day.set_minutes(420);
    Do(record);
  }

  // An interview, an appointment that moves and is missed or kept, a line of each of the four.
  void LiveAWeek(int week) {
    auto interview = Ask<v1::RecordInterviewRequest>();
    interview.set_kind(type::v1::FOLLOW_UP);
    interview.set_minutes(30);
    if (week % 4 == 0) {
      auto& barrier = *interview.add_barriers();
      barrier.set_category(type::v1::MOBILITY);
      barrier.set_severity(4);
    }
    Do(interview);
    if (week % 4 == 0) Hear(Confirmed(fixture_.today().ToString().c_str()));
    if (week % 4 == 2) Hear(Lifted(fixture_.today().ToString().c_str()));

    auto make = Ask<v1::MakeAppointmentRequest>();
    make.mutable_start_time()->set_seconds(NextDays(1));
    make.mutable_end_time()->set_seconds(NextDays(1) + 1800);
    make.set_agent(kReferent);
    auto move = Ask<v1::MoveAppointmentRequest>();
    move.set_name(Do(make).name());
    move.mutable_start_time()->set_seconds(NextDays(0));
    move.mutable_end_time()->set_seconds(NextDays(0) + 1800);
    Do(move);
    auto settle = Ask<v1::SetAppointmentStateRequest>();
    settle.set_name(move.name());
    settle.set_state(week % 3 == 0 ? v1::NO_SHOW : v1::SEEN);
    Do(settle);

    const auto tutor = testing::Agent({.agent = "agents/01890000-0000-7000-8000-0000000000a2",
                                       .organisation = kSite,
                                       .roles = {options::v1::ACADEMIC_TUTOR}});
    std::vector parties{Referent(), tutor, testing::Beneficiary(kPerson)};
    if (!employer_.empty()) {
      parties.push_back(testing::Agent({.agent = "agents/01890000-0000-7000-8000-0000000000a1",
                                        .organisation = employer_,
                                        .roles = {options::v1::APPRENTICE_MASTER}}));
    }
    for (const auto& party : parties) {
      auto entry = Ask<v1::WriteLogbookEntryRequest>();
      entry.mutable_entry()->set_text("Semaine " + std::to_string(week));
      Do(entry, party);
    }
    auto call = Ask<v1::RecordCompanyStepRequest>();
    call.mutable_contact()->set_kind(v1::CALL);
    Do(call);
  }

  // A visit with its report, a check, a group, an evaluation, a milestone with its credential, the
  // plan revised, twice a year somebody else in charge.
  void LiveAMonth(int month) {
    if (!employer_.empty()) {
      auto visit = Ask<v1::RecordEmployerMeetingRequest>();
      visit.set_employer(employer_);
      visit.set_note("Poste adapté.");
      visit.add_shared_with(v1::APPRENTICE_PARTY);
      visit.add_shared_with(v1::EMPLOYER_PARTY);
      Do(visit);
    }
    auto check = Ask<v1::RecordCompanyStepRequest>();
    check.mutable_check()->set_subject(month % 2 == 0 ? v1::POST : v1::MEANS);
    check.mutable_check()->set_adequate(true);
    Do(check);
    auto group = Ask<v1::RecordGroupSessionRequest>();
    group.set_kind(v1::TRIMESTER_RETURN);
    group.add_presences()->set_pathway(kPathway);
    Do(group);
    auto evaluation = Ask<v1::EvaluateSupportRequest>();
    evaluation.set_autonomy(month % 2 == 0 ? v1::AUTONOMOUS : v1::MINIMUM_USABLE);
    evaluation.set_interaction_quality(3);
    evaluation.add_adjustments()->set_kind(v1::EVALUATE_AGAIN);
    evaluation.mutable_adjustments(0)->set_text("Dans un mois");
    Do(evaluation);
    auto milestone = Ask<v1::RecordMilestoneRequest>();
    milestone.set_code("STEP-" + std::to_string(month));
    milestone.set_kind(v1::TRANSVERSAL_SKILL);
    milestone.set_title("Étape");
    milestone.set_criteria("Avoir fait");
    Do(milestone);
    auto credential = Ask<v1::IssueCredentialRequest>();
    credential.set_code(milestone.code());
    Do(credential);
    Plan();
    if (month % 6 != 0) return;
    auto assign = Ask<v1::AssignReferentRequest>();
    assign.set_referent(month % 12 == 0 ? kReferent : kDefaultReferent);
    Do(assign, Lead());
  }

  // Opened in the first month, revised in each other one, every action done.
  void Plan() {
    const auto due = fixture_.today().AddDays(30).ToString();
    const auto fill = [&](v1::PlanObjective& objective) {
      objective.set_text("Tenir un chantier");
      objective.set_measure("Chantier tenu");
      objective.set_due_date(due);
      auto& action = *objective.add_actions();
      action.set_text("Préparer");
      action.set_owner(kReferent);
      action.set_due_date(due);
    };
    if (plan_.name().empty()) {
      auto open = Ask<v1::OpenActionPlanRequest>();
      fill(*open.add_objectives());
      plan_ = Do(open);
    } else {
      auto revise = Ask<v1::ReviseActionPlanRequest>();
      revise.set_name(plan_.name());
      revise.set_reason("Mois suivant");
      fill(*revise.add_objectives());
      plan_ = Do(revise);
    }
    auto done = Ask<v1::ChangePlanStatusRequest>();
    done.set_name(plan_.name());
    const auto& objective = plan_.objectives(plan_.objectives_size() - 1);
    done.set_action(objective.actions(0).number());
    done.set_status(v1::DONE);
    plan_ = Do(done);
  }

  void Break() {
    auto breaking = Ask<v1::DeclareBreakRequest>();
    breaking.set_contract(kContract1);
    breaking.set_break_date(fixture_.today().ToString());
    for (const auto source : {type::v1::OTHER_SOURCE, type::v1::CFA, type::v1::CONTRACT_OFFICE}) {
      breaking.set_source(source);
      breaking.set_request_id("break " + std::to_string(source));
      Do(breaking, Lead());
    }
    employer_.clear();
  }

 private:
  // Nine o'clock.
  [[nodiscard]] std::int64_t NextDays(int days) {
    return std::int64_t{86'400} * fixture_.today().AddDays(days).DaysSince(CivilDate(1970, 1, 1)) +
           8 * 3'600;
  }

  std::string employer_;  // empty while there is none
  v1::ActionPlan plan_;
  int requests_ = 0;
  int attended_ = 0;
};

TEST_F(TwoYears, NoAggregatePassesTwoHundredFacts) {
  int week = 0;
  for (CivilDate day(2024, 9, 16); day <= CivilDate(2026, 8, 31); day = day.AddDays(1)) {
    fixture_.AdvanceTo(day);
    const int weekday = day.DaysSince(CivilDate(2024, 9, 16)) % 7;
    if (weekday < 5) Attend();
    if (weekday == 2) LiveAWeek(++week);
    if (weekday == 3 && week % 4 == 0) LiveAMonth(week / 4);
    if (day == CivilDate(2025, 3, 10)) Break();
    if (day == CivilDate(2025, 4, 28)) Sign(kContract2, "2025-04-28", kEmployerB);
  }
  std::map<std::string, int> facts;
  for (const auto& fact : fixture_.Facts()) ++facts[fact.row.meta.aggregate];
  EXPECT_GT(week, 100);
  for (const auto& [aggregate, count] : facts) EXPECT_THAT(count, Le(kMostFacts)) << aggregate;
}

}  // namespace
}  // namespace parcours::followup
