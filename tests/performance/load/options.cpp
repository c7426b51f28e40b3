#include "tests/performance/load/options.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <cstdlib>
#include <vector>

namespace parcours::load {
namespace {

std::map<std::string, int> ReadProcesses(const std::vector<std::string>& pairs) {
  std::map<std::string, int> processes;
  for (const auto& pair : pairs) {
    const auto equals = pair.find('=');
    processes[pair.substr(0, equals)] = std::atoi(pair.c_str() + equals + 1);
  }
  return processes;
}

}  // namespace

Options ReadOptions(int argc, char** argv) {
  Options options;
  std::vector<std::string> processes;
  CLI::App app("Drives RecordInterview and waits until the facts are applied elsewhere");
  app.add_option("--address", options.address)->required();
  app.add_option("--token", options.token)->required();
  app.add_option("--targets", options.targets)->required();
  app.add_option("--applied", options.applied)->required();
  app.add_option("--topic", options.topic)->required();
  app.add_option("--partitions", options.partitions);
  auto* closed = app.add_option("--in-flight", options.in_flight);
  app.add_option("--rate", options.rate)->excludes(closed);
  app.add_option("--channels", options.channels)->check(CLI::PositiveNumber);
  app.add_option("--warm-up", options.warm_up);
  app.add_option("--seconds", options.seconds);
  app.add_option("--poll-micros", options.poll_micros);
  app.add_option("--process", processes, "name=pid; may be repeated");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    std::exit(app.exit(wrong));
  }
  options.processes = ReadProcesses(processes);
  return options;
}

}  // namespace parcours::load
