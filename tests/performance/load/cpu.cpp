#include "tests/performance/load/cpu.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace parcours::load {
namespace {

double SecondsOf(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  std::getline(file, text);
  // After the name in parentheses: state, then 10 numbers, then user and system time in ticks.
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  constexpr int kBefore = 11;
  for (int i = 0; i < kBefore; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

std::map<std::string, double> CpuOf(const std::map<std::string, int>& processes) {
  std::map<std::string, double> used{{"load", SecondsOf(::getpid())}};
  for (const auto& [name, process] : processes) used[name] = SecondsOf(process);
  return used;
}

}  // namespace parcours::load
