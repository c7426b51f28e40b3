#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parcours::cli {

// Lines of GetDatedView by service.
using ViewLines = std::map<std::string, std::vector<std::string>, std::less<>>;

// One text: the services by name, a heading each, their lines in their order. Every UUID is
// replaced by its rank among those of the whole view in sorted order, "#1", "#2"…, so that two runs
// that made the same things in the same order give the same text.
[[nodiscard]] std::string MergeViews(const ViewLines& views);

// "pathways/0195718c-…" → "pathways/#7" for the ranks that the whole text itself gives.
[[nodiscard]] std::string RankIds(std::string_view text);

}  // namespace parcours::cli
