#pragma once

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"

namespace parcours::followup {

// An interview without the barriers that were stated in it: they are the pathway's.
[[nodiscard]] v1::Interview View(const Interview& interview, const Context& context);

}  // namespace parcours::followup
