#include "services/followup/domain/company_side.h"

#include <gmock/gmock.h>

#include "services/followup/domain/rules.h"
#include "services/followup/tests/domain/random.h"
#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const CompanyRule kCompanyRule;

// 2024-09-01 to 2025-08-31 with a contract from 2024-10-01, known since the first day.
ObservedTraining CompanyYear() {
  return {.training = YearWith({{.name = "apprenticeshipContracts/1",
                                 .employer = "organisations/a",
                                 .start = Day("2024-10-01")}}),
          .known_since = Day("2024-09-01")};
}

std::vector<std::string> StatesOf(const std::vector<v1::Trimester>& trimesters) {
  std::vector<std::string> states;
  for (const auto& trimester : trimesters) {
    states.push_back(trimester.from_date() + " " + v1::Trimester::State_Name(trimester.state()));
  }
  return states;
}

std::vector<std::string> LapsesOn(const char* day, const ObservedTraining& observed,
                                  const CompanyRecord& record) {
  std::vector<std::string> lapses;
  for (const auto& lapse : CompanyLapses(observed, record, Day(day), kCompanyRule)) {
    lapses.push_back(lapse.due_date() + " " + v1::CompanyLapseKind_Name(lapse.kind()));
  }
  return lapses;
}

// All done as the charter asks, up to the summer.
CompanyRecord Diligent() {
  return {.sessions = {Day("2024-11-30"), Day("2024-12-01"), Day("2025-03-01"), Day("2025-06-15")},
          .meetings = {Day("2024-10-20"), Day("2025-07-10")},
          .grid_shared_on = Day("2024-09-15"),
          .checks = {{v1::POST, Day("2024-10-20")}, {v1::MEANS, Day("2024-10-20")}},
          .company_heard_on = Day("2025-07-10")};
}

TEST(Trimester, HoldsItsFirstAndItsLastDay) {
  const std::vector sessions{Day("2024-11-30"), Day("2025-03-01")};
  EXPECT_THAT(StatesOf(Trimesters(CompanyYear(), sessions, Day("2025-04-01"), kCompanyRule)),
              ElementsAre("2024-09-01 SESSION_HELD", "2024-12-01 WITHOUT_SESSION",
                          "2025-03-01 SESSION_HELD", "2025-06-01 TO_COME"));
}

TEST(Trimester, ThatPassedBeforeThePlatformKnewIsNobodysFault) {
  auto observed = CompanyYear();
  observed.known_since = Day("2025-01-10");
  EXPECT_THAT(StatesOf(Trimesters(observed, {}, Day("2025-03-01"), kCompanyRule)),
              ElementsAre("2024-09-01 UNSEEN", "2024-12-01 WITHOUT_SESSION", "2025-03-01 RUNNING",
                          "2025-06-01 TO_COME"));
}

TEST(Trimester, CutShortByTheExitAsksForNothing) {
  auto observed = CompanyYear();
  observed.training.exited_on = Day("2025-02-28");
  EXPECT_EQ(Trimesters(observed, {}, Day("2025-06-01"), kCompanyRule).size(), 1U);
  observed.training.exited_on = Day("2025-03-01");
  EXPECT_EQ(Trimesters(observed, {}, Day("2025-06-01"), kCompanyRule).size(), 2U);
}

// Whatever the first day, the slices follow each other without gap and end within the training.
TEST(Trimester, FollowEachOtherForAnyTraining) {
  Random random(7);
  for (int i = 0; i < 2'000; ++i) {
    ObservedTraining observed;
    observed.training.session.first = Day("2020-01-01").AddDays(random.Between(0, 1'500));
    observed.training.session.last =
        observed.training.session.first.AddDays(random.Between(0, 1'200));
    CivilDate next = observed.training.session.first;
    for (const auto& trimester : Trimesters(observed, {}, next, kCompanyRule)) {
      ASSERT_EQ(trimester.from_date(), next.ToString());
      next = Day(trimester.to_date()).AddDays(1);
    }
    ASSERT_LE(next, observed.training.session.last.AddDays(1));
  }
}

TEST(MeetingYear, CountsTheMeetingsUpToTheDay) {
  const std::vector meetings{Day("2024-10-20"), Day("2025-07-10")};
  const auto years = MeetingYears(CompanyYear(), meetings, {}, Day("2025-05-01"), kCompanyRule);
  ASSERT_EQ(years.size(), 1U);
  EXPECT_EQ(years.front().minimum(), 2);
  EXPECT_EQ(years.front().held(), 1);
}

TEST(MeetingYear, HasTheMinimumThatTheTeamApprovedLast) {
  const MeetingMinima minima{{Day("2024-10-01"), 3}, {Day("2025-01-15"), 4}};
  const auto minimum = [&](const char* day) {
    return MeetingYears(CompanyYear(), {}, minima, Day(day), kCompanyRule).front().minimum();
  };
  EXPECT_EQ(minimum("2024-09-30"), 2);
  EXPECT_EQ(minimum("2025-01-14"), 3);
  EXPECT_EQ(minimum("2025-01-15"), 4);
}

TEST(MeetingYear, AShortRestBelongsToTheYearBefore) {
  const auto ends = [](const char* last_day) {
    auto observed = CompanyYear();
    observed.training.session.last = Day(last_day);
    std::string days;
    for (const auto& year : MeetingYears(observed, {}, {}, Day("2024-09-01"), kCompanyRule)) {
      days += year.from_date() + " " + year.to_date() + "; ";
    }
    return days;
  };
  EXPECT_EQ(ends("2025-03-31"), "2024-09-01 2025-03-31; ");
  EXPECT_EQ(ends("2025-09-30"), "2024-09-01 2025-09-30; ");
  EXPECT_EQ(ends("2026-02-27"), "2024-09-01 2026-02-27; ");
  EXPECT_EQ(ends("2026-02-28"), "2024-09-01 2025-08-31; 2025-09-01 2026-02-28; ");
}

// A year's contract with a, then one with b.
TEST(LogbookOfEmployer, GivesWayToTheNextOneAndClosesAfterTheEvaluations) {
  auto observed = CompanyYear();
  observed.training.session.last = Day("2026-08-31");
  auto& contracts = observed.training.contracts;
  contracts.front().end = Day("2025-08-31");
  const auto opens = [&](std::size_t contract, const char* day) {
    return OpensLogbook(contracts[contract], observed.training, Day(day), kCompanyRule);
  };
  EXPECT_TRUE(opens(0, "2024-09-15")) << "signed, not begun";
  EXPECT_TRUE(opens(0, "2026-09-30")) << "nobody came after";
  EXPECT_FALSE(opens(0, "2026-10-01"));
  contracts.push_back({.name = "apprenticeshipContracts/2",
                       .employer = "organisations/b",
                       .start = Day("2025-10-01")});
  EXPECT_TRUE(opens(0, "2025-09-30"));
  EXPECT_FALSE(opens(0, "2025-10-01"));
  EXPECT_TRUE(opens(1, "2025-10-01"));
  contracts.back().cancelled = true;
  EXPECT_TRUE(opens(0, "2025-10-01"));
  EXPECT_FALSE(opens(1, "2025-10-01"));
  contracts.front().broken_on = Day("2025-03-01");
  EXPECT_TRUE(opens(0, "2025-02-28"));
  EXPECT_FALSE(opens(0, "2025-03-01"));
}

v1::LogbookEntry Level(v1::LogbookParty party, int level, int expected = 0) {
  v1::LogbookEntry entry;
  entry.set_party(party);
  entry.set_competence("C1");
  entry.set_level(level);
  entry.set_expected_level(expected);
  return entry;
}

TEST(CompetenceGap, IsWhatIsExpectedLessWhatTheCompanySees) {
  const std::vector entries{Level(v1::CFA_PARTY, 2, 3), Level(v1::EMPLOYER_PARTY, 2),
                            Level(v1::APPRENTICE_PARTY, 4), Level(v1::EMPLOYER_PARTY, 1)};
  const auto gaps = CompetenceGaps(entries);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps.front().taught_level(), 2);
  EXPECT_EQ(gaps.front().own_level(), 4);
  EXPECT_EQ(gaps.front().company_level(), 1) << "the last word counts";
  EXPECT_EQ(gaps.front().gap(), 2);
}

TEST(CompetenceGap, NeedsBothSides) {
  EXPECT_EQ(CompetenceGaps(std::vector{Level(v1::CFA_PARTY, 0, 3)}).front().gap(), 0);
}

TEST(CompanyLapse, NoneIsLeftWhereAllWasDone) {
  EXPECT_THAT(LapsesOn("2025-08-20", CompanyYear(), Diligent()), IsEmpty());
}

TEST(CompanyLapse, EachIsTheOneThingThatWasNotDone) {
  const auto without = [](auto&& take_away) {
    auto record = Diligent();
    take_away(record);
    return LapsesOn("2025-09-01", CompanyYear(), record);
  };
  EXPECT_THAT(without([](auto& record) { record.sessions.pop_back(); }),
              ElementsAre("2025-08-31 TRIMESTER_WITHOUT_SESSION"));
  EXPECT_THAT(without([](auto& record) { record.meetings.pop_back(); }),
              ElementsAre("2025-08-31 TOO_FEW_MEETINGS"));
  EXPECT_THAT(without([](auto& record) { record.grid_shared_on.reset(); }),
              ElementsAre("2024-10-31 GRID_NOT_SHARED"));
}

TEST(CompanyLapse, PostAndMeansAreBothCheckedForEachContract) {
  auto record = Diligent();
  record.checks.erase(v1::MEANS);
  EXPECT_THAT(LapsesOn("2025-08-20", CompanyYear(), record),
              ElementsAre("2024-11-30 COMPANY_NOT_CHECKED"));
  auto observed = CompanyYear();
  observed.training.contracts.front().broken_on = Day("2025-04-01");
  EXPECT_THAT(LapsesOn("2025-08-20", observed, record), IsEmpty()) << "nobody to check";
  observed.training.contracts.push_back({.name = "apprenticeshipContracts/2",
                                         .employer = "organisations/b",
                                         .start = Day("2025-05-01")});
  EXPECT_THAT(LapsesOn("2025-07-20", observed, Diligent()),
              ElementsAre("2025-06-30 COMPANY_NOT_CHECKED"))
      << "the checks were of the employer before";
}

TEST(CompanyLapse, WithoutAContractThereIsNoCompanyToMeet) {
  auto observed = CompanyYear();
  observed.training.contracts.clear();
  EXPECT_THAT(LapsesOn("2025-11-01", observed, {.sessions = Diligent().sessions}), IsEmpty());
}

TEST(CompanyLapse, ASilentCompanyIsNamedTheDayAfter) {
  EXPECT_THAT(LapsesOn("2025-08-24", CompanyYear(), Diligent()), IsEmpty());
  EXPECT_THAT(LapsesOn("2025-08-25", CompanyYear(), Diligent()),
              ElementsAre("2025-08-24 LOGBOOK_SILENT"));
}

TEST(CompanyLapse, BothAreAskedAtTheEndEvenOfWhoLeft) {
  auto observed = CompanyYear();
  observed.training.exited_on = Day("2025-03-01");
  CompanyRecord record;
  EXPECT_THAT(LapsesOn("2025-03-30", observed, record), IsEmpty()) << "nothing else is due";
  EXPECT_THAT(LapsesOn("2025-03-31", observed, record),
              ElementsAre("2025-03-30 EVALUATION_MISSING"));
  record.apprentice_evaluated = true;
  EXPECT_THAT(LapsesOn("2025-03-31", observed, record),
              ElementsAre("2025-03-30 EVALUATION_MISSING"));
  record.employer_evaluated = true;
  EXPECT_THAT(LapsesOn("2025-03-31", observed, record), IsEmpty());
}

TEST(CompanyLapse, WhatWasDueBeforeThePlatformKnewIsNone) {
  auto observed = CompanyYear();
  observed.known_since = Day("2025-08-15");
  EXPECT_THAT(LapsesOn("2025-08-20", observed, {}), IsEmpty());
}

TEST(CompanyRule, TheTableSaysWhatTheCodeDefaultsTo) {
  const CompanyRule rule = RulesOn(Day("2025-03-06")).company;
  EXPECT_EQ(rule.trimester_months, 3);
  EXPECT_EQ(rule.meetings_a_year, 2);
  EXPECT_EQ(rule.shortest_year_months, 6);
  EXPECT_EQ(rule.grid_days, 30);
  EXPECT_EQ(rule.check_days, 60);
  EXPECT_EQ(rule.silent_days, 45);
  EXPECT_EQ(rule.evaluation_lead_days, 30);
  EXPECT_EQ(rule.evaluation_days, 30);
}

}  // namespace
}  // namespace parcours::followup
