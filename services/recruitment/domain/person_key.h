#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/platform/core/civil_date.h"

// How two records are known to speak of the same person, as the national dashboard does it.
namespace parcours::recruitment {

// " lenôtre " → "LENÔTRE".
[[nodiscard]] std::string NormaliseSurname(std::string_view text);

// "JEan " → "Jean".
[[nodiscard]] std::string NormaliseGivenName(std::string_view text);

// A civil day written `YYYY-MM-DD`, alone or followed by a time of day. nullopt when it is written
// otherwise or does not exist.
[[nodiscard]] std::optional<CivilDate> ReadDate(std::string_view text);

// The same for a birth date, where an instant at or after 22:00 UTC is midnight of the next day in
// Paris.
[[nodiscard]] std::optional<CivilDate> ReadBirthDate(std::string_view text);

// Surname, given name and birth date, normalised, one per line. Clear text: kept nowhere but as a
// keyed hash.
[[nodiscard]] std::string PersonKey(std::string_view surname, std::string_view given_name,
                                    CivilDate birth);

}  // namespace parcours::recruitment
