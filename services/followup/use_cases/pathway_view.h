#pragma once

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"

namespace parcours::followup {

// A pathway as it stands on a day: status and legal clock side by side. For a past day, contracts,
// breaks and closings of later days are left out; for today and later, all that is known counts.
[[nodiscard]] v1::Pathway View(const Pathway& pathway, CivilDate day, Context& context);

// Its owner is the référent in charge on the day, of a closed one that of its closing.
[[nodiscard]] v1::Alert View(const RaisedAlert& alert, const Pathway& pathway, CivilDate day,
                             Language language);

}  // namespace parcours::followup
