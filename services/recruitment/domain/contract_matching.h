#pragma once

#include <optional>
#include <vector>

#include "services/recruitment/domain/apprenticeship_contract.h"
#include "services/recruitment/domain/dossier_record.h"

namespace parcours::recruitment {

// One contract as it is known, as the record states it, or both.
struct ContractMatch {
  std::optional<ApprenticeshipContract> known;
  std::optional<DossierContract> stated;
};

// Which contracts of a record are which known ones of its pathway: those that start on the same
// day, then, among imported ones, those of the same employer whose start was corrected. A contract
// that was signed on the platform is never taken for another one, and is left out where the record
// does not state it. Known contracts first, then new ones, each by start.
[[nodiscard]] std::vector<ContractMatch> MatchContracts(std::vector<ApprenticeshipContract> known,
                                                        std::vector<DossierContract> stated);

}  // namespace parcours::recruitment
