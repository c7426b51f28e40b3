#include "tests/simulation/apart.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <ext/stdio_filebuf.h>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/platform/core/check.h"

namespace parcours::simulation {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RunReport, failures, acts, accepted, accidents, crashes)

namespace {

// Between the two processes: lines of the trace as they come, then the report.
constexpr char kTold = '-';
constexpr char kReport = '=';

void WriteLine(std::FILE* pipe, char kind, const std::string& text) {
  std::fprintf(pipe, "%c%s\n", kind, text.c_str());
  std::fflush(pipe);
}

[[noreturn]] void RunAndSay(const Population& population, RunOptions options, int end) {
  auto* pipe = ::fdopen(end, "w");
  if (options.trace)
    options.trace = [pipe](const std::string& line) { WriteLine(pipe, kTold, line); };
  const auto report = Run(population, std::move(options)).Go();
  WriteLine(pipe, kReport, nlohmann::json(report).dump());
  ::_exit(0);
}

std::string EndOf(int status) {
  return WIFSIGNALED(status) ? "the run died of signal " + std::to_string(WTERMSIG(status))
                             : "the run ended without a report";
}

}  // namespace

RunReport RunApart(const Population& population, const RunOptions& options) {
  std::cout.flush();
  std::array<int, 2> ends{};
  CHECK(::pipe(ends.data()) == 0);
  const auto child = ::fork();
  CHECK(child >= 0);
  if (child == 0) RunAndSay(population, options, ends[1]);
  ::close(ends[1]);
  __gnu_cxx::stdio_filebuf<char> buffer(ends[0], std::ios::in);
  std::istream lines(&buffer);
  std::optional<RunReport> report;
  for (std::string line; std::getline(lines, line);) {
    if (line.front() == kReport) report = nlohmann::json::parse(line.substr(1)).get<RunReport>();
    if (line.front() == kTold) options.trace(line.substr(1));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (report) return *std::move(report);
  RunReport none;
  none.acts = options.most_acts;
  none.failures.push_back(EndOf(status));
  return none;
}

}  // namespace parcours::simulation
