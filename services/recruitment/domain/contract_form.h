#pragma once

#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"

namespace parcours::recruitment {

// The controls of the national contract form (CERFA 10103) that are held when a contract is
// authorised.
struct ContractForm {
  CivilDate birth;  // of the apprentice
  CivilDate start;
  CivilDate end;
};

// CONTRACT_ENDS_BEFORE_IT_STARTS, APPRENTICE_TOO_YOUNG, CONTRACT_TOO_SHORT or CONTRACT_TOO_LONG:
// the first that applies.
[[nodiscard]] Result<void> CheckContractForm(const ContractForm& form);

}  // namespace parcours::recruitment
