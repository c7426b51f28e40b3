#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulation/population.h"
#include "tests/simulation/region.h"
#include "tests/simulation/school_year.h"

namespace parcours::simulation {

struct RunOptions {
  std::uint64_t seed = 1;
  int most_acts = 16;
  // Services crash and disks fail; else the bus alone misbehaves.
  bool may_die = true;
  std::function<void(const std::string&)> trace = {};  // hears what happens; may be empty
};

struct RunReport {
  std::vector<std::string> failures;  // which promise was broken; empty when all hold
  int acts = 0;
  int accepted = 0;
  int accidents = 0;
  std::map<std::string, int> crashes;  // by point
};

// A school year twice: once with accidents drawn from the seed, once without; then compared. Uses
// the population up.
class Run {
 public:
  Run(const Population& population, RunOptions options);
  [[nodiscard]] RunReport Go();

 private:
  // One act on its way through the region with accidents.
  struct Errand {
    Act act;
    std::shared_ptr<Attempt> attempt;
    std::optional<std::string> answer;  // as it was first given; of a refusal, its reason
    bool accepted = false;
  };
  struct Fuse {
    std::string point;
    int passes = 1;
  };

  [[nodiscard]] Machine& AnyMachine();
  void LiveThrough(const std::vector<Act>& acts, int steps);
  void Step();
  void SendSome(bool again);
  void Collect();
  void Collect(Errand& errand);
  void CauseAccident();
  void CauseCrash(Machine& machine);
  void LightFuse(Machine& machine, std::string_view point);
  void Die(Machine& machine, const std::string& where);
  void CauseDiskFault(Machine& machine);
  void CauseBusFault(Machine& machine);
  void CauseOperation(Machine& machine);
  void PassPoint(Machine& machine, std::string_view point);
  void BuryGhosts();
  void RestartSome();
  void Restart(Machine& machine, bool must);
  void Heal();
  void Mirror();
  void CompareAnswers(const Errand& errand, const Attempt& reflected);
  void AdvanceTo(CivilDate day);
  void Leave(Machine& machine, std::vector<Act>& acts);
  void Return();
  void Compare(const char* when);
  void Settle();
  void Check(std::vector<std::string> failures, const char* when);
  void Fail(std::string what);
  void Say(const std::string& what) const;

  const RunOptions options_;
  testing::FixedRandom acts_random_;
  testing::FixedRandom accidents_random_;
  SchoolYear year_;
  Region& region_;
  Region& mirror_;
  std::vector<Errand> errands_;
  std::map<const Machine*, Fuse> fuses_;
  Machine* absent_ = nullptr;  // stopped before the last acts, back before the next
  RunReport report_;
};

}  // namespace parcours::simulation
