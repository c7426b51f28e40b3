#include "services/insertion/domain/insertion_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace parcours::insertion {
namespace {

using ::testing::ElementsAre;

constexpr CivilDate kEnd{2025, 8, 31};
constexpr CivilDate kSixMonths{2026, 2, 28};
const security::Actor kReferent{
    .principal = "agents/referent", .organisation = "organisations/cfa", .person = {}, .roles = {}};

InsertionFile OpenFile(CivilDate end = kEnd) {
  InsertionFile file(FileOf("pathways/p"));
  file.Apply(*file.Open({.pathway = "pathways/p",
                         .organisation = "organisations/cfa",
                         .person = "persons/p",
                         .referent = "agents/referent",
                         .training_end = end,
                         .interrupted = false,
                         .day = {2025, 9, 1}}));
  return file;
}

Outcome Employed(int months = 6, v1::OutcomeSource source = v1::SURVEY_ANSWER,
                 CivilDate observed = kSixMonths) {
  return {.wave_months = months,
          .situation = v1::EMPLOYED,
          .in_sector = true,
          .contract_kind = v1::PERMANENT,
          .employer = "organisations/employer",
          .source = source,
          .observed = observed,
          .note = ""};
}

InsertionFile FileWith(const std::vector<Outcome>& outcomes) {
  auto file = OpenFile();
  for (const auto& outcome : outcomes)
    file.Apply(*file.RecordOutcome(outcome, kReferent, {2027, 9, 1}));
  return file;
}

std::string WhyNot(const Outcome& outcome, CivilDate today = kSixMonths) {
  const auto recorded = OpenFile().RecordOutcome(outcome, kReferent, today);
  return recorded ? "" : recorded.error().reason;
}

std::vector<std::string> DueDates(CivilDate end) {
  std::vector<std::string> days;
  for (const auto& wave : WavesAfter(end)) days.push_back(wave.due.ToString());
  return days;
}

TEST(Waves, CountMonthsFromTheEndClampedToTheEndOfTheMonth) {
  EXPECT_THAT(DueDates(kEnd),
              ElementsAre("2025-11-30", "2026-02-28", "2026-08-31", "2027-02-28", "2027-08-31"));
}

TEST(Waves, KnowTheLeapDay) {
  EXPECT_THAT(DueDates({2023, 8, 31}),
              ElementsAre("2023-11-30", "2024-02-29", "2024-08-31", "2025-02-28", "2025-08-31"));
}

TEST(Waves, OfAnOrdinaryDayFallOnTheSameDay) {
  EXPECT_THAT(DueDates({2025, 6, 15}),
              ElementsAre("2025-09-15", "2025-12-15", "2026-06-15", "2026-12-15", "2027-06-15"));
}

TEST(InsertionFile, HasTheIdOfThePathway) {
  EXPECT_EQ(FileOf("pathways/p"), "insertionFiles/p");
  EXPECT_EQ(FileOf("persons/p"), "");
}

TEST(InsertionFile, OpensWithItsCalendarOnTheDayOfTheClosing) {
  const auto file = OpenFile();
  EXPECT_TRUE(file.opened());
  EXPECT_EQ(file.opening().meta().effective_date(), "2025-09-01");
  ASSERT_EQ(file.opening().waves_size(), 5);
  EXPECT_EQ(file.opening().waves(1).months(), 6);
  EXPECT_EQ(file.opening().waves(1).due_date(), "2026-02-28");
  EXPECT_THAT(file.parties(), ElementsAre("agents/referent"));
}

TEST(InsertionFile, AnOutcomeIsRecordedFromTheDayItsWaveIsDue) {
  EXPECT_EQ(WhyNot(Employed(), kSixMonths), "");
  EXPECT_EQ(WhyNot(Employed(6, v1::SURVEY_ANSWER, {2026, 2, 27}), {2026, 2, 27}), "WAVE_NOT_DUE");
}

TEST(InsertionFile, AWaveOutsideTheCalendarIsUnknown) {
  EXPECT_EQ(WhyNot(Employed(9)), "WAVE_UNKNOWN");
}

TEST(InsertionFile, AnOutcomeIsObservedAfterTheTraining) {
  EXPECT_EQ(WhyNot(Employed(6, v1::SURVEY_ANSWER, {2025, 8, 30})), "DATE_BEFORE_TRAINING_END");
}

TEST(InsertionFile, ContractSectorAndEmployerAreStatedOfPeopleAtWorkOnly) {
  auto outcome = Employed();
  outcome.situation = v1::JOBSEEKER;
  EXPECT_EQ(WhyNot(outcome), "NOT_AT_WORK");
  outcome.in_sector = false;
  EXPECT_EQ(WhyNot(outcome), "NOT_AT_WORK");
  outcome.contract_kind = v1::JOB_CONTRACT_KIND_UNSPECIFIED;
  EXPECT_EQ(WhyNot(outcome), "NOT_AT_WORK");
  outcome.employer = "";
  EXPECT_EQ(WhyNot(outcome), "");
}

TEST(InsertionFile, ASourceLeftOpenIsTheSurvey) {
  const auto fact =
      OpenFile().RecordOutcome(Employed(6, v1::OUTCOME_SOURCE_UNSPECIFIED), kReferent, kSixMonths);
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->source(), v1::SURVEY_ANSWER);
  EXPECT_EQ(fact->meta().effective_date(), "2026-02-28");
}

TEST(InsertionFile, ContradictionsAreKeptAndTheBestSourceHolds) {
  const auto file =
      FileWith({Employed(6, v1::INFERENCE, {2026, 3, 1}), Employed(6, v1::PARTNER_EVENT),
                Employed(6, v1::SURVEY_ANSWER, {2026, 3, 2})});
  ASSERT_EQ(file.outcomes().size(), 3U);
  for (const auto& outcome : file.outcomes()) {
    EXPECT_EQ(file.Holds(outcome), outcome.source == v1::PARTNER_EVENT);
  }
}

TEST(InsertionFile, OfTwoEqualSourcesTheLaterDayHolds) {
  auto seeking = Employed(6, v1::SURVEY_ANSWER, {2026, 3, 5});
  const auto file = FileWith({seeking, Employed(6, v1::SURVEY_ANSWER, kSixMonths)});
  EXPECT_FALSE(file.Holds(file.outcomes().front()));
  EXPECT_TRUE(file.Holds(file.outcomes().back()));
  EXPECT_EQ(file.outcomes().back().observed, CivilDate(2026, 3, 5));
}

TEST(InsertionFile, EachWaveHasItsOwnStatement) {
  const auto file =
      FileWith({Employed(12, v1::INFERENCE, {2026, 8, 31}), Employed(6, v1::PARTNER_EVENT)});
  EXPECT_TRUE(std::all_of(file.outcomes().begin(), file.outcomes().end(),
                          [&](const Outcome& outcome) { return file.Holds(outcome); }));
}

TEST(InsertionFile, IsConsolidatedOnAnOutcomeOnce) {
  EXPECT_EQ(OpenFile().Consolidate("", kReferent, kSixMonths).error().reason, "OUTCOME_MISSING");
  auto file = FileWith({Employed()});
  file.Apply(*file.Consolidate("CDI confirmé", kReferent, kSixMonths));
  EXPECT_EQ(file.consolidated(), kSixMonths);
  EXPECT_EQ(file.Consolidate("", kReferent, kSixMonths).error().reason, "ALREADY_CONSOLIDATED");
}

TEST(InsertionFile, LaterWavesAreStillAskedAfterConsolidation) {
  auto file = FileWith({Employed()});
  file.Apply(*file.Consolidate("", kReferent, kSixMonths));
  EXPECT_TRUE(
      file.RecordOutcome(Employed(12, v1::SURVEY_ANSWER, {2026, 8, 31}), kReferent, {2026, 8, 31}));
}

TEST(DayOfAct, IsTodayUnlessTheCommandSaysAnEarlierOne) {
  EXPECT_EQ(DayOfAct("", kSixMonths), kSixMonths);
  EXPECT_EQ(DayOfAct("2026-02-01", kSixMonths), CivilDate(2026, 2, 1));
  EXPECT_EQ(DayOfAct("2026-03-01", kSixMonths).error().reason, "DATE_IN_FUTURE");
}

}  // namespace
}  // namespace parcours::insertion
