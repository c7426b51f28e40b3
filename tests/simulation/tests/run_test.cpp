#include <gtest/gtest.h>

#include "tests/simulation/apart.h"

namespace parcours::simulation {
namespace {

const Population& Everybody() {
  static const Population kPopulation = TakeInPopulation(Disk::Keeps::kWhatIsSynced);
  return kPopulation;
}

std::vector<std::string> TraceOf(std::uint64_t seed) {
  std::vector<std::string> lines;
  const auto report = RunApart(
      Everybody(),
      {.seed = seed, .trace = [&lines](const std::string& line) { lines.push_back(line); }});
  EXPECT_TRUE(report.failures.empty()) << report.failures.front();
  return lines;
}

TEST(Simulation, TheSameSeedIsTheSameRun) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) EXPECT_EQ(TraceOf(seed), TraceOf(seed));
}

TEST(Simulation, AnotherSeedIsAnotherRun) { EXPECT_NE(TraceOf(1), TraceOf(2)); }

TEST(Simulation, MostCommandsAreAcceptedAndManyPlacesAreCrashedAt) {
  int acts = 0;
  int accepted = 0;
  std::map<std::string, int> crashes;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const auto report = RunApart(Everybody(), {.seed = seed});
    ASSERT_TRUE(report.failures.empty()) << "seed " << seed << ": " << report.failures.front();
    acts += report.acts;
    accepted += report.accepted;
    for (const auto& [point, count] : report.crashes) crashes[point] += count;
  }
  EXPECT_GT(accepted, acts * 7 / 10);
  EXPECT_GE(crashes.size(), 20U);
}

}  // namespace
}  // namespace parcours::simulation
