// parcours-simulate: `parcours simulate` runs it.

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <chrono>
#include <iostream>

#include "tests/simulation/apart.h"

namespace parcours::simulation {
namespace {

constexpr int kFailed = 1;
constexpr int kMisused = 2;

struct Wish {
  std::string seeds = "1..100";
  int acts = RunOptions{}.most_acts;
  bool bus_alone = false;
  bool trace = false;
  bool expect_failure = false;

  [[nodiscard]] RunOptions OptionsOf(std::uint64_t seed) const {
    return {.seed = seed, .most_acts = acts, .may_die = !bus_alone};
  }
};

struct Totals {
  std::int64_t seeds = 0;
  std::int64_t failed = 0;
  std::int64_t acts = 0;
  std::int64_t accepted = 0;
  std::int64_t accidents = 0;
  std::map<std::string, int> crashes;

  void Add(const RunReport& report) {
    ++seeds;
    failed += report.failures.empty() ? 0 : 1;
    acts += report.acts;
    accepted += report.accepted;
    accidents += report.accidents;
    for (const auto& [point, count] : report.crashes) crashes[point] += count;
  }
};

bool ReadSeeds(const std::string& text, std::uint64_t& first, std::uint64_t& last) {
  const auto dots = text.find("..");
  try {
    first = std::stoull(text);
    last = dots == std::string::npos ? first : std::stoull(text.substr(dots + 2));
  } catch (const std::exception&) {
    return false;
  }
  return first <= last;
}

// The same seed with fewer and fewer acts: the least with which it still fails.
RunReport Shrunk(const Population& population, RunOptions options, const RunReport& whole) {
  for (options.most_acts = 1; options.most_acts < whole.acts; ++options.most_acts) {
    auto report = RunApart(population, options);
    if (!report.failures.empty()) return report;
  }
  return whole;
}

void Tell(const Population& population, const RunOptions& options, const RunReport& report) {
  const auto least = Shrunk(population, options, report);
  std::cout << "seed " << options.seed << " breaks a promise; the shortest prefix has "
            << least.acts << " acts:\n";
  for (const auto& failure : least.failures) std::cout << "   " << failure << "\n";
  std::cout << "   again: parcours simulate --seeds " << options.seed << ".." << options.seed
            << " --acts " << least.acts << " --trace" << (options.may_die ? "" : " --bus-alone")
            << std::endl;
}

void Tell(const Totals& totals, std::chrono::duration<double> took) {
  std::cout << totals.seeds << " seeds, " << totals.failed << " failed; " << totals.acts
            << " commands, " << totals.accepted << " accepted; " << totals.accidents
            << " accidents, crashes at " << totals.crashes.size() << " places:";
  for (const auto& [point, count] : totals.crashes) std::cout << " " << point << " " << count;
  std::cout << "\n"
            << took.count() << " s, " << static_cast<double>(totals.seeds) / took.count()
            << " seeds/s" << std::endl;
}

int Simulate(const Wish& wish, std::uint64_t first, std::uint64_t last) {
  const auto population =
      TakeInPopulation(wish.bus_alone ? Disk::Keeps::kEverything : Disk::Keeps::kWhatIsSynced);
  const auto started = std::chrono::steady_clock::now();
  Totals totals;
  for (auto seed = first; seed <= last; ++seed) {
    auto options = wish.OptionsOf(seed);
    if (wish.trace) options.trace = [](const std::string& line) { std::cout << line << "\n"; };
    const auto report = RunApart(population, options);
    totals.Add(report);
    if (report.failures.empty()) continue;
    options.trace = {};
    Tell(population, options, report);
    if (wish.expect_failure) break;
  }
  Tell(totals, std::chrono::steady_clock::now() - started);
  return (totals.failed > 0) == wish.expect_failure ? 0 : kFailed;
}

}  // namespace
}  // namespace parcours::simulation

int main(int argc, char** argv) {
  using namespace parcours::simulation;
  CLI::App app("Tells the platform's school years with accidents drawn from seeds");
  Wish wish;
  app.add_option("--seeds", wish.seeds, "A..B, or one")->capture_default_str();
  app.add_option("--acts", wish.acts, "Commands per seed at most")->capture_default_str();
  app.add_flag("--bus-alone", wish.bus_alone, "No crash, no disk fault: faster, so wider");
  app.add_flag("--trace", wish.trace, "Say what happens");
  app.add_flag("--expect-failure", wish.expect_failure, "Stop at the first seed that fails");
  CLI11_PARSE(app, argc, argv);
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (!ReadSeeds(wish.seeds, first, last)) {
    std::cerr << "--seeds " << wish.seeds << ": expected A..B\n";
    return kMisused;
  }
  return Simulate(wish, first, last);
}
