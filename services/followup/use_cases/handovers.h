#pragma once

#include "services/followup/context.h"
#include "services/followup/domain/handover.h"
#include "services/platform/schedule/timers.h"

namespace parcours::followup {

// Kinds of timers; the aggregate is handovers/H/steps/N, and pathways/X.
inline constexpr const char* kHandoverStep = "handover_step";
inline constexpr const char* kReferentRead = "referent_read";

struct NewReferent {
  std::string referent;
  CivilDate day;
  bool cut_at_once = false;
};

// REFERENT_WITHOUT_MANDATE.
[[nodiscard]] Result<void> CheckMandate(const NewReferent& next, const std::string& organisation,
                                        const Context& context);

// The one before is released the same day: no day is uncovered. Nothing is recorded where the new
// one is in charge already.
[[nodiscard]] Result<Pathway> HandOver(Context& context, Pathway pathway, const NewReferent& next);

[[nodiscard]] v1::Handover View(const Handover& handover);

// The next pathways of the order are taken as soon as what is under way is done.
void SetHandoverStep(Context& context, const Handover& handover);

// Timers.
[[nodiscard]] Result<void> TakeHandoverStep(const schedule::Timer& timer, Context& context);
[[nodiscard]] Result<void> JudgeReferentRead(const schedule::Timer& timer, Context& context);

}  // namespace parcours::followup
