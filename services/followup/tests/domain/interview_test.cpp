#include "services/followup/domain/interview.h"

#include <gtest/gtest.h>

#include "services/followup/tests/domain/pathways.h"

namespace parcours::followup {
namespace {

v1::RecordInterviewRequest Diagnostic() {
  v1::RecordInterviewRequest request;
  request.set_pathway("pathways/x");
  request.set_kind(type::v1::DIAGNOSTIC);
  request.set_minutes(45);
  request.set_objective("Lister les entreprises accessibles sans voiture");
  request.set_objective_verdict(type::v1::REACHED);
  return request;
}

Result<v1::InterviewRecorded> Record(const v1::RecordInterviewRequest& request,
                                     std::optional<CivilDate> started_on = {}) {
  return Interview("interviews/i")
      .Record(request, Opened(), {.started_on = started_on, .today = Day("2025-03-10")},
              "agents/1");
}

std::string ReasonOf(const v1::RecordInterviewRequest& request,
                     std::optional<CivilDate> started_on = {}) {
  const auto recorded = Record(request, started_on);
  return recorded ? "" : recorded.error().reason;
}

v1::RecordInterviewRequest From(std::int64_t start, std::int64_t end) {
  auto request = Diagnostic();
  request.clear_minutes();
  request.mutable_start_time()->set_seconds(start);
  request.mutable_end_time()->set_seconds(end);
  return request;
}

TEST(Interview, IsHeldTodayUnlessSaidOtherwise) {
  EXPECT_EQ(Record(Diagnostic())->meta().effective_date(), "2025-03-10");
  EXPECT_EQ(Record(Diagnostic(), Day("2025-03-07"))->meta().effective_date(), "2025-03-07");
}

TEST(Interview, CountsItsMinutesFromStartAndEnd) {
  EXPECT_EQ(Record(From(0, 45 * 60))->minutes(), 45);
  EXPECT_EQ(ReasonOf(From(3600, 0)), "INTERVIEW_ENDS_BEFORE_START");
  EXPECT_EQ(ReasonOf(From(0, 13 * 3600)), "INTERVIEW_TOO_LONG");
}

TEST(Interview, NeedsALength) {
  auto request = Diagnostic();
  request.clear_minutes();
  EXPECT_EQ(ReasonOf(request), "INTERVIEW_LENGTH_MISSING");
}

TEST(Interview, IsNotToCome) {
  auto request = Diagnostic();
  request.set_date("2025-03-11");
  EXPECT_EQ(ReasonOf(request), "FOLLOWUP_DATE_IN_THE_FUTURE");
  EXPECT_EQ(ReasonOf(Diagnostic(), Day("2025-03-11")), "FOLLOWUP_DATE_IN_THE_FUTURE");
}

TEST(Interview, HasOneDay) {
  auto request = Diagnostic();
  request.set_date("2025-03-06");
  EXPECT_EQ(ReasonOf(request, Day("2025-03-07")), "INTERVIEW_DAY_CONTRADICTED");
}

TEST(Interview, SaysWhetherItsObjectiveWasReached) {
  auto unjudged = Diagnostic();
  unjudged.clear_objective_verdict();
  EXPECT_EQ(ReasonOf(unjudged), "OBJECTIVE_VERDICT_MISSING");
  auto unnamed = Diagnostic();
  unnamed.clear_objective();
  EXPECT_EQ(ReasonOf(unnamed), "OBJECTIVE_MISSING");
}

TEST(Interview, HasAllThreeStepsOrNone) {
  auto request = Diagnostic();
  request.mutable_content()->set_introduction("Accueil");
  EXPECT_EQ(ReasonOf(request), "INTERVIEW_STRUCTURE_INCOMPLETE");
  request.mutable_content()->set_conclusion("Prochain rendez-vous");
  EXPECT_EQ(ReasonOf(request), "INTERVIEW_STRUCTURE_INCOMPLETE");
  request.mutable_content()->set_body("Diagnostic");
  EXPECT_EQ(ReasonOf(request), "");
}

TEST(Interview, ThePersonChoosesAmongTheOptions) {
  auto request = Diagnostic();
  request.mutable_content()->set_choice("Chercher à pied");
  EXPECT_EQ(ReasonOf(request), "CHOICE_NOT_AMONG_OPTIONS");
  request.mutable_content()->add_options("Passer le permis");
  EXPECT_EQ(ReasonOf(request), "CHOICE_NOT_AMONG_OPTIONS");
  request.mutable_content()->add_options("Chercher à pied");
  EXPECT_EQ(ReasonOf(request), "");
}

TEST(Interview, AnAgreementSaysWhatBothSidesExpect) {
  auto request = Diagnostic();
  request.mutable_agreement()->set_person_expects("Être rappelé");
  EXPECT_EQ(ReasonOf(request), "COMMUNICATION_AGREEMENT_ONE_SIDED");
  request.mutable_agreement()->set_professional_expects("Prévenir d'une absence");
  EXPECT_EQ(ReasonOf(request), "");
}

TEST(Interview, StatesABarrierOfACategoryOnce) {
  auto request = Diagnostic();
  for (const int severity : {3, 4}) {
    auto* barrier = request.add_barriers();
    barrier->set_category(type::v1::MOBILITY);
    barrier->set_severity(severity);
  }
  const auto interview = Record(request).value();
  EXPECT_EQ(BarriersOf(request, interview).error().reason, "BARRIER_STATED_TWICE");
  request.mutable_barriers()->RemoveLast();
  const auto barriers = BarriersOf(request, interview).value();
  ASSERT_EQ(barriers.size(), 1U);
  EXPECT_EQ(barriers.front().pathway(), "pathways/x");
  EXPECT_EQ(barriers.front().interview(), "interviews/i");
  EXPECT_EQ(barriers.front().severity(), 3);
}

}  // namespace
}  // namespace parcours::followup
