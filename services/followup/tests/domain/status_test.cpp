#include "services/followup/domain/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/followup/tests/domain/naive_status.h"
#include "services/followup/tests/domain/random.h"
#include "services/followup/tests/domain/vectors.h"

namespace parcours::followup {

void PrintTo(const StatusChange& change, std::ostream* out) {
  *out << StatusName(change.status) << " from " << change.from.ToString();
}

namespace {

using ::testing::ElementsAre;
using enum DashboardStatus;

std::optional<CivilDate> DayOf(const nlohmann::json& json) {
  if (json.is_null()) return std::nullopt;
  return Day(json.get<std::string>().substr(0, 10));
}

Training TrainingOf(const nlohmann::json& input) {
  Training training{.session = {*DayOf(input["session"]["debut"]), *DayOf(input["session"]["fin"])},
                    .contracts = {},
                    .excluded_on = {},
                    .exited_on = {}};
  for (const auto& [key, value] : input["contrats"].items()) {
    Contract contract{.name = "contracts/" + key,
                      .employer = {},
                      .start = *DayOf(value["date_debut"]),
                      .end = DayOf(value["date_fin"]),
                      .broken_on = {}};
    if (!value["rupture"].is_null()) contract.broken_on = DayOf(value["rupture"]["date_rupture"]);
    training.contracts.push_back(contract);
  }
  if (!input["exclusion"].is_null()) training.excluded_on = DayOf(input["exclusion"]["date"]);
  return training;
}

// Returns the number of cases compared; 0 = the file is absent.
std::size_t CompareWithRecordedVerdicts(const std::string& file) {
  const auto cases = SharedData(file);
  if (!cases) return 0;
  for (std::size_t i = 0; i < cases->size(); ++i) {
    const auto& recorded = (*cases)[i];
    SCOPED_TRACE("case " + std::to_string(i));
    const auto changes = StatusChanges(TrainingOf(recorded["input"]));
    EXPECT_EQ(StatusName(StatusOn(changes, *DayOf(recorded["now"]))),
              recorded["expected"]["en_cours"].get<std::string>());
    std::vector<StatusChange> expected;
    for (const auto& step : recorded["expected"]["parcours"]) {
      for (const auto status : {kInscrit, kApprenti, kRupturant, kAbandon, kFinDeFormation}) {
        if (step["valeur"].get<std::string>() == StatusName(status))
          expected.push_back({status, *DayOf(step["date"])});
      }
    }
    EXPECT_EQ(expected.size(), recorded["expected"]["parcours"].size());
    EXPECT_EQ(changes, expected);
  }
  return cases->size();
}

TEST(DashboardStatus, EqualsTheFourteenAcceptanceCases) {
  const auto compared = CompareWithRecordedVerdicts("apprenants/statut/parcours-cas-reels.json");
  if (compared == 0) GTEST_SKIP() << "shared data absent: the acceptance cases were NOT compared";
  EXPECT_EQ(compared, 14U);
}

TEST(DashboardStatus, EqualsTheHundredAndTwentyRecordedVerdicts) {
  const auto compared = CompareWithRecordedVerdicts("apprenants/statut/parcours-oracle.json");
  if (compared == 0) GTEST_SKIP() << "shared data absent: the recorded verdicts were NOT compared";
  EXPECT_EQ(compared, 120U);
}

Training RandomTraining(Random& random) {
  const CivilDate start(2024, 9, 1);
  Training training{.session = {start, start.AddDays(random.Between(-10, 700))},
                    .contracts = {},
                    .excluded_on = {},
                    .exited_on = {}};
  for (int i = random.Between(0, 4); i > 0; --i) {
    Contract contract{.name = "contracts/" + std::to_string(i),
                      .employer = {},
                      .start = start.AddDays(random.Between(-60, 650)),
                      .end = {},
                      .broken_on = {}};
    if (random.Between(0, 5) > 0) contract.end = contract.start.AddDays(random.Between(-5, 500));
    if (random.Between(0, 2) == 0)
      contract.broken_on = contract.start.AddDays(random.Between(-30, 300));
    training.contracts.push_back(contract);
  }
  if (random.Between(0, 4) == 0) training.excluded_on = start.AddDays(random.Between(-30, 720));
  return training;
}

TEST(DashboardStatus, EqualsADayByDayReadingOfTheRulesOnRandomTrainings) {
  Random random(20250306);
  for (int i = 0; i < 5'000; ++i) {
    const Training training = RandomTraining(random);
    ASSERT_EQ(StatusChanges(training), NaiveStatusChanges(training)) << "training " << i;
  }
}

TEST(DashboardStatus, DoesNotDependOnTheOrderOfContracts) {
  Random random(7);
  for (int i = 0; i < 500; ++i) {
    Training training = RandomTraining(random);
    const auto before = StatusChanges(training);
    random.Shuffle(training.contracts);
    ASSERT_EQ(StatusChanges(training), before) << "training " << i;
  }
}

Contract From(const std::string& start, const std::string& end) {
  return {.name = "contracts/" + start,
          .employer = {},
          .start = Day(start),
          .end = Day(end),
          .broken_on = {}};
}

TEST(DashboardStatus, ABreakNobodyActsUponBecomesAnAbandonAfterAHundredAndEightyDays) {
  Contract broken = From("2024-10-01", "2025-08-31");
  broken.broken_on = Day("2024-12-01");
  EXPECT_THAT(StatusChanges(YearWith({broken})),
              ElementsAre(StatusChange{kInscrit, Day("2024-09-01")},
                          StatusChange{kApprenti, Day("2024-10-01")},
                          StatusChange{kRupturant, Day("2024-12-01")},
                          StatusChange{kAbandon, Day("2025-05-30")}));
}

TEST(DashboardStatus, ACancelledContractNeverCounts) {
  Contract cancelled = From("2024-10-01", "2025-08-31");
  cancelled.cancelled = true;
  EXPECT_EQ(StatusChanges(YearWith({cancelled})), StatusChanges(YearWith({})));
}

TEST(DashboardStatus, IsInscritBeforeTheFirstDay) {
  const auto changes = StatusChanges(YearWith({From("2024-09-01", "2025-08-31")}));
  EXPECT_EQ(StatusOn(changes, Day("2024-08-31")), kInscrit);
  EXPECT_EQ(StatusOn(changes, Day("2024-09-01")), kApprenti);
}

TEST(DashboardStatus, ASessionThatEndsBeforeItStartsHasNoStatus) {
  Training training = YearWith({});
  training.session.last = Day("2024-08-31");
  EXPECT_TRUE(StatusChanges(training).empty());
}

}  // namespace
}  // namespace parcours::followup
