#include "services/followup/domain/pathway.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/followup/tests/domain/pathways.h"
#include "services/followup/tests/domain/random.h"

namespace parcours::followup {
namespace {

using ::testing::SizeIs;

TEST(Pathway, OpensOnce) {
  const auto refused = Opened().Open(OneYear());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "PATHWAY_ALREADY_OPEN");
  EXPECT_EQ(refused.error().refusal, RefusalClass::kAlreadyDone);
}

TEST(Pathway, KeepsWhatItHearsBeforeItIsOpen) {
  Pathway early("pathways/x");
  Attach(early, Contract1());
  Break(early);
  EXPECT_FALSE(early.state().open);
  EXPECT_EQ(early.organisation(), "organisations/cfa");
  Take(early, early.Open(OneYear()).value());
  EXPECT_EQ(early.training().contracts.size(), 1U);
  EXPECT_EQ(early.training().contracts.front().broken_on, Day("2024-12-01"));
}

TEST(Pathway, RemembersABreakHeardBeforeItsContract) {
  Pathway pathway = Opened();
  Break(pathway);
  EXPECT_THAT(pathway.training().contracts, SizeIs(0)) << "its start is not known";
  Attach(pathway, Contract1());
  ASSERT_THAT(pathway.training().contracts, SizeIs(1));
  EXPECT_EQ(pathway.training().contracts.front().broken_on, Day("2024-12-01"));
}

TEST(Pathway, TakesAStatementOnce) {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  EXPECT_FALSE(pathway.Attach(Contract1(), kOwner));
  Break(pathway);
  EXPECT_FALSE(pathway.MarkBroken("apprenticeshipContracts/1", Day("2024-12-01"), kOwner));
  EXPECT_FALSE(pathway.Attach(Contract1(), kOwner)) << "the break stays";
  EXPECT_FALSE(pathway.Correct(OneYear()));
}

TEST(Pathway, HasItsDefaultReferentFromTheFirstDay) {
  const Pathway pathway = Opened();
  EXPECT_EQ(pathway.ReferentOn(Day("2024-08-31")), nullptr);
  EXPECT_EQ(pathway.ReferentOn(Day("2024-09-01"))->referent, "agents/default");
  EXPECT_TRUE(pathway.ReferentOn(Day("2024-09-01"))->by_default);
}

TEST(Pathway, HasExactlyOneReferentADayAcrossHandovers) {
  Random random(11);
  for (int run = 0; run < 200; ++run) {
    Pathway pathway = Opened();
    std::map<CivilDate, std::string> expected{{Day("2024-09-01"), "agents/default"}};
    CivilDate from = Day("2024-09-01");
    for (int i = 0; i < 6; ++i) {
      from = from.AddDays(random.Between(0, 20));
      const std::string name = "agents/" + std::to_string(i);
      Take(pathway, pathway.Assign(name, from).value());
      expected[from] = name;
    }
    for (CivilDate day = Day("2024-09-01"); day <= from.AddDays(5); day = day.AddDays(1)) {
      const auto* spell = pathway.ReferentOn(day);
      ASSERT_NE(spell, nullptr) << day.ToString();
      ASSERT_EQ(spell->referent, std::prev(expected.upper_bound(day))->second) << day.ToString();
    }
  }
}

TEST(Pathway, TakesNoReferentBeforeTheCurrentOneNorBeforeItsOpening) {
  Pathway pathway = Opened();
  Take(pathway, pathway.Assign("agents/1", Day("2025-03-10")).value());
  EXPECT_EQ(pathway.Assign("agents/2", Day("2025-03-09")).error().reason,
            "REFERENT_BEFORE_CURRENT");
  EXPECT_EQ(pathway.Assign("agents/2", Day("2024-08-31")).error().reason,
            "REFERENT_BEFORE_PATHWAY");
  EXPECT_EQ(pathway.Assign("agents/2", Day("2025-03-10"))->previous_referent(), "agents/1");
}

TEST(Pathway, TakesNoReferentAfterConsolidation) {
  Pathway pathway = Opened();
  Take(pathway, pathway.Release(v1::ReferentReleased::CONSOLIDATED, Day("2026-02-28")).value());
  EXPECT_EQ(pathway.ReferentOn(Day("2026-02-27"))->referent, "agents/default");
  EXPECT_EQ(pathway.ReferentOn(Day("2026-02-28")), nullptr);
  EXPECT_EQ(pathway.Assign("agents/1", Day("2026-03-01")).error().reason,
            "REFERENT_ALREADY_RELEASED");
  EXPECT_FALSE(pathway.Release(v1::ReferentReleased::CONSOLIDATED, Day("2026-03-01")));
}

TEST(Pathway, HasAnOpenBarrierUntilSupportLiftsIt) {
  Pathway pathway = Opened();
  EXPECT_FALSE(pathway.HasOpenBarrier());
  v1::BarrierIdentified identified;
  identified.set_category(type::v1::MOBILITY);
  Take(pathway, identified, "2025-03-10");
  EXPECT_TRUE(pathway.HasOpenBarrier());
  Take(pathway, pathway.Note(type::v1::MOBILITY, 3, false, Day("2025-03-10"), kOwner));
  EXPECT_TRUE(pathway.HasOpenBarrier());
  Take(pathway, pathway.Note(type::v1::MOBILITY, 0, true, Day("2025-04-02"), kOwner));
  EXPECT_FALSE(pathway.HasOpenBarrier());
  Take(pathway, identified, "2025-04-10");
  EXPECT_TRUE(pathway.HasOpenBarrier()) << "stated again later";
}

TEST(Pathway, AMeetingFillsTheWindowsItFallsIn) {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  const auto inside = pathway.Meet({.day = Day("2024-11-15")}, {}).value();
  ASSERT_EQ(inside.windows_size(), 1);
  EXPECT_EQ(inside.windows(0).kind(), v1::FIRST_WINDOW);
  EXPECT_EQ(inside.employer(), "organisations/a");
  EXPECT_EQ(inside.contract(), "apprenticeshipContracts/1");
  EXPECT_EQ(pathway.Meet({.day = Day("2025-03-01")}, {})->windows_size(), 0)
      << "a meeting outside both windows is kept, and fills none";
}

TEST(Pathway, AMeetingNeedsAnEmployerAndATrainingThatHasBegun) {
  Pathway pathway = Opened();
  EXPECT_EQ(pathway.Meet({.day = Day("2024-11-15")}, {}).error().reason, "EMPLOYER_NOT_NAMED");
  EXPECT_TRUE(pathway.Meet({.day = Day("2024-11-15"), .employer = "organisations/b"}, {}));
  EXPECT_EQ(
      pathway.Meet({.day = Day("2024-08-31"), .employer = "organisations/b"}, {}).error().reason,
      "EMPLOYER_MEETING_BEFORE_TRAINING");
}

ClosingReview Review(v1::PathwayResult result, const std::string& day) {
  return {.result = result, .day = Day(day), .reached = "CAP", .closed_by = "agents/1"};
}

TEST(Pathway, IsCompletedWithItsReviewOnceTheTrainingHasEnded) {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  EXPECT_EQ(pathway.Complete(Review(v1::CERTIFIED, "2025-08-30")).error().reason,
            "TRAINING_NOT_ENDED");
  auto silent = Review(v1::CERTIFIED, "2025-09-01");
  silent.reached.reset();
  EXPECT_EQ(pathway.Complete(silent).error().reason, "CLOSING_REVIEW_MISSING");
  const auto completed = pathway.Complete(Review(v1::CERTIFIED, "2025-08-31")).value();
  EXPECT_EQ(completed.training_end_date(), "2025-08-31");
  EXPECT_EQ(completed.employer(), "organisations/a");
  EXPECT_EQ(completed.referent(), "agents/default");
  Take(pathway, completed);
  EXPECT_EQ(pathway.Complete(Review(v1::CERTIFIED, "2025-09-02")).error().reason,
            "PATHWAY_ALREADY_CLOSED");
}

TEST(Pathway, IsInterruptedOnTheLastDayOfPresence) {
  const Pathway pathway = Opened();
  auto review = Review(v1::LEFT_EARLY, "2025-03-06");
  review.last_day = Day("2025-02-28");
  EXPECT_EQ(pathway.Interrupt(review)->last_day(), "2025-02-28");
  review.last_day = Day("2025-03-07");
  EXPECT_EQ(pathway.Interrupt(review).error().reason, "LAST_DAY_OUTSIDE_TRAINING");
  review.last_day = Day("2024-08-31");
  EXPECT_EQ(pathway.Interrupt(review).error().reason, "LAST_DAY_OUTSIDE_TRAINING");
}

TEST(Pathway, ThatIsNotOpenIsNotActedUpon) {
  const Pathway pathway("pathways/x");
  EXPECT_EQ(pathway.Assign("agents/1", Day("2025-03-06")).error().reason, "PATHWAY_NOT_OPEN");
  EXPECT_EQ(pathway.Meet({.day = Day("2025-03-06")}, {}).error().reason, "PATHWAY_NOT_OPEN");
  EXPECT_EQ(pathway.Complete(Review(v1::CERTIFIED, "2025-09-01")).error().reason,
            "PATHWAY_NOT_OPEN");
}

}  // namespace
}  // namespace parcours::followup
