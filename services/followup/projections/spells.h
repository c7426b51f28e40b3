#pragma once

// Contracts and référents of a pathway as text in one row: lists read a hundred thousand of them.

#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/followup_events.pb.h"
#include "services/followup/domain/pathway_state.h"

namespace parcours::followup {

// "name|employer|start|end|break|withdrawn"; empty for a contract whose start is not known.
[[nodiscard]] std::string ContractSpell(const v1::ContractAttached& fact);
// One spell a line.
[[nodiscard]] std::vector<Contract> ReadContracts(std::string_view text);

// "from|referent|default", and "from||released".
[[nodiscard]] std::string AssignmentLine(const v1::ReferentAssigned& fact, CivilDate from);
[[nodiscard]] std::string ReleaseLine(CivilDate day);
// Lines in the order in which they were recorded.
[[nodiscard]] std::vector<ReferentSpell> ReadReferents(std::string_view text);

}  // namespace parcours::followup
