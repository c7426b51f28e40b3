#pragma once

#include "services/followup/context.h"
#include "services/followup/domain/judgement.h"
#include "services/platform/schedule/timers.h"

namespace parcours::followup {

// Kinds of timers; the aggregate is contractBreaks/C, contractBreaks/C and pathways/X.
inline constexpr const char* kContinuationDeadline = "continuation_deadline";
inline constexpr const char* kContractAlert = "contract_alert";
inline constexpr const char* kEmployerWindow = "employer_window";

// After something new is known of contracts or breaks: clocks are started, windows planned, and the
// days on which the rest must be judged are set as timers. What rests on the absence of a fact (an
// expiry, a missed meeting, an alert) is left to them: they fire once what is under way has
// arrived.
[[nodiscard]] Result<Pathway> TakeUp(Context& context, Pathway pathway);

// After a correction, or the end of a pathway, everything is judged at once: the timers of those
// days may have fired.
[[nodiscard]] Result<Pathway> JudgeAll(Context& context, Pathway pathway);

[[nodiscard]] Result<Pathway> RecordAll(Context& context, Pathway pathway,
                                        std::vector<Judgement> judgements);
[[nodiscard]] Result<Pathway> CloseSettledAlerts(Context& context, Pathway pathway);

// Timers.
[[nodiscard]] Result<void> JudgeContinuationDeadline(const schedule::Timer& timer,
                                                     Context& context);
[[nodiscard]] Result<void> JudgeContractAlert(const schedule::Timer& timer, Context& context);
[[nodiscard]] Result<void> JudgeEmployerWindow(const schedule::Timer& timer, Context& context);

}  // namespace parcours::followup
