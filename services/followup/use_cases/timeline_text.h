#pragma once

#include <vector>

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"
#include "services/followup/projections/timeline.h"

namespace parcours::followup {

// The rows of one pathway, in their order, as lines in the caller's language: rows of one line are
// told together, with what led to it and what follows from it.
[[nodiscard]] std::vector<v1::TimelineEntry> TimelineEntries(std::vector<TimelineRow> rows,
                                                             const Pathway& pathway,
                                                             const Context& context);

// Barriers, cases and referrals are for référents of the pathway's organisation and for the person.
[[nodiscard]] bool MaySeeSupport(const security::Actor& actor, const Pathway& pathway);

}  // namespace parcours::followup
