#pragma once

#include <vector>

#include "services/recruitment/domain/dossier_fields.h"
#include "services/recruitment/domain/dossier_record.h"

namespace parcours::recruitment {

// The contracts of a learner record: up to four groups of fields, the first without suffix, then
// `_2` to `_4`. A break or an end without a start sets the record aside; a contract identical to an
// earlier one counts once.
[[nodiscard]] std::vector<DossierContract> ReadContracts(DossierFields& fields);

}  // namespace parcours::recruitment
