// load: drives RecordInterview of recruitment (or of the floor, which serves the same) and prints
// one JSON line: rate, delays until answered and until applied by the subscriber, CPU per command.

#include <absl/synchronization/mutex.h>

#include <algorithm>
#include <cstdio>
#include <future>
#include <nlohmann/json.hpp>

#include "tests/performance/load/applied_watch.h"
#include "tests/performance/load/caller.h"
#include "tests/performance/load/cpu.h"

namespace parcours::load {
namespace {

constexpr std::chrono::seconds kAppliedWithin{30};

double Seconds(Steady::duration time) { return std::chrono::duration<double>(time).count(); }

Steady::duration FromSeconds(double seconds) {
  return std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(seconds));
}

void WaitUntil(Steady::time_point when) {
  std::promise<void> never;
  never.get_future().wait_until(when);
}

// Until every fact is applied, or for as long as one may wait for them.
void AwaitApplied(const Ledger& ledger) {
  constexpr std::chrono::milliseconds kLook{2};
  const auto latest = Steady::now() + kAppliedWithin;
  while (ledger.open() > 0 && Steady::now() < latest) WaitUntil(Steady::now() + kLook);
}

nlohmann::ordered_json Delays(std::vector<Steady::duration> delays) {
  if (delays.empty()) return nullptr;
  std::sort(delays.begin(), delays.end());
  const auto at = [&delays](double share) {
    const auto index = static_cast<std::size_t>(share * static_cast<double>(delays.size() - 1));
    return Seconds(delays[index]) * 1'000;
  };
  return {
      {"p50", at(0.5)}, {"p90", at(0.9)}, {"p99", at(0.99)}, {"p999", at(0.999)}, {"max", at(1.0)}};
}

int Run(const Options& options) {
  const auto begun = Steady::now() + FromSeconds(options.warm_up);
  const auto ended = begun + FromSeconds(options.seconds);
  Ledger ledger(options.partitions, begun, ended);
  AppliedWatch watch({.database = options.applied,
                      .topic = options.topic,
                      .partitions = options.partitions,
                      .every = std::chrono::microseconds(options.poll_micros)},
                     ledger);
  Caller caller(options, ReadTargets(options), {.measured_from = begun, .until = ended}, ledger);
  WaitUntil(begun);
  const auto before = CpuOf(options.processes);
  WaitUntil(ended);
  const auto after = CpuOf(options.processes);
  auto answers = caller.Finish();
  AwaitApplied(ledger);
  auto applied = ledger.outcome();

  const auto commands = static_cast<double>(answers.delays.size());
  nlohmann::ordered_json line{
      {"commands", answers.delays.size()},
      {"answered_per_second", static_cast<double>(answers.accepted) / options.seconds},
      {"applied_per_second", static_cast<double>(applied.applied) / options.seconds},
      {"sustained_per_second",
       applied.delays.empty() ? 0 : commands / Seconds(applied.last - begun)},
      {"answered_ms", Delays(std::move(answers.delays))},
      {"accepted_attempt_ms", Delays(std::move(answers.attempts))},
      {"applied_ms", Delays(std::move(applied.delays))},
      {"unapplied", ledger.open()},
      {"hinted", answers.hints.size()},
      {"hint_ms", Delays(std::move(answers.hints))},
      {"unfinished", answers.unfinished},
      {"refused", answers.refused}};
  for (const auto& [name, seconds] : after)
    line["cpu_us_per_command"][name] = (seconds - before.at(name)) * 1e6 /
                                       std::max<double>(static_cast<double>(answers.accepted), 1);
  std::printf("%s\n", line.dump().c_str());
  return ledger.open() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace parcours::load

int main(int argc, char** argv) {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  return parcours::load::Run(parcours::load::ReadOptions(argc, argv));
}
