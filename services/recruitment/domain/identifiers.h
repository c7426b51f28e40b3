#pragma once

#include <string>
#include <string_view>

// Identifiers of the national files. Sources: the rules of FACTS section 3; where peers disagree,
// the stricter rule is here and the importers say what they tolerate.
namespace parcours::recruitment {

// Whether an identifier has the right shape and, where one exists, the right check key.
enum class Verdict { kValid, kWrongKey, kMalformed };

// SIRET: 14 digits, Luhn over all of them and over the first nine (SIREN). La Poste (SIREN
// 356000000) numbers its offices by a digit sum that is a multiple of five.
[[nodiscard]] Verdict CheckSiret(std::string_view siret);

// UAI of a school: seven digits and the letter that their number modulo 23 gives.
[[nodiscard]] Verdict CheckUai(std::string_view uai);
// Upper case, zeros put back on the left that a spreadsheet dropped: "951099d" → "0951099D".
[[nodiscard]] std::string NormaliseUai(std::string_view text);

// INE, national number of a learner, in upper case: BEA (ten digits and a key letter), its
// predecessor (nine characters, a digit, a key digit), RNIE (nine digits and two letters) and
// apprenticeship (4 digits, A, 5 digits, a letter). The last two have no public key.
[[nodiscard]] Verdict CheckIne(std::string_view ine);

// NIR (social security number), spaces allowed: 15 characters with the right key. Only ever asked,
// never kept. Months 13 to 19 and 43 to 49 do not exist; 20 to 42 and 50 to 99 stand for an unknown
// civil status.
[[nodiscard]] Verdict CheckNir(std::string_view nir);
// 13 characters without the key: what learner records are expected to carry.
[[nodiscard]] bool IsNirWithoutKey(std::string_view nir);
// True when a valid 15-character NIR stands anywhere in the text, grouped or not.
[[nodiscard]] bool ContainsNir(std::string_view text);

// CFD of a diploma: level (3), three digits, two characters.
[[nodiscard]] bool IsCfd(std::string_view code);
// Sheet of the national register of certifications: "RNCP" and 3 to 5 digits. The national
// dashboard also lets two digits pass; learner records with two are taken with a warning.
[[nodiscard]] bool IsRncp(std::string_view code);
// "35316", "rncp 35316" → "RNCP35316".
[[nodiscard]] std::string NormaliseRncp(std::string_view text);
// Trade of the ROME: a letter and four digits.
[[nodiscard]] bool IsRome(std::string_view code);
// Activity of the NAF: four digits and a letter.
[[nodiscard]] bool IsNaf(std::string_view code);
// Speciality of the NSF: two or three digits, then a letter or not.
[[nodiscard]] bool IsNsf(std::string_view code);
// Jobseeker's number at France Travail: seven digits and a character, or eleven digits.
[[nodiscard]] bool IsFranceTravailId(std::string_view text);
// Number of a deposited apprenticeship contract (DECA).
[[nodiscard]] bool IsDecaNumber(std::string_view text);
// INSEE code of a commune: "75056", "2A004".
[[nodiscard]] bool IsCommuneCode(std::string_view code);
[[nodiscard]] bool IsPostcode(std::string_view code);
// "1000" → "01000".
[[nodiscard]] std::string NormalisePostcode(std::string_view text);

// What a learner attended the year before (SIFA, ETAB_N_1): a UAI, or a département or country
// group code.
[[nodiscard]] bool IsLastEstablishment(std::string_view text);

// One "@", something before it, a domain with a dot after it.
[[nodiscard]] bool IsEmail(std::string_view text);

}  // namespace parcours::recruitment
