#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "services/cli/numbers.h"
#include "services/cli/story/launched_platform.h"
#include "tests/chaos/broker.h"

namespace parcours::chaos {

struct FaultOptions {
  std::uint64_t seed = 1;
  int kills =
      0;  // enough after so many, each other fault having come once; 0 = until the time is up
  std::chrono::seconds longest{60};
  // Longer than a record may wait for its acknowledgement, and than a group waits for a member.
  std::chrono::seconds outage{18};
  std::chrono::seconds freeze{8};
  std::chrono::seconds recovered_within{90};
};

// Does to running services and their broker what a bad night does, one fault after the other, and
// waits after each until nothing lags.
class Faults {
 public:
  struct Parts {
    cli::LaunchedPlatform& platform;
    Broker& broker;
    std::filesystem::path full_disk;  // the sign at which the platform's disk is full
    std::function<void()> moved;      // services have other addresses
    std::function<void(const std::string&)> say;
  };
  Faults(Parts parts, FaultOptions options)
      : parts_(std::move(parts)), options_(options), numbers_(options.seed) {}

  // UNAVAILABLE: what was killed does not come back; DEADLINE_EXCEEDED, STILL_LAGS.
  [[nodiscard]] Result<void> Run();

  [[nodiscard]] int kills() const { return kills_; }
  [[nodiscard]] int faults() const { return faults_; }

 private:
  struct Kind;
  static const std::vector<Kind>& Kinds();
  using Steady = std::chrono::steady_clock;

  [[nodiscard]] const Kind& Choose();
  [[nodiscard]] bool Enough() const;
  [[nodiscard]] Result<void> Inflict(const Kind& kind);
  [[nodiscard]] Result<std::string> KillServices();
  [[nodiscard]] Result<std::string> KillBroker();
  [[nodiscard]] Result<std::string> StopBroker();
  [[nodiscard]] Result<std::string> FreezeService();
  [[nodiscard]] Result<std::string> FreezeBroker();
  [[nodiscard]] Result<std::string> FillDisk();
  [[nodiscard]] Result<void> KillAndStart(const std::vector<std::string>& services);
  [[nodiscard]] std::vector<std::string> SomeServices();
  void Wait(std::uint64_t longest_ms);

  const Parts parts_;
  const FaultOptions options_;
  cli::Numbers numbers_;
  const Steady::time_point started_ = Steady::now();
  std::set<const Kind*> came_;
  int kills_ = 0;
  int faults_ = 0;
};

}  // namespace parcours::chaos
