#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "services/followup/domain/training.h"

namespace parcours::followup {

// The status of an apprentice as the national dashboard of apprenticeship (tableau de bord)
// computes it.
enum class DashboardStatus { kInscrit, kApprenti, kRupturant, kAbandon, kFinDeFormation };

// "INSCRIT", "APPRENTI", "RUPTURANT", "ABANDON", "FIN_DE_FORMATION".
[[nodiscard]] std::string_view StatusName(DashboardStatus status);

// The dashboard's thresholds, in days (rules/apprenticeship.textproto).
struct DashboardRule {
  int enrolled_without_contract = 90;  // longer, never having had a contract: ABANDON
  int without_contract = 180;          // longer, after a contract: ABANDON
  int end_tolerance = 60;  // natural end of contract this close to the session's: FIN_DE_FORMATION
};

// From this day on, until the next change, the person has this status.
struct StatusChange {
  DashboardStatus status;
  CivilDate from;

  friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

// All changes from the first day (session or earliest contract) to the end of the session, oldest
// first, no two neighbours alike. Empty when the session ends before that first day.
[[nodiscard]] std::vector<StatusChange> StatusChanges(const Training& training,
                                                      const DashboardRule& rule = {});

// INSCRIT before the first change.
[[nodiscard]] DashboardStatus StatusOn(std::span<const StatusChange> changes, CivilDate day);

}  // namespace parcours::followup
