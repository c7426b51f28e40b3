#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parcours::cli {

// Lines of GetDatedView by service.
using ViewLines = std::map<std::string, std::vector<std::string>, std::less<>>;

// One text of all services' lines, sorted, every UUID replaced by a number that depends on what the
// lines say alone: two runs that did the same give the same text, whatever ids they drew.
[[nodiscard]] std::string MergeViews(const ViewLines& views);

}  // namespace parcours::cli
