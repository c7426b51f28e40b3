// `scripts/chaos`: real faults on real Kafka, then a check by a process of its own.

#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iostream>

#include "tests/chaos/run.h"

namespace {

int Fail(const parcours::Error& error) {
  std::cerr << error.reason << ": " << error.english << std::endl;
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace parcours;
  chaos::RunOptions options{
      .programs = std::filesystem::read_symlink("/proc/self/exe").parent_path(),
      .sample = PARCOURS_SOURCE_DIR "/deploy/sample"};
  double minutes = 5;
  std::uint64_t seed = 1;
  CLI::App app(
      "Real faults on real Kafka while a load runs; 0: nothing lost, doubled, out of "
      "order or differing");
  app.add_option("--folder", options.folder, "What the run leaves behind; emptied first")
      ->required();
  app.add_option("--minutes", minutes, "Longest time of faults")->capture_default_str();
  app.add_option(
      "--kills", options.faults.kills,
      "Enough after so many, each other fault having come once; 0: until the time is up");
  app.add_option("--seed", seed, "Decides load and faults")->capture_default_str();
  app.add_option("--rate", options.load.per_second, "New commands per second")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  options.folder = std::filesystem::absolute(options.folder);
  options.faults.seed = options.load.seed = seed;
  options.faults.longest = std::chrono::seconds(static_cast<std::int64_t>(minutes * 60));

  if (const auto run = chaos::RunChaos(options, std::cout); !run) return Fail(run.error());
  const auto check = options.programs / "chaos_check";
  std::cout << std::flush;
  ::execl(check.c_str(), check.c_str(), options.folder.c_str(), nullptr);
  return Fail({.code = Code::kUnavailable, .reason = "CHECK_NOT_STARTED"});
}
