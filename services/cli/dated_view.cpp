#include "services/cli/dated_view.h"

#include <algorithm>
#include <functional>
#include <set>

#include "services/platform/core/id.h"

namespace parcours::cli {
namespace {

constexpr std::size_t kUuid = 36;

bool IsPartOfWord(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Calls `found` with the place of each UUID that stands by itself.
void ForEachId(std::string_view text, const std::function<void(std::size_t)>& found) {
  for (auto dash = text.find('-'); dash != std::string_view::npos;
       dash = text.find('-', dash + 1)) {
    if (dash < 8) continue;
    const std::size_t at = dash - 8;
    const bool apart = (at == 0 || !IsPartOfWord(text[at - 1])) &&
                       (at + kUuid >= text.size() || !IsPartOfWord(text[at + kUuid]));
    if (!apart || !IsUuid(text.substr(at, kUuid))) continue;
    found(at);
    dash = at + kUuid - 1;
  }
}

}  // namespace

std::string RankIds(std::string_view text) {
  std::set<std::string_view> ids;
  ForEachId(text, [&](std::size_t at) { ids.insert(text.substr(at, kUuid)); });
  const std::vector<std::string_view> sorted(ids.begin(), ids.end());
  std::string ranked;
  ranked.reserve(text.size());
  std::size_t copied = 0;
  ForEachId(text, [&](std::size_t at) {
    const auto place = std::lower_bound(sorted.begin(), sorted.end(), text.substr(at, kUuid));
    ranked.append(text.substr(copied, at - copied));
    ranked.append("#").append(std::to_string(place - sorted.begin() + 1));
    copied = at + kUuid;
  });
  ranked.append(text.substr(copied));
  return ranked;
}

std::string MergeViews(const ViewLines& views) {
  std::string text;
  for (const auto& [service, lines] : views) {
    text.append("== ").append(service).append("\n");
    for (const auto& line : lines) text.append(line).append("\n");
  }
  return RankIds(text);
}

}  // namespace parcours::cli
