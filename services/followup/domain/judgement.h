#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "services/followup/domain/pathway.h"
#include "services/followup/domain/rules.h"

namespace parcours::followup {

// Deadline facts are dated judgements: what the dated facts of a pathway call for on a day and what
// is not recorded yet. Asked again, they return nothing new; the order in which the facts came does
// not matter. On a pathway that is not open, or no apprenticeship, they return nothing.
using Judgement = std::variant<v1::ContinuationStarted, v1::ContinuationExpiring,
                               v1::ContinuationEnded, v1::OrientationProposed, v1::AlertRaised,
                               v1::AlertClosed, v1::EmployerWindowPlanned,
                               v1::EmployerWindowNotObserved, v1::EmployerMeetingMissed>;

// The clock of one break is to be started: for the first time, with other dates, or again because
// what had ended it no longer holds.
[[nodiscard]] std::vector<Judgement> JudgeStart(const Pathway& pathway,
                                                std::string_view contract_break, CivilDate today);

// Warnings and end of that clock, and the orientation that follows an expiry.
[[nodiscard]] std::vector<Judgement> JudgeContinuation(const Pathway& pathway,
                                                       std::string_view contract_break,
                                                       CivilDate today);

// The alert of a break; raised at most once.
[[nodiscard]] std::vector<Judgement> JudgeAlert(const Pathway& pathway,
                                                std::string_view contract_break, CivilDate today);

// Alerts that are settled.
[[nodiscard]] std::vector<Judgement> JudgeOpenAlerts(const Pathway& pathway, CivilDate today);

// One alert per episode: raised when the band becomes high, closed when it is so no more.
[[nodiscard]] std::vector<Judgement> JudgeRiskAlert(const Pathway& pathway, v1::RiskBand band,
                                                    CivilDate day);

// Windows that are new or have moved; those that had closed before they were known.
[[nodiscard]] std::vector<Judgement> PlanWindows(const Pathway& pathway, CivilDate today);

// Windows that closed without a meeting.
[[nodiscard]] std::vector<Judgement> JudgeWindows(const Pathway& pathway, CivilDate today);

// Days on which the judgements above may change for one break, past ones included.
[[nodiscard]] std::vector<CivilDate> DeadlinesOf(const Pathway& pathway,
                                                 std::string_view contract_break);
// Day from which the alert of one break may be due; nullopt when it cannot be.
[[nodiscard]] std::optional<CivilDate> AlertDeadlineOf(const Pathway& pathway,
                                                       std::string_view contract_break);
// Days after the windows, past ones included.
[[nodiscard]] std::vector<CivilDate> WindowDeadlines(const Pathway& pathway);

// What ContinuationEnded says of a run once it is over.
[[nodiscard]] EndedRun EndOf(const Continuation& run);

// "pathways/X/alerts/C".
[[nodiscard]] std::string AlertNameOf(const Pathway& pathway, std::string_view contract_break);

}  // namespace parcours::followup
