#pragma once

#include <optional>

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/domain/status.h"
#include "services/followup/domain/training.h"
#include "services/platform/core/error.h"

namespace parcours::followup {

[[nodiscard]] v1::PathwayStatus ToProto(DashboardStatus status);

// What the national dashboard says on the day, and why.
[[nodiscard]] v1::DashboardStatus DashboardView(const Training& training, CivilDate day,
                                                Language language);

// The legal clock of the latest break by the day; nullopt without one.
[[nodiscard]] std::optional<v1::Continuation> ClockView(const Training& training, CivilDate day,
                                                        Language language);

}  // namespace parcours::followup
