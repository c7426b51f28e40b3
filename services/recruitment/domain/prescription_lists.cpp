#include "services/recruitment/domain/prescription_lists.h"

#include <algorithm>
#include <array>

namespace parcours::recruitment {
namespace {

constexpr std::array<std::string_view, 7> kRsaRights = {"rsa_droit_ouvert_et_suspendu",
                                                        "rsa_droit_ouvert_versable",
                                                        "rsa_droit_ouvert_versement_suspendu",
                                                        "rsa_demande_en_attente",
                                                        "rsa_refuse",
                                                        "rsa_clos",
                                                        "rsa_clos_anterieur"};

constexpr std::array<std::string_view, 27> kWorkSituations = {"recherche_emploi",
                                                              "recherche_formation",
                                                              "recherche_alternance",
                                                              "recherche_stage",
                                                              "emploi",
                                                              "formation",
                                                              "stage",
                                                              "alternance",
                                                              "service_civique",
                                                              "iae",
                                                              "interim",
                                                              "construction_projet",
                                                              "projet_entrepreneurial",
                                                              "entrepreneur",
                                                              "etudiant",
                                                              "scolarisé",
                                                              "enretraite",
                                                              "maladie",
                                                              "invalidite",
                                                              "conge_parental",
                                                              "au_foyer",
                                                              "autre",
                                                              "cdi_temps_plein",
                                                              "cdi_temps_partiel",
                                                              "cdd_temps_plein",
                                                              "cdd_temps_partiel",
                                                              "intermittent"};

constexpr std::array<std::string_view, 10> kEducationLevels = {"AFS", "C12", "C3A", "CFG", "CP4",
                                                               "NV5", "NV4", "NV3", "NV2", "NV1"};

template <std::size_t N>
bool IsIn(const std::array<std::string_view, N>& list, std::string_view code) {
  return std::ranges::find(list, code) != list.end();
}

}  // namespace

bool IsRsaRight(std::string_view code) { return IsIn(kRsaRights, code); }
bool IsWorkSituation(std::string_view code) { return IsIn(kWorkSituations, code); }
bool IsEducationLevel(std::string_view code) { return IsIn(kEducationLevels, code); }

}  // namespace parcours::recruitment
