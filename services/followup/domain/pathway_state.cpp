#include "services/followup/domain/pathway_state.h"

#include <utility>

#include "services/followup/domain/refusals.h"
#include "services/platform/core/id.h"

namespace parcours::followup {

void Assign(std::vector<ReferentSpell>& spells, ReferentSpell spell) {
  std::erase_if(spells, [&](const ReferentSpell& other) { return other.from >= spell.from; });
  spells.push_back(std::move(spell));
}

const ReferentSpell* ReferentOn(const std::vector<ReferentSpell>& spells, CivilDate day) {
  const ReferentSpell* current = nullptr;
  for (const ReferentSpell& spell : spells) {
    if (spell.from > day) continue;
    const bool released = spell.released_on && *spell.released_on <= day;
    current = released ? nullptr : &spell;
  }
  return current;
}

Result<void> MayTakeOver(const std::vector<ReferentSpell>& spells, CivilDate opened_on,
                         CivilDate from) {
  if (from < opened_on) return Refuse(ReferentBeforePathway(opened_on));
  if (spells.empty()) return {};
  if (spells.back().released_on) return Refuse(ReferentAlreadyReleased());
  if (from < spells.back().from) return Refuse(ReferentBeforeCurrent(spells.back().from));
  return {};
}

std::string BreakOf(std::string_view contract) {
  return ResourceName("contractBreaks", LastSegment(contract));
}

std::string ContractOf(std::string_view contract_break) {
  return ResourceName("apprenticeshipContracts", LastSegment(contract_break));
}

std::string RiskOf(std::string_view pathway) {
  return ResourceName("riskAssessments", LastSegment(pathway));
}

}  // namespace parcours::followup
