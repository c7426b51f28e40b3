#pragma once

#include <string_view>

#include "services/recruitment/context.h"

namespace parcours::recruitment {

// Persons belong to no tenant: the organisations of their enrolments and candidacies, as tenant or
// named party, are the parties that may see them (DOMAIN 8).
[[nodiscard]] bool MaySeePerson(std::string_view name, Context& context);

// NOT_FOUND also for a person whom the actor may not see; ETAG_MISMATCH.
[[nodiscard]] Result<Person> LoadPerson(std::string_view name, std::string_view etag,
                                        Context& context);

}  // namespace parcours::recruitment
