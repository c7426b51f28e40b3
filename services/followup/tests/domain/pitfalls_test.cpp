#include "services/followup/domain/pitfalls.h"

#include <gmock/gmock.h>

#include "services/followup/tests/domain/random.h"
#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr PitfallRule kPitfallRule{
    .looked_back = 90, .most_meetings = 2, .close_days = 30, .longest_gap = 45};

HeldInterview Sound(const char* name, const char* day) {
  return {.name = name, .day = Day(day), .has_objective = true, .is_written = true};
}

std::vector<FoundPitfall> On(const char* day, std::vector<HeldInterview> interviews) {
  return PitfallsOf(std::move(interviews), {Day("2025-01-01"), Day(day)}, kPitfallRule);
}

TEST(Pitfalls, ASoundSupportIsInNone) {
  EXPECT_THAT(On("2025-03-31", {Sound("a", "2025-01-15"), Sound("b", "2025-03-01")}), IsEmpty());
}

TEST(Pitfalls, InterviewsWithoutObjectiveOrRecordAreNamed) {
  auto vague = Sound("a", "2025-01-15");
  vague.has_objective = false;
  auto unwritten = Sound("b", "2025-02-15");
  unwritten.is_written = false;
  const auto found = On("2025-02-28", {vague, unwritten});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].kind, v1::UNCLEAR_OBJECTIVE);
  EXPECT_THAT(found[0].interviews, ElementsAre("a"));
  EXPECT_EQ(found[1].kind, v1::NO_WRITTEN_RECORD);
  EXPECT_THAT(found[1].interviews, ElementsAre("b"));
}

TEST(Pitfalls, WhatIsLongPastCountsNoMore) {
  auto vague = Sound("a", "2025-01-15");
  vague.has_objective = false;
  const std::vector others{Sound("b", "2025-02-20"), Sound("c", "2025-04-01")};
  const auto kinds = [&](const char* day) {
    std::vector<v1::PitfallKind> kinds_found;
    for (const auto& found : On(day, {vague, others[0], others[1]})) {
      kinds_found.push_back(found.kind);
    }
    return kinds_found;
  };
  EXPECT_THAT(kinds("2025-04-14"), ElementsAre(v1::UNCLEAR_OBJECTIVE)) << "the 90th day";
  EXPECT_THAT(kinds("2025-04-15"), IsEmpty()) << "the 91st";
}

TEST(Pitfalls, AThirdInterviewWithinThirtyDaysIsTooFast) {
  const auto first = Sound("a", "2025-01-01");
  const auto second = Sound("b", "2025-01-15");
  EXPECT_THAT(On("2025-02-15", {first, second, Sound("c", "2025-01-31")}), IsEmpty());
  const auto found = On("2025-02-15", {first, second, Sound("c", "2025-01-30")});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, v1::RHYTHM_TOO_FAST);
  EXPECT_THAT(found[0].interviews, ElementsAre("a", "b", "c"));
}

TEST(Pitfalls, FortySixDaysWithoutAnInterviewAreTooSlow) {
  EXPECT_THAT(On("2025-02-15", {}), IsEmpty()) << "45 days after the opening";
  const auto never = On("2025-02-16", {});
  ASSERT_EQ(never.size(), 1U);
  EXPECT_EQ(never[0].kind, v1::RHYTHM_TOO_SLOW);
  EXPECT_THAT(never[0].interviews, IsEmpty());
  const auto between = On("2025-04-01", {Sound("b", "2025-03-18"), Sound("a", "2025-01-31")});
  ASSERT_EQ(between.size(), 1U);
  EXPECT_THAT(between[0].interviews, ElementsAre("a", "b"));
}

TEST(Pitfalls, AnInterviewToComeDoesNotCount) {
  EXPECT_EQ(On("2025-02-16", {Sound("a", "2025-02-17")}).size(), 1U);
}

// The same interviews in any order: the same pitfalls, each naming only interviews of the days
// looked at, or those around a gap.
TEST(Pitfalls, DoNotDependOnTheOrderOfTheInterviews) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Random random(seed);
    std::vector<HeldInterview> interviews;
    for (int i = random.Between(0, 12); i > 0; --i) {
      interviews.push_back({.name = "interviews/" + std::to_string(i),
                            .day = Day("2025-01-01").AddDays(random.Between(-10, 200)),
                            .has_objective = random.Between(0, 2) > 0,
                            .is_written = random.Between(0, 2) > 0});
    }
    const auto say = [&] {
      std::vector<std::string> lines;
      for (const auto& found : On("2025-06-30", interviews)) {
        lines.push_back(v1::PitfallKind_Name(found.kind));
        lines.insert(lines.end(), found.interviews.begin(), found.interviews.end());
      }
      return lines;
    };
    const auto expected = say();
    for (int i = 0; i < 5; ++i) {
      random.Shuffle(interviews);
      ASSERT_EQ(say(), expected) << seed;
    }
  }
}

}  // namespace
}  // namespace parcours::followup
