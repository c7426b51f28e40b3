#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/cli/story/script.h"
#include "services/platform/testing/fakes.h"
#include "services/platform/testing/scripted_bus.h"
#include "tests/simulation/act.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/process.h"
#include "tests/simulation/wire.h"

namespace parcours::simulation {

// Faults of handlers and timers, which nobody may cause but a ghost.
class Complaints final : public execution::CallObserver {
 public:
  explicit Complaints(const Disk& disk) : disk_(disk) {}
  void Finished(const execution::Method&, const execution::Call&, const Error*,
                std::chrono::nanoseconds) override {}
  void Faulted(const execution::Method& method, const std::string& what) override;
  void Add(std::string what) {
    if (disk_.powered()) all_.push_back(std::move(what));
  }
  [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

 private:
  const Disk& disk_;
  std::vector<std::string> all_;
};

// A call on its way; `outcome` comes with the answer.
struct Attempt {
  std::unique_ptr<google::protobuf::Message> request;
  std::unique_ptr<google::protobuf::Message> answer;
  std::optional<Result<void>> outcome;
};

// One service's machine: disk, line to the bus, and the process that runs, if one does.
struct Machine {
  Machine(execution::ServiceDefinition defined, Disk::Keeps keeps, testing::ScriptedBus& bus,
          testing::FixedRandom& random)
      : definition(std::move(defined)), disk(keeps), complaints(disk), wire(bus, random) {}
  [[nodiscard]] const std::string& name() const { return definition.name; }
  // Runs, and is no ghost.
  [[nodiscard]] bool Up() const { return process != nullptr && disk.powered(); }

  const execution::ServiceDefinition definition;
  bool frozen = false;  // does not move
  Disk disk;
  Complaints complaints;
  Wire wire;
  std::optional<Ground> ground;
  std::unique_ptr<Process> process;
};

inline constexpr std::size_t kPartitions = 6;  // of each topic

// Five services, each on a machine of its own, on one bus and one calendar.
class Region {
 public:
  struct Options {
    Disk::Keeps keeps = Disk::Keeps::kEverything;
    testing::Script script = {
        .delay_percent = 0, .repeat_percent = 0, .longest_run = 1'000, .partitions = kPartitions};
  };
  // All is down.
  Region(CivilDate day, Options options);
  ~Region();

  [[nodiscard]] std::vector<std::unique_ptr<Machine>>& machines() { return machines_; }
  [[nodiscard]] Machine& Of(std::string_view service);
  [[nodiscard]] testing::ScriptedBus& bus() { return bus_; }
  [[nodiscard]] testing::FakeClock& clock() { return clock_; }
  [[nodiscard]] CivilDate today() const { return clock_.Today(); }

  // Called at each crash point of a process that is no ghost.
  void OnPoint(std::function<void(Machine&, std::string_view)> pass) {
    on_point_ = std::move(pass);
  }

  [[nodiscard]] Result<void> Start(Machine& machine);
  [[nodiscard]] Result<void> StartAll();
  // What was recorded so far becomes the ground that runs stand on, in the files themselves.
  void LayGround();
  // A run begins, in a process that was forked from the one that laid the ground.
  void Begin(std::uint64_t seed);
  // Power off, if it was not; what was not synced is lost; nothing runs.
  void Bury(Machine& machine);
  // Hands the act to its service, which is up. The answer comes when it moves.
  [[nodiscard]] std::shared_ptr<Attempt> Send(const Act& act);
  // Remembers the names that the answer gives.
  void Learn(const Act& act, const Attempt& attempt);

  // Until nothing moves; false when that does not come.
  [[nodiscard]] bool Settle();
  // The same, and no timer fires before everything has been heard.
  [[nodiscard]] bool HearAndSettle();
  // The next day, until `until`, on which a timer of those who are up is due.
  [[nodiscard]] std::optional<CivilDate> NextStop(CivilDate until);

  // Position in its journal with which the run began.
  [[nodiscard]] std::int64_t JournalStart(const Machine& machine) const;
  // From that position on.
  [[nodiscard]] static std::vector<journal::Row> RowsOf(const Machine& machine,
                                                        std::int64_t position);
  // Lines of what was recorded since the start, without ids.
  [[nodiscard]] std::vector<std::string> View();

 private:
  [[nodiscard]] std::int64_t Activity() const;
  [[nodiscard]] bool Settle(std::span<const Process::Part> parts);

  testing::TemporaryFolder folder_;
  testing::FakeClock clock_;
  testing::FixedRandom random_;
  testing::FakeTokens tokens_;
  testing::ScriptedBus bus_;
  std::map<std::string, std::int64_t> journal_ends_;
  cli::Variables names_;
  std::vector<std::unique_ptr<Machine>> machines_;
  std::function<void(Machine&, std::string_view)> on_point_;
};

}  // namespace parcours::simulation
