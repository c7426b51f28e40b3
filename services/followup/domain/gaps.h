#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "services/followup/domain/continuation.h"
#include "services/followup/domain/early_warning.h"
#include "services/followup/domain/employer_windows.h"
#include "services/followup/domain/pathway_state.h"

namespace parcours::followup {

// Days that count where the caller names none (rules/gaps.textproto).
struct GapRule {
  int no_interview;
  int window_closing;
  int no_record;
  int cover_ending;
};

// Something that is due and has not been done.
struct FoundGap {
  CivilDate since;
  std::optional<CivilDate> due = {};  // absent = it is late
  std::string subject = {};
};

// More than `days` since the last interview, or since the opening.
[[nodiscard]] std::optional<FoundGap> InterviewGap(const std::vector<RiskFact>& recorded,
                                                   CivilDate opened_on, CivilDate day, int days);

// The first interview of the last `days` that has no written record.
[[nodiscard]] std::optional<FoundGap> RecordGap(const std::vector<RiskFact>& recorded,
                                                CivilDate day, int days);

// The window that closes within `days` and in which nobody has met; the first that was missed.
[[nodiscard]] std::optional<FoundGap> ClosingWindowGap(const PathwayState& state,
                                                       const Training& training, CivilDate day,
                                                       int days);
[[nodiscard]] std::optional<FoundGap> MissedWindowGap(const PathwayState& state,
                                                      const Training& training, CivilDate day);

// The cover after a break that ends within `days` without a new contract.
[[nodiscard]] std::optional<FoundGap> CoverGap(const Training& training, CivilDate day, int days,
                                               const ContinuationRule& rule);

// On the default référent, or on nobody.
[[nodiscard]] std::optional<FoundGap> ReferentGap(const std::vector<ReferentSpell>& spells,
                                                  CivilDate opened_on, CivilDate day);

}  // namespace parcours::followup
