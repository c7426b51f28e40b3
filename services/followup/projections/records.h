#pragma once

// p_records: what a pathway has beside itself (interviews, plans of action, visits…), in the order
// of lists.

#include <string>
#include <string_view>
#include <vector>

#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"

namespace parcours::followup {

[[nodiscard]] execution::Projection RecordsProjection();

// Collection of the pathways whose person is to be oriented, or was; "closed" once settled.
inline constexpr std::string_view kOrientations = "orientations";

// A place in the order of days, then names.
struct RecordPlace {
  std::string day;
  std::string name;
};

struct RecordQuestion {
  std::string_view collection;
  std::string pathway = {};  // empty = all
  std::string agent = {};    // of appointments; empty = all
  bool open_only = false;
  RecordPlace after = {};
  int limit = 0;
};
// The next records after `after`.
[[nodiscard]] std::vector<RecordPlace> RecordsAfter(store::Connection& db,
                                                    const RecordQuestion& question);

}  // namespace parcours::followup
