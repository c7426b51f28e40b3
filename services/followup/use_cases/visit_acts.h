#pragma once

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"

namespace parcours::followup {

[[nodiscard]] v1::Visit View(const Visit& visit, const Context& context);

// Shares the report; the first time, the visit becomes an employer meeting of its pathway.
[[nodiscard]] Result<Visit> Share(Context& context, Visit visit, const Visit::Parties& parties,
                                  CivilDate day);

}  // namespace parcours::followup
