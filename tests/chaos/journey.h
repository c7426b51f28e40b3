#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "services/cli/numbers.h"
#include "services/cli/story/script.h"
#include "tests/chaos/caller.h"

namespace parcours::chaos {

// Of deploy/sample: whoever the steps name, and the agent that acts as it ("" = the operator).
struct Part {
  const char* actor;
  const char* agent;
};
[[nodiscard]] std::span<const Part> Cast();

// One learner, or one employer, on the way through the services: command after command, each built
// from what the ones before were answered. The same for the same seed and index, but for the ids
// that services give.
class Journey {
 public:
  Journey(std::uint64_t seed, std::int64_t index);

  // The command to send now; the same until Answered or End. nullopt: it has arrived.
  [[nodiscard]] std::optional<Command> Next() const;
  void Answered(const nlohmann::json& answer);
  void End();
  // Whether the same command may be sent again later and be answered the same: not one of a batch,
  // whose records are recognised by their content.
  [[nodiscard]] bool IsRemembered() const;

 private:
  const std::int64_t index_;
  const bool is_employer_;
  cli::Numbers numbers_;
  std::size_t step_ = 0;
  std::string id_;
  cli::Variables variables_;
};

}  // namespace parcours::chaos
