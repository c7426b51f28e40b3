#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "services/cli/stage.h"

namespace parcours::cli {

// Follow-up's timeline, with what recruitment alone holds and the caller may see: the person's name
// and the sender's own reference of the record. They are asked for here, at display; where they
// cannot be had the timeline stands without. `day` = last day to show, empty = everything known.
[[nodiscard]] Result<nlohmann::json> FetchTimeline(Stage& stage, const std::string& pathway,
                                                   const std::string& day,
                                                   const std::string& token);

// The person's name where it is there, then
// followup.v1.Timeline (as JSON) in columns: day, lane, phrases with what led to them, and at the
// right what follows. One line each, the last for what the dashboard would have said.
[[nodiscard]] std::string TimelineText(const nlohmann::json& timeline);

}  // namespace parcours::cli
