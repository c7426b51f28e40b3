#pragma once

// Each refusal about presence, rights and arrangements once.

#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::followup {

[[nodiscard]] Error DaysOfTwoMonths();
[[nodiscard]] Error PresenceMissing();
[[nodiscard]] Error AbsentWithHours();
[[nodiscard]] Error SheetAlreadySigned();
[[nodiscard]] Error SheetFull();
[[nodiscard]] Error SheetEmpty();
[[nodiscard]] Error SheetNotOver(CivilDate last);
[[nodiscard]] Error SheetIncomplete(CivilDate day);

[[nodiscard]] Error RightsAlreadyInformed();

[[nodiscard]] Error AccommodationReviewNotAhead();
[[nodiscard]] Error AccommodationEnded();
[[nodiscard]] Error AccommodationReviewedTooOften();

}  // namespace parcours::followup
