#pragma once

// Contracts and référents of a pathway as text in one row: lists read a hundred thousand of them.

#include <set>
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

// "from|referent|default", "from||released", "|referent|reads" and "|referent|ended".
[[nodiscard]] std::string AssignmentLine(const v1::ReferentAssigned& fact, CivilDate from);
[[nodiscard]] std::string ReleaseLine(CivilDate day);
[[nodiscard]] std::string ReadingLine(const std::string& referent);
[[nodiscard]] std::string ReadingEndLine(const std::string& referent);
// Lines in the order in which they were recorded.
[[nodiscard]] std::vector<ReferentSpell> ReadReferents(std::string_view text);
// Former référents who still read.
[[nodiscard]] std::set<std::string> ReadFormerReaders(std::string_view text);

}  // namespace parcours::followup
