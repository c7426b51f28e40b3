#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/recruitment/context.h"

namespace parcours::recruitment {

// The person who has this identity already; nullopt for somebody new.
[[nodiscard]] std::optional<Person> FindPerson(const v1::PersonIdentity& identity,
                                               Context& context);

// Registers somebody new, and proposes whoever has the same INE under another identity as a
// possible duplicate.
[[nodiscard]] Result<Person> RegisterPerson(const Person::Statement& statement,
                                            std::string_view sender_reference, Context& context);

// The person found by identity, corrected by what the record adds; else registers somebody new.
[[nodiscard]] Result<Person> RecognisePerson(const Person::Statement& statement,
                                             std::string_view sender_reference, Context& context);

}  // namespace parcours::recruitment
