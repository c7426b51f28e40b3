#pragma once

// p_timeline: what happened on each pathway, from facts of follow-up and of the other services. A
// row belongs to one aggregate and is found again by its entry, so any order of arrival gives the
// same rows.

#include <string>
#include <string_view>
#include <vector>

#include "services/followup/phrases.h"
#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"

namespace parcours::followup {

[[nodiscard]] execution::Projection TimelineProjection();

// What can happen on a pathway. `rank` orders one day; restricted rows name barriers, cases,
// referrals and risks; a row that joins is told in the phrase before it, after a comma.
struct TimelineKind {
  std::string_view name;
  std::string_view context;
  int rank;
  bool restricted = false;
  bool joins = false;
  std::string_view fact;
  std::string_view cause = {};
};

[[nodiscard]] const TimelineKind& TimelineKindOf(std::string_view name);

// Whether every row that this fact can make is restricted.
[[nodiscard]] bool IsRestrictedFact(std::string_view fact);

struct TimelineRow {
  std::string entry;  // unique in the pathway
  std::string_view kind;
  CivilDate day = {};
  std::string line = {};    // rows of one line are told together; empty = its own
  std::string phrase = {};  // of phrases.cpp; empty = that of the kind's name
  PhraseArguments arguments = {};
};

// Rows of a pathway by day, rank and entry.
[[nodiscard]] std::vector<TimelineRow> TimelineOf(store::Connection& db,
                                                  const std::string& pathway);

}  // namespace parcours::followup
