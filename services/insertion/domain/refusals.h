#pragma once

// Why insertion refuses. Each refusal once, with its stable reason.

#include <string_view>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::insertion {

[[nodiscard]] Error WaveUnknown(int months);
[[nodiscard]] Error WaveNotDue(int months, CivilDate due);
// Contract, sector and employer are stated of people at work only.
[[nodiscard]] Error NotAtWork(std::string_view field);
[[nodiscard]] Error OutcomeMissing();
[[nodiscard]] Error AlreadyConsolidated(std::string_view file, CivilDate day);
// `date` is after today.
[[nodiscard]] Error DateInFuture(CivilDate day, CivilDate today);
[[nodiscard]] Error DateBeforeTrainingEnd(CivilDate day, CivilDate training_end);

// A fact that names no pathway or no day to count from: it waits as a dead letter.
[[nodiscard]] Error ClosingIncomplete(std::string_view fact);

}  // namespace parcours::insertion
