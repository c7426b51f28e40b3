#pragma once

#include <filesystem>
#include <iosfwd>

#include "services/platform/core/result.h"
#include "tests/chaos/faults.h"
#include "tests/chaos/load.h"

namespace parcours::chaos {

struct RunOptions {
  std::filesystem::path folder;    // emptied first; holds the evidence afterwards (check.h)
  std::filesystem::path programs;  // of this build
  std::filesystem::path sample;    // deploy/sample
  FaultOptions faults;
  LoadOptions load;
};

// A broker, five services, load and faults; then everything heals and settles, and what is left
// behind is what the check reads. Says what happens as it happens.
[[nodiscard]] Result<void> RunChaos(const RunOptions& options, std::ostream& out);

// The same load on one process without faults and without Kafka: evidence where nothing may be
// wrong. Ends after so many answers.
[[nodiscard]] Result<void> RunCalmly(const RunOptions& options, std::int64_t answers);

}  // namespace parcours::chaos
