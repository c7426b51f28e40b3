#pragma once

// p_group_presences and p_logbook_words: sessions of groups by pathway, and when each party last
// wrote in a logbook.

#include <map>
#include <string>
#include <vector>

#include "parcours/followup/v1/company_side.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"

namespace parcours::followup {

[[nodiscard]] execution::Projection CompanyProjection();

// Days of the sessions of this kind to whose group the pathway belongs.
[[nodiscard]] std::vector<CivilDate> GroupSessionsOf(store::Connection& db,
                                                     const std::string& pathway,
                                                     v1::GroupSessionKind kind);

// When each party last wrote; absent = never.
[[nodiscard]] std::map<v1::LogbookParty, CivilDate> LastWords(store::Connection& db,
                                                              const std::string& pathway);

}  // namespace parcours::followup
