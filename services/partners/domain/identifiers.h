#pragma once

#include <string>
#include <string_view>

namespace parcours::partners {

// What a check of an identifier says: wrong key = the right shape, but its check digits do not fit.
enum class IdentifierVerdict { kValid, kWrongKey, kMalformed };

// "341 820 777 00033" → "34182077700033": spaces, dots and hyphens dropped.
[[nodiscard]] std::string NormaliseSiret(std::string_view text);
// 14 digits, Luhn over all of them and over the first nine (SIREN); La Poste (SIREN 356000000)
// numbers its offices by a digit sum that is a multiple of five.
[[nodiscard]] IdentifierVerdict CheckSiret(std::string_view siret);

// " 0754458n" → "0754458N"; zeros that a spreadsheet dropped on the left are put back.
[[nodiscard]] std::string NormaliseUai(std::string_view text);
// Seven digits and the letter that their number modulo 23 gives.
[[nodiscard]] IdentifierVerdict CheckUai(std::string_view uai);

// INSEE code of a commune: "75056", "2A004".
[[nodiscard]] bool IsCommuneCode(std::string_view code);

// Shape of an IANA name: "Europe/Paris", "America/Martinique".
[[nodiscard]] bool LooksLikeTimeZone(std::string_view name);

}  // namespace parcours::partners
