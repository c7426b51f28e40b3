#pragma once

// How p_timeline is written and read.

#include <optional>
#include <string>
#include <string_view>

#include "services/followup/projections/timeline.h"
#include "services/platform/execution/projection.h"

namespace parcours::followup {

extern const std::string_view kTimelineSchema;

// The line or entry of a day: "referent/2025-03-06".
[[nodiscard]] inline std::string DayLine(std::string_view name, CivilDate day) {
  return std::string(name) + "/" + day.ToString();
}

// Replaces the row of the same entry. A fact that names no pathway changes nothing.
void PutRow(execution::ProjectionContext& context, const std::string& pathway,
            const TimelineRow& row);
[[nodiscard]] std::optional<TimelineRow> FindRow(execution::ProjectionContext& context,
                                                 const std::string& pathway,
                                                 std::string_view entry);
void DropRow(execution::ProjectionContext& context, const std::string& pathway,
             std::string_view entry);

// Rows of facts of the other services.
[[nodiscard]] std::vector<execution::ProjectionRow> ForeignTimelineRows();
// Rows of the company side, of presence, of recognition, of evaluations and of orientations.
[[nodiscard]] std::vector<execution::ProjectionRow> CompanyTimelineRows();

}  // namespace parcours::followup
