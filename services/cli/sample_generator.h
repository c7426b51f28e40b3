#pragma once

#include <cstdint>
#include <iosfwd>
#include <nlohmann/json.hpp>

#include "services/platform/core/result.h"

namespace parcours::cli {

// Distinct learners that the lists of names and the birth dates give.
inline constexpr std::int64_t kMostLearners = 3'000'000;

struct SampleOptions {
  std::int64_t learners = 1'000;  // at most kMostLearners
  std::uint64_t seed = 1;
  unsigned wrong_percent = 5;  // of the records hold a deliberate fault
};

// Learner record v3 number `index` of the sample CFA: invented people, valid identifiers, reserved
// phones, example.org. The same for the same seed and index, on every machine. A deliberate fault
// is one of: INE or employer's SIRET with a wrong key (a warning), SIRET of 13 digits, end before
// entry, break without start, missing UAI (set aside).
[[nodiscard]] nlohmann::ordered_json SampleDossier(const SampleOptions& options,
                                                   std::int64_t index);

// All of them as a JSON array, one record at a time. False when the stream fails.
[[nodiscard]] bool WriteSample(const SampleOptions& options, std::ostream& stream);

}  // namespace parcours::cli
