#pragma once

#include <vector>

#include "services/platform/core/civil_date.h"

namespace parcours::insertion {

// One moment at which the outcome is asked.
struct Wave {
  int months = 0;
  CivilDate due;  // end of the training + months, clamped to the end of the month

  friend bool operator==(const Wave&, const Wave&) = default;
};

// The calendar after a training that ended on `end`, earliest first (rules/waves.textproto, the row
// of that day).
[[nodiscard]] std::vector<Wave> WavesAfter(CivilDate end);

}  // namespace parcours::insertion
