#pragma once

// The dated tables of rules/, built into the program.

#include <string>

#include "services/platform/core/civil_date.h"

namespace parcours::recruitment {

// The gate before a contract (rules/missions.textproto).
struct MissionGateRule {
  int days;            // for validation, after the day of submission
  std::string rule;    // key of the row
  std::string source;  // where it comes from
};
[[nodiscard]] MissionGateRule MissionGateOn(CivilDate day);

// Controls of the contract form (rules/contracts.textproto).
struct ContractFormRule {
  int least_age;     // years of the apprentice at the contract's start
  int least_months;  // whole months from start to end
  int most_months;
};
[[nodiscard]] ContractFormRule ContractFormOn(CivilDate day);

}  // namespace parcours::recruitment
