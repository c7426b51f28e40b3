#pragma once

#include <string>

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"
#include "services/followup/domain/early_warning.h"
#include "services/platform/schedule/timers.h"

namespace parcours::followup {

// Kind of timer; the aggregate is pathways/X.
inline constexpr const char* kRiskAssessment = "risk_assessment";

// Something that early warning looks at has happened: the pathway is assessed in the night to come,
// when what is under way has arrived. After that it is assessed on the days on which its score may
// change by itself, which is what assessing it every night would record.
void WatchRisk(Context& context, const std::string& pathway);
// On that day it is assessed once.
void WatchRiskOn(Context& context, const std::string& pathway, CivilDate day);

// Timer.
[[nodiscard]] Result<void> JudgeRisk(const schedule::Timer& timer, Context& context);

// Everything that early warning looks at on this pathway.
[[nodiscard]] std::vector<RiskFact> AllRiskFacts(Context& context, const Pathway& pathway);

// Records the band that holds on the day, where it is another one, with the alert that begins or
// ends.
[[nodiscard]] Result<void> RecordBand(Context& context, const Pathway& pathway,
                                      const RiskScore& score, CivilDate day);

[[nodiscard]] v1::Risk RiskView(Context& context, const Pathway& pathway, CivilDate day);

}  // namespace parcours::followup
