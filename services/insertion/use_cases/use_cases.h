#pragma once

// Everything insertion does: commands, queries and reactions.

#include "parcours/followup/v1/followup_events.pb.h"
#include "parcours/insertion/v1/insertion_service.pb.h"
#include "services/insertion/context.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact.h"

namespace parcours::insertion {

// Queries.
[[nodiscard]] Result<v1::InsertionFile> Handle(const v1::GetInsertionFileRequest& request,
                                               Context& context);

// Commands.
[[nodiscard]] Result<v1::InsertionFile> Handle(const v1::RecordOutcomeRequest& request,
                                               Context& context);
[[nodiscard]] Result<v1::InsertionFile> Handle(const v1::ConsolidateSituationRequest& request,
                                               Context& context);

// Reactions: the end of a pathway opens its calendar, once.
[[nodiscard]] Result<void> OpenFile(const followup::v1::PathwayCompleted& fact,
                                    const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> OpenFile(const followup::v1::PathwayInterrupted& fact,
                                    const journal::FactMeta& meta, Context& context);

}  // namespace parcours::insertion
