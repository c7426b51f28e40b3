#include "services/followup/domain/judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/followup/tests/domain/pathways.h"

namespace parcours::followup {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kBreak = "contractBreaks/1";

std::vector<Judgement> Continuation(const Pathway& pathway, const std::string& today) {
  return JudgeContinuation(pathway, kBreak, Day(today));
}

TEST(Judgement, StartsTheClockOnceWithItsLastDay) {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  Break(pathway);
  const auto facts = JudgeStart(pathway, kBreak, Day("2025-03-06"));
  const auto started = Only<v1::ContinuationStarted>(facts);
  EXPECT_EQ(started.from_date(), "2024-12-01");
  EXPECT_EQ(started.cover_until_date(), "2025-06-01");
  TakeAll(pathway, facts);
  EXPECT_THAT(JudgeStart(pathway, kBreak, Day("2025-03-06")), IsEmpty());
}

TEST(Judgement, WarnsThenEndsThenOrients) {
  Pathway pathway = BrokenInDecember();
  EXPECT_THAT(Continuation(pathway, "2025-04-01"), IsEmpty());
  const auto first = Continuation(pathway, "2025-04-02");
  EXPECT_EQ(Only<v1::ContinuationExpiring>(first).days_left(), 60);
  TakeAll(pathway, first);
  EXPECT_THAT(Continuation(pathway, "2025-05-01"), IsEmpty());
  TakeAll(pathway, Continuation(pathway, "2025-05-02"));
  EXPECT_THAT(Continuation(pathway, "2025-06-01"), IsEmpty());

  const auto end = Continuation(pathway, "2025-06-02");
  const auto ended = Only<v1::ContinuationEnded>(end);
  EXPECT_EQ(ended.reason(), v1::ContinuationEnded::EXPIRED);
  EXPECT_EQ(ended.end_date(), "2025-06-01");
  EXPECT_EQ(ended.meta().effective_date(), "2025-06-02");
  EXPECT_EQ(Only<v1::OrientationProposed>(end).meta().effective_date(), "2025-06-02");
  TakeAll(pathway, end);
  EXPECT_THAT(Continuation(pathway, "2025-06-03"), IsEmpty());
}

TEST(Judgement, OfTwoMissedWarningsGivesTheNearer) {
  const auto facts = Continuation(BrokenInDecember(), "2025-05-10");
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(Only<v1::ContinuationExpiring>(facts).days_left(), 30);
}

TEST(Judgement, ANewContractEndsTheClockOnItsFirstDay) {
  Pathway pathway = BrokenInDecember();
  Attach(pathway, Contract2());
  EXPECT_THAT(Continuation(pathway, "2025-03-31"), IsEmpty());
  const auto ended = Only<v1::ContinuationEnded>(Continuation(pathway, "2025-04-01"));
  EXPECT_EQ(ended.reason(), v1::ContinuationEnded::NEW_CONTRACT);
  EXPECT_EQ(ended.end_date(), "2025-04-01");
  EXPECT_EQ(ended.contract(), "apprenticeshipContracts/2");
}

TEST(Judgement, TheClockRunsAgainWhenTheNewContractIsTakenBack) {
  Pathway pathway = BrokenInDecember();
  Attach(pathway, Contract2());
  TakeAll(pathway, Continuation(pathway, "2025-04-01"));
  auto withdrawn = Contract2();
  withdrawn.withdrawn = true;
  Attach(pathway, withdrawn);
  const auto again = JudgeStart(pathway, kBreak, Day("2025-04-10"));
  EXPECT_EQ(Only<v1::ContinuationStarted>(again).cover_until_date(), "2025-06-01");
  TakeAll(pathway, again);
  EXPECT_EQ(Only<v1::ContinuationEnded>(Continuation(pathway, "2025-06-02")).reason(),
            v1::ContinuationEnded::EXPIRED);
}

TEST(Judgement, AContractHeardOfLateRectifiesAnExpiry) {
  Pathway pathway = BrokenInDecember();
  TakeAll(pathway, Continuation(pathway, "2025-06-02"));
  Attach(pathway, Contract2());
  const auto rectified = Only<v1::ContinuationEnded>(Continuation(pathway, "2025-06-10"));
  EXPECT_EQ(rectified.reason(), v1::ContinuationEnded::NEW_CONTRACT);
  EXPECT_EQ(rectified.meta().effective_date(), "2025-04-01");
}

TEST(Judgement, ABreakTakenBackEndsTheClockAndSettlesTheAlert) {
  Pathway pathway = BrokenInDecember();
  TakeAll(pathway, JudgeAlert(pathway, kBreak, Day("2025-03-06")));
  Take(pathway, pathway.MarkBroken("apprenticeshipContracts/1", std::nullopt, kOwner).value());
  EXPECT_EQ(Only<v1::ContinuationEnded>(Continuation(pathway, "2025-03-10")).reason(),
            v1::ContinuationEnded::BREAK_WITHDRAWN);
  EXPECT_THAT(JudgeOpenAlerts(pathway, Day("2025-03-10")), SizeIs(1));
}

TEST(Judgement, RaisesOneAlertPerBreakForItsReferent) {
  Pathway pathway = BrokenInDecember();
  const auto facts = JudgeAlert(pathway, kBreak, Day("2025-03-06"));
  const auto raised = Only<v1::AlertRaised>(facts);
  EXPECT_EQ(raised.alert(), "pathways/x/alerts/1");
  EXPECT_EQ(raised.days_without_contract(), 95);
  EXPECT_EQ(raised.owner(), "agents/default");
  TakeAll(pathway, facts);
  EXPECT_THAT(JudgeAlert(pathway, kBreak, Day("2025-04-06")), IsEmpty());
}

TEST(Judgement, ClosesTheAlertWhenTheContractHasBegunAndNoBarrierStands) {
  Pathway pathway = BrokenInDecember();
  TakeAll(pathway, JudgeAlert(pathway, kBreak, Day("2025-03-06")));
  Take(pathway, pathway.Note(type::v1::MOBILITY, 3, false, Day("2025-03-10"), kOwner));
  Attach(pathway, Contract2());
  EXPECT_THAT(JudgeOpenAlerts(pathway, Day("2025-04-01")), IsEmpty()) << "a barrier stands";
  Take(pathway, pathway.Note(type::v1::MOBILITY, 0, true, Day("2025-03-20"), kOwner));
  EXPECT_THAT(JudgeOpenAlerts(pathway, Day("2025-03-31")), IsEmpty()) << "not begun";
  EXPECT_THAT(JudgeOpenAlerts(pathway, Day("2025-04-01")), SizeIs(1));
}

TEST(Judgement, PlansEachWindowOnceAndSaysWhichNobodyCouldSee) {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  const auto facts = PlanWindows(pathway, Day("2025-03-06"));
  EXPECT_THAT(facts, SizeIs(3));
  EXPECT_EQ(Only<v1::EmployerWindowNotObserved>(facts).window().kind(), v1::FIRST_WINDOW);
  TakeAll(pathway, facts);
  EXPECT_THAT(PlanWindows(pathway, Day("2025-03-06")), IsEmpty());
}

TEST(Judgement, AWindowWithoutMeetingIsMissedTheDayAfterItCloses) {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  TakeAll(pathway, PlanWindows(pathway, Day("2024-10-01")), "2024-10-01");
  EXPECT_THAT(JudgeWindows(pathway, Day("2024-12-01")), IsEmpty());
  const auto facts = JudgeWindows(pathway, Day("2024-12-02"));
  EXPECT_EQ(Only<v1::EmployerMeetingMissed>(facts).meta().effective_date(), "2024-12-02");
  TakeAll(pathway, facts);
  EXPECT_THAT(JudgeWindows(pathway, Day("2025-01-01")), IsEmpty());
}

TEST(Judgement, AWindowOfABrokenContractIsNotMissed) {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  TakeAll(pathway, PlanWindows(pathway, Day("2024-10-01")), "2024-10-01");
  Break(pathway, "2024-11-15");
  EXPECT_THAT(JudgeWindows(pathway, Day("2024-12-02")), IsEmpty());
}

TEST(Judgement, SaysNothingOfAPathwayThatIsNoApprenticeshipOrNotOpen) {
  Pathway early("pathways/x");
  Attach(early, Contract1());
  Break(early);
  Pathway other("pathways/y");
  auto enrolment = OneYear();
  enrolment.programme_kind = type::v1::SUPPORT_SCHEME;
  Take(other, other.Open(enrolment).value());
  Attach(other, Contract1());
  Break(other);
  for (const Pathway& pathway : {early, other}) {
    EXPECT_THAT(JudgeStart(pathway, kBreak, Day("2025-03-06")), IsEmpty());
    EXPECT_THAT(JudgeAlert(pathway, kBreak, Day("2025-03-06")), IsEmpty());
    EXPECT_THAT(PlanWindows(pathway, Day("2025-03-06")), IsEmpty());
  }
}

}  // namespace
}  // namespace parcours::followup
