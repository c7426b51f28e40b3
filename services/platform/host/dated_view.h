#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/civil_date.h"
#include "services/platform/journal/journal.h"

namespace parcours::host {

// One fact as a line: effective date, context, type, aggregate, and the payload as JSON with sorted
// keys, without `meta` and without sensitive fields. No position and no instant of recording: what
// two runs of one story have in common.
[[nodiscard]] std::string DatedLine(const journal::Journal& journal, const journal::Row& row);

// The lines of all facts of the journal that hold by `day`, sorted. Ids stay.
[[nodiscard]] std::vector<std::string> DatedView(const journal::Journal& journal,
                                                 store::Connection& connection, CivilDate day);

// The same lines with every UUID replaced by a number that depends on what the lines say alone,
// sorted: equal for two runs that did the same, whatever ids they drew and in whatever order. Lines
// of all services go in together, since they share ids.
[[nodiscard]] std::vector<std::string> WithoutIds(const std::vector<std::string>& lines);

}  // namespace parcours::host
