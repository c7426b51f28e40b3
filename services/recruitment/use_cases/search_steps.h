#pragma once

#include <string_view>

#include "services/recruitment/context.h"

namespace parcours::recruitment {

// Opens the pathway's employer search where the break leaves the apprentice without an employer to
// look for one.
[[nodiscard]] Result<void> StartSearch(const EmployerSearch::Break& contract_break,
                                       Context& context);

// Closes the pathway's employer search where it is open.
[[nodiscard]] Result<void> EndSearch(std::string_view pathway, EmployerSearch::CloseReason reason,
                                     std::string_view contract, CivilDate day, Context& context);

// The pathway's search, open or not, or without facts.
[[nodiscard]] EmployerSearch SearchOf(std::string_view pathway, const Context& context);

}  // namespace parcours::recruitment
