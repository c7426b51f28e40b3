#pragma once

#include <string>
#include <vector>

#include "services/recruitment/context.h"
#include "services/recruitment/domain/dossier_record.h"

namespace parcours::recruitment {

// Records what the contracts of a learner record say that is not known yet: new ones, corrections,
// breaks; those that the record no longer holds are withdrawn. Names of the contracts that hold, by
// number.
[[nodiscard]] Result<std::vector<std::string>> ImportContracts(
    const std::vector<DossierContract>& stated, const Enrolment& enrolment, Context& context);

}  // namespace parcours::recruitment
