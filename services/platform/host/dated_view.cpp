#include "services/platform/host/dated_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "services/platform/core/check.h"
#include "services/platform/host/id_colours.h"
#include "services/platform/security/redaction.h"

namespace parcours::host {
namespace {

constexpr int kRowsAtOnce = 1'000;

}  // namespace

std::string DatedLine(const journal::Journal& journal, const journal::Row& row) {
  // The payload holds no sensitive field; opening what was sealed would only be undone here.
  journal::Row open = row;
  open.sealed.clear();
  const auto fact = journal.Decode(open);
  CHECK(fact != nullptr);
  auto json = nlohmann::json::parse(security::RedactedJson(*fact));
  json.erase("meta");
  std::string line = row.meta.effective.ToString();
  line.append(" ").append(row.meta.Context()).append(" ").append(fact->GetDescriptor()->name());
  return line.append(" ").append(row.meta.aggregate).append(" ").append(json.dump());
}

std::vector<std::string> DatedView(const journal::Journal& journal, store::Connection& connection,
                                   CivilDate day) {
  std::vector<std::string> lines;
  std::int64_t next = 1;
  for (auto rows = journal.ReadFrom(connection, next, kRowsAtOnce); !rows.empty();
       rows = journal.ReadFrom(connection, next, kRowsAtOnce)) {
    next = rows.back().position + 1;
    for (const auto& row : rows) {
      if (row.meta.effective <= day) lines.push_back(DatedLine(journal, row));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> WithoutIds(const std::vector<std::string>& lines) {
  return IdColours(lines).Rewritten();
}

}  // namespace parcours::host
