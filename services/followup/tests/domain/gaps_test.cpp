#include "services/followup/domain/gaps.h"

#include <gtest/gtest.h>

#include "services/followup/tests/domain/pathways.h"

namespace parcours::followup {
namespace {

RiskFact Interviewed(const char* name, const char* day, bool written = true) {
  return {.kind = v1::INTERVIEW_HELD, .name = name, .from = Day(day), .amount = written ? 1 : 0};
}

TEST(Gaps, NoInterviewIsCountedFromTheLastOneByTheDay) {
  const std::vector held{Interviewed("interviews/2", "2025-01-10"),
                         Interviewed("interviews/1", "2024-11-01")};
  EXPECT_FALSE(InterviewGap(held, Day("2024-09-01"), Day("2025-02-24"), 45)) << "45 days";
  const auto gap = InterviewGap(held, Day("2024-09-01"), Day("2025-02-25"), 45);
  ASSERT_TRUE(gap);
  EXPECT_EQ(gap->subject, "interviews/2");
  EXPECT_EQ(InterviewGap(held, Day("2024-09-01"), Day("2025-01-09"), 45)->subject, "interviews/1")
      << "as of a day before the last one";
  EXPECT_EQ(InterviewGap({}, Day("2024-09-01"), Day("2024-10-17"), 45)->since, Day("2024-09-01"));
}

TEST(Gaps, TheFirstInterviewWithoutARecordIsNamed) {
  const std::vector held{Interviewed("interviews/3", "2025-03-01", false),
                         Interviewed("interviews/2", "2025-02-01", false),
                         Interviewed("interviews/1", "2025-01-01")};
  EXPECT_EQ(RecordGap(held, Day("2025-03-06"), 90)->subject, "interviews/2");
  EXPECT_EQ(RecordGap(held, Day("2025-03-06"), 10)->subject, "interviews/3");
  EXPECT_FALSE(RecordGap(held, Day("2025-01-15"), 90)) << "those to come do not count";
}

Pathway Planned() {
  Pathway pathway = Opened();
  Attach(pathway, Contract1());
  TakeAll(pathway, PlanWindows(pathway, Day("2024-10-01")), "2024-10-01");
  return pathway;
}

TEST(Gaps, AWindowClosesWhileNobodyHasMet) {
  Pathway pathway = Planned();
  const auto closing = [&](const char* day) {
    return ClosingWindowGap(pathway.state(), pathway.training(), Day(day), 14);
  };
  EXPECT_FALSE(closing("2024-11-16")) << "closes on 2024-12-01, fifteen days later";
  ASSERT_TRUE(closing("2024-11-17"));
  EXPECT_EQ(closing("2024-11-17")->due, Day("2024-12-01"));
  Take(pathway, pathway.Meet({.day = Day("2024-11-10")}, {}).value(), "2024-11-10");
  EXPECT_FALSE(closing("2024-11-17"));
}

TEST(Gaps, AMissedWindowIsOneThatClosedWithoutAMeeting) {
  const Pathway pathway = Planned();
  const auto missed = [&](const char* day) {
    return MissedWindowGap(pathway.state(), pathway.training(), Day(day));
  };
  EXPECT_FALSE(missed("2024-12-01"));
  ASSERT_TRUE(missed("2024-12-02"));
  EXPECT_EQ(missed("2024-12-02")->subject, "apprenticeshipContracts/1");
}

TEST(Gaps, TheCoverAfterABreakEnds) {
  Pathway pathway = BrokenInDecember();
  const auto ending = [&](const char* day) {
    return CoverGap(pathway.training(), Day(day), 60, {});
  };
  EXPECT_FALSE(ending("2025-04-01")) << "61 days before";
  ASSERT_TRUE(ending("2025-04-02"));
  EXPECT_EQ(ending("2025-04-02")->due, Day("2025-06-01"));
  EXPECT_FALSE(ending("2025-06-02")) << "it has ended";
  Attach(pathway, Contract2());
  EXPECT_FALSE(ending("2025-04-02")) << "a new contract";
}

TEST(Gaps, ADefaultReferentIsNoOwnOne) {
  Pathway pathway = Opened();
  EXPECT_TRUE(ReferentGap(pathway.state().referents, Day("2024-09-01"), Day("2025-03-06")));
  Take(pathway, pathway.Assign("agents/r", Day("2025-03-01")).value());
  EXPECT_FALSE(ReferentGap(pathway.state().referents, Day("2024-09-01"), Day("2025-03-06")));
  EXPECT_TRUE(ReferentGap(pathway.state().referents, Day("2024-09-01"), Day("2025-02-28")));
}

}  // namespace
}  // namespace parcours::followup
