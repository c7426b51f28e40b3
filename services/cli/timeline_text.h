#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace parcours::cli {

// followup.v1.Timeline (as JSON) in columns: day, lane, phrases with what led to them, and at the
// right what follows. One line each, the last for what the dashboard would have said.
[[nodiscard]] std::string TimelineText(const nlohmann::json& timeline);

}  // namespace parcours::cli
