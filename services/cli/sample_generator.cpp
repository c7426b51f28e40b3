#include "services/cli/sample_generator.h"

#include <array>
#include <ostream>
#include <string>
#include <string_view>

#include "services/cli/numbers.h"
#include "services/platform/core/civil_date.h"

namespace parcours::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::array<std::string_view, 32> kSurnames{
    "Abricourt",  "Bellenave",   "Courtivron", "Dampleux",    "Escalquens", "Fontvannes",
    "Gironville", "Houdelmont",  "Ingrannes",  "Jouancy",     "Kervoal",    "Lamarque",
    "Montrelais", "Nozay",       "Orbagna",    "Pellefigue",  "Quincerot",  "Rocquemont",
    "Sainpuits",  "Tourmignies", "Ustou",      "Vaudrevange", "Wambez",     "Xaronval",
    "Yvrandes",   "Zutkerque",   "Aubeterre",  "Brassac",     "Cravant",    "Druyes",
    "Esternay",   "Flavigny"};

// Even places: F, odd places: M.
constexpr std::array<std::string_view, 32> kFirstNames{
    "Aline",     "Basile",   "Coralie", "Damien", "Elvire",   "Firmin", "Garance", "Hugo",
    "Inaya",     "Joris",    "Kelia",   "Loan",   "Mona",     "Naël",   "Ophélie", "Pablo",
    "Quitterie", "Rayan",    "Salomé",  "Timéo",  "Ursule",   "Valère", "Wanda",   "Xavier",
    "Yaëlle",    "Zacharie", "Assia",   "Bilal",  "Clarisse", "Driss",  "Emma",    "Fabio"};

constexpr std::string_view kKeyLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
constexpr CivilDate kFirstBirthDay(1998, 1, 1);
constexpr std::uint64_t kBirthDays = 3'652;
constexpr std::uint64_t kPeople = kSurnames.size() * kFirstNames.size() * kBirthDays;
constexpr std::uint64_t kStride = 1'299'709;  // prime, so that it runs through all people
static_assert(static_cast<std::uint64_t>(kMostLearners) <= kPeople);

std::string Digits(std::uint64_t number, std::size_t count) {
  std::string text = std::to_string(number);
  return text.size() >= count ? text.substr(text.size() - count)
                              : std::string(count - text.size(), '0') + text;
}

// BEA: ten digits and the letter of their number modulo 23.
std::string Ine(std::uint64_t number, bool right) {
  const std::string digits = Digits(number, 10);
  const auto remainder = static_cast<std::size_t>(number % kKeyLetters.size());
  return digits + kKeyLetters[right ? remainder : (remainder + 1) % kKeyLetters.size()];
}

// Of plain letters alone.
std::string LowerCase(std::string_view letters) {
  std::string text;
  for (const char letter : letters) text.push_back(static_cast<char>(letter | 0x20));
  return text;
}

void AddPerson(const SampleOptions& options, std::uint64_t index, Numbers& numbers,
               ordered_json& dossier) {
  const std::uint64_t person = (index * kStride + options.seed * 7'919) % kPeople;
  const auto surname = kSurnames[person % kSurnames.size()];
  const auto first = static_cast<std::size_t>(person / kSurnames.size() % kFirstNames.size());
  const auto day = static_cast<int>(person / (kSurnames.size() * kFirstNames.size()) % kBirthDays);
  const std::string number = std::to_string(index + 1);
  const std::string phone = Digits(numbers.Next(), 4);
  dossier["nom_apprenant"] = surname;
  dossier["prenom_apprenant"] = kFirstNames[first];
  dossier["date_de_naissance_apprenant"] = kFirstBirthDay.AddDays(day).ToString();
  dossier["sexe_apprenant"] = first % 2 == 0 ? "F" : "M";
  dossier["annee_scolaire"] = "2024-2025";
  dossier["id_erp_apprenant"] = "G" + std::to_string(options.seed) + "-" + number;
  dossier["ine_apprenant"] = Ine(2'600'000'000ULL + index, /*right=*/true);
  dossier["email_contact"] = LowerCase(surname) + "." + number + "@example.org";
  dossier["tel_apprenant"] = "06 39 98 " + phone.substr(0, 2) + " " + phone.substr(2);
  dossier["adresse_apprenant"] = std::to_string(1 + numbers.Below(90)) + " rue des Essais";
  dossier["code_postal_apprenant"] = Digits(75'001 + numbers.Below(20), 5);
}

void AddTraining(bool two_years, ordered_json& dossier) {
  const char* begin = two_years ? "2023-09-01" : "2024-09-01";
  dossier["libelle_court_formation"] = "CAP MENUISIER";
  dossier["annee_formation"] = two_years ? 2 : 1;
  dossier["formation_rncp"] = "RNCP37537";
  dossier["formation_cfd"] = "50023440";
  dossier["duree_theorique_formation_mois"] = two_years ? 24 : 12;
  dossier["formation_presentielle"] = true;
  dossier["etablissement_responsable_uai"] = "0999001W";
  dossier["etablissement_responsable_siret"] = "99900101900010";
  dossier["etablissement_formateur_uai"] = "0999002X";
  dossier["etablissement_formateur_siret"] = "99900101900028";
  dossier["date_inscription_formation"] = begin;
  dossier["date_entree_formation"] = begin;
  dossier["date_fin_formation"] = "2025-08-31";
}

void AddContract(std::string_view suffix, CivilDate start, std::string_view employer,
                 ordered_json& dossier) {
  const std::string end(suffix);
  dossier["contrat_date_debut" + end] = start.ToString();
  dossier["contrat_date_fin" + end] = "2025-08-31";
  dossier["siret_employeur" + end] = employer;
}

// No contract, one that runs, one that was broken, or broken and followed by another.
void AddContracts(CivilDate entry, Numbers& numbers, ordered_json& dossier) {
  constexpr std::string_view kEmployerA = "99900404700018";
  constexpr std::string_view kEmployerB = "99900505100019";
  if (numbers.Chance(10)) return;
  const CivilDate start = entry.AddDays(static_cast<int>(numbers.Below(60)));
  AddContract("", start, kEmployerA, dossier);
  if (!numbers.Chance(25)) return;
  const CivilDate broken = start.AddDays(30 + static_cast<int>(numbers.Below(60)));
  dossier["contrat_date_rupture"] = broken.ToString();
  if (!numbers.Chance(50)) return;
  AddContract("_2", broken.AddDays(7 + static_cast<int>(numbers.Below(20))), kEmployerB, dossier);
}

void AddFault(std::uint64_t index, Numbers& numbers, ordered_json& dossier) {
  switch (numbers.Below(6)) {
    case 0:
      dossier["ine_apprenant"] = Ine(2'600'000'000ULL + index, /*right=*/false);
      break;
    case 1:
      AddContract("", CivilDate(2024, 10, 1), "99900404700019", dossier);
      break;
    case 2:
      dossier["etablissement_responsable_siret"] = "9990010190001";
      break;
    case 3:
      dossier["date_fin_formation"] = "2022-08-31";
      break;
    case 4:
      dossier.erase("contrat_date_debut");
      dossier["contrat_date_rupture"] = "2024-12-01";
      break;
    default:
      dossier.erase("etablissement_formateur_uai");
      break;
  }
}

}  // namespace

ordered_json SampleDossier(const SampleOptions& options, std::int64_t index) {
  const auto at = static_cast<std::uint64_t>(index);
  Numbers numbers(options.seed * 0x9E3779B97F4A7C15ULL + at);
  ordered_json dossier;
  AddPerson(options, at, numbers, dossier);
  const bool two_years = numbers.Chance(30);
  AddTraining(two_years, dossier);
  AddContracts(two_years ? CivilDate(2023, 9, 1) : CivilDate(2024, 9, 1), numbers, dossier);
  if (numbers.Chance(options.wrong_percent)) AddFault(at, numbers, dossier);
  return dossier;
}

bool WriteSample(const SampleOptions& options, std::ostream& stream) {
  stream << "[";
  for (std::int64_t index = 0; index < options.learners && stream.good(); ++index) {
    stream << (index == 0 ? "\n" : ",\n") << SampleDossier(options, index).dump();
  }
  stream << "\n]\n";
  stream.flush();
  return stream.good();
}

}  // namespace parcours::cli
