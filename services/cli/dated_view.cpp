#include "services/cli/dated_view.h"

#include "services/platform/host/dated_view.h"

namespace parcours::cli {

std::string MergeViews(const ViewLines& views) {
  std::vector<std::string> lines;
  for (const auto& [service, of_service] : views) {
    lines.insert(lines.end(), of_service.begin(), of_service.end());
  }
  std::string text;
  for (const auto& line : host::WithoutIds(lines)) text.append(line).append("\n");
  return text;
}

}  // namespace parcours::cli
