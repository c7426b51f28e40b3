#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parcours/followup/v1/followup_events.pb.h"
#include "services/platform/core/civil_date.h"

namespace parcours::followup {

// Something that early warning looks at. It holds from `from` to the day before `until`.
struct RiskFact {
  v1::RiskFactKind kind = v1::RISK_FACT_KIND_UNSPECIFIED;
  std::string name;  // of the record that says so
  CivilDate from;
  std::optional<CivilDate> until = {};
  int amount = 0;  // severity of a barrier, level of autonomy; 1 = interview with a written record

  [[nodiscard]] bool HoldsOn(CivilDate day) const {
    return from <= day && (!until || day < *until);
  }
};

// So many points for each fact of the last `days`, up to a sum.
struct EventWeight {
  int points;
  int most;
  int days;
};
// So many points for each fact that holds, up to a sum.
struct StateWeight {
  int points;
  int most;
};
// So many points once nothing has happened for more than so many days; the longest silence counts.
struct SilenceWeight {
  std::vector<std::pair<int, int>> steps;  // days, points
};

// The figures of rules/early_warning.textproto, as they hold on one day.
struct RiskRules {
  std::array<int, 3> bands;  // first scores of WATCH, HIGH_RISK, CRITICAL
  int contract_broken;
  EventWeight unjustified_absence;
  EventWeight missed_appointment;
  std::array<int, 4> barrier;  // by severity
  int most_for_barriers;
  StateWeight overdue_action;
  EventWeight missed_meeting;
  SilenceWeight silent_employer;
  int falling_autonomy;
  SilenceWeight no_interview;
  int longest_override;  // days
};

struct RiskScore {
  int score = 0;  // 0 to 100
  v1::RiskBand band = v1::LOW_RISK;
  std::vector<v1::RiskPoint> points = {};  // their sum is the score, up to 100
};

// The risk of a break on a day (DOMAIN 2.11), from the facts that hold by then, in whatever order
// they come. Nothing counts on a day on which the platform does not follow the pathway (FOLLOWED).
[[nodiscard]] RiskScore ScoreOn(std::vector<RiskFact> facts, const RiskRules& rules, CivilDate day);

// The first day after `day` on which the score may be another one, should no other fact come.
[[nodiscard]] std::optional<CivilDate> NextChange(const std::vector<RiskFact>& facts,
                                                  const RiskRules& rules, CivilDate day);

// High or critical: somebody must act.
[[nodiscard]] inline bool IsAlarming(v1::RiskBand band) { return band >= v1::HIGH_RISK; }

// Families of the points, each once.
[[nodiscard]] std::vector<v1::CauseFamily> FamiliesOf(const std::vector<v1::RiskPoint>& points);

}  // namespace parcours::followup
