#pragma once

#include <string>
#include <vector>

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/domain/training.h"

namespace parcours::followup {

// The figures of rules/support_evaluation.textproto, as they hold on one day.
struct PitfallRule {
  int looked_back;    // days
  int most_meetings;  // in `close_days`
  int close_days;
  int longest_gap;  // days
};

// An interview as far as the pitfalls ask.
struct HeldInterview {
  std::string name;
  CivilDate day;
  bool has_objective = false;
  bool is_written = false;
};

struct FoundPitfall {
  v1::PitfallKind kind;
  std::vector<std::string> interviews;  // that count, by day
};

// The pitfalls of a support (001 8) on the last day of `support`, its first day being the opening
// of the pathway. The order of the interviews does not matter; those outside `support` do not
// count.
[[nodiscard]] std::vector<FoundPitfall> PitfallsOf(std::vector<HeldInterview> interviews,
                                                   const Period& support, const PitfallRule& rule);

}  // namespace parcours::followup
