#pragma once

// p_feed: in which order this service heard of what timelines and alerts are made of: the one
// projection that differs with the order of arrival. A rebuild gives new positions; nothing but one
// asked for by hand makes one.

#include <cstdint>
#include <string>
#include <vector>

#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"

namespace parcours::followup {

[[nodiscard]] execution::Projection FeedProjection();

struct FeedRow {
  std::int64_t position;
  std::string pathway;
  std::string fact;  // full message name
  CivilDate day = {};
  bool of_alert = false;    // of its raising or closing
  bool restricted = false;  // for those alone who see restricted rows of the timeline
};

// What came after a position, in order, at most `limit`: of one pathway, of all alerts, or
// everything.
[[nodiscard]] std::vector<FeedRow> FeedOfPathway(store::Connection& db, const std::string& pathway,
                                                 std::int64_t after, int limit);
[[nodiscard]] std::vector<FeedRow> FeedOfAlerts(store::Connection& db, std::int64_t after,
                                                int limit);
[[nodiscard]] std::vector<FeedRow> FeedAfter(store::Connection& db, std::int64_t after, int limit);

// The last position; 0 where nothing was heard yet.
[[nodiscard]] std::int64_t FeedHead(store::Connection& db);

}  // namespace parcours::followup
