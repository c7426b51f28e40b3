#include "services/recruitment/domain/dossier_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/domain/text.h"
#include "services/recruitment/tests/shared_data.h"

namespace parcours::recruitment {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReadText;
using testing::SharedFile;

constexpr const char* kNir = "295109912611193";

json Minimal() {
  return {{"nom_apprenant", "Lenôtre"},
          {"prenom_apprenant", "gaston"},
          {"date_de_naissance_apprenant", "2006-10-28T00:00:00.000Z"},
          {"annee_scolaire", "2024-2025"},
          {"id_erp_apprenant", "A-17"},
          {"date_inscription_formation", "2024-07-01"},
          {"date_entree_formation", "2024-09-01"},
          {"date_fin_formation", "2025-08-31"},
          {"etablissement_responsable_uai", "0755805C"},
          {"etablissement_responsable_siret", "77568013501139"},
          {"etablissement_formateur_uai", "0802004U"},
          {"etablissement_formateur_siret", "77937827200016"}};
}

DossierReading Read(const json& record) { return ReadDossier(record.dump()); }

DossierReading ReadWith(const std::string& field, const json& value) {
  auto record = Minimal();
  record[field] = value;
  return Read(record);
}

// "field: REASON", with "!" before what sets the record aside.
std::vector<std::string> Found(const DossierReading& reading) {
  std::vector<std::string> found;
  for (const auto& problem : reading.problems.Sorted()) {
    found.push_back((problem.sets_aside ? "!" : "") + problem.field + ": " +
                    std::string(problem.fault.reason));
  }
  return found;
}

TEST(DossierRecord, TheSmallestRecordIsTakenWithoutAWord) {
  const auto reading = Read(Minimal());
  EXPECT_THAT(Found(reading), IsEmpty());
  EXPECT_EQ(reading.record.family_name, "Lenôtre");
  EXPECT_EQ(reading.record.birth, CivilDate(2006, 10, 28));
  EXPECT_EQ(reading.record.entry, CivilDate(2024, 9, 1));
  EXPECT_EQ(reading.record.responsible.siret, "77568013501139");
  EXPECT_THAT(reading.record.contracts, IsEmpty());
  EXPECT_FALSE(reading.record.has_nir);
}

TEST(DossierRecord, TheNationalMinimalRecordIsAccepted) {
  SKIP_WITHOUT_SHARED("apprenants/dossiers/minimal.json");
  EXPECT_THAT(Found(ReadDossier(ReadText(SharedFile("apprenants/dossiers/minimal.json")))),
              IsEmpty());
}

TEST(DossierRecord, TheNationalCompleteRecordIsAcceptedWithWarnings) {
  SKIP_WITHOUT_SHARED("apprenants/dossiers/complet.json");
  const auto reading = ReadDossier(ReadText(SharedFile("apprenants/dossiers/complet.json")));
  EXPECT_THAT(
      Found(reading),
      ElementsAre("ine_apprenant: INE_WRONG_KEY", "siret_employeur: SIRET_WRONG_KEY",
                  "siret_employeur_2: SIRET_WRONG_KEY", "contrat_date_debut_2: CONTRACT_REPEATED",
                  "dernier_organisme_uai: UAI_WRONG_KEY"));
  const auto& record = reading.record;
  EXPECT_FALSE(reading.problems.SetsAside());
  ASSERT_EQ(record.contracts.size(), 1U);
  EXPECT_EQ(record.contracts[0].employer_siret, "12345678901234");
  EXPECT_EQ(record.contracts[0].broken_on, record.excluded_on);
  EXPECT_EQ(record.rncp, "RNCP5364");
  EXPECT_EQ(record.ine, "1234567890A");
  EXPECT_TRUE(record.has_nir);
  EXPECT_TRUE(record.disability_recognised);
}

TEST(DossierRecord, EachRequiredFieldIsRequired) {
  const auto complete = Minimal();
  for (const auto& [field, value] : complete.items()) {
    for (const json& missing : {json(), json(""), json("  ")}) {
      auto record = complete;
      record[field] = missing;
      EXPECT_THAT(Found(Read(record)), ElementsAre("!" + field + ": FIELD_REQUIRED"));
    }
    auto record = complete;
    record.erase(field);
    const auto reading = Read(record);
    EXPECT_THAT(Found(reading), ElementsAre("!" + field + ": FIELD_REQUIRED"));
    EXPECT_EQ(reading.problems.Sorted()[0].fault.french, "Champ obligatoire");
  }
}

TEST(DossierRecord, AFaultInARequiredFieldSetsTheRecordAside) {
  const std::vector<std::tuple<std::string, json, std::string>> faults = {
      {"nom_apprenant", 12, "TEXT_EXPECTED"},
      {"prenom_apprenant", true, "TEXT_EXPECTED"},
      {"prenom_apprenant", json::array({"Gaston"}), "FIELD_NOT_A_VALUE"},
      {"date_de_naissance_apprenant", "28/10/2006", "DATE_MALFORMED"},
      {"date_entree_formation", "2024-02-30", "DATE_MALFORMED"},
      {"date_fin_formation", 44832, "DATE_MALFORMED"},
      {"annee_scolaire", "2024-2026", "SCHOOL_YEAR_MALFORMED"},
      {"id_erp_apprenant", json::object(), "FIELD_NOT_A_VALUE"},
      {"id_erp_apprenant", 1e30, "TEXT_EXPECTED"},
      {"etablissement_responsable_siret", "7756801350113", "SIRET_MALFORMED"},
      {"etablissement_formateur_siret", "7756801350113A", "SIRET_MALFORMED"},
      {"etablissement_responsable_uai", "755805C", "UAI_MALFORMED"},
      {"etablissement_formateur_uai", "0802004", "UAI_MALFORMED"}};
  for (const auto& [field, value, reason] : faults) {
    EXPECT_THAT(Found(ReadWith(field, value)), ElementsAre("!" + field + ": " + reason)) << value;
  }
}

TEST(DossierRecord, WrongKeysOnlyWarnAndTheValueIsKept) {
  const auto siret = ReadWith("etablissement_responsable_siret", "775 680 135 01138");
  EXPECT_THAT(Found(siret), ElementsAre("etablissement_responsable_siret: SIRET_WRONG_KEY"));
  EXPECT_EQ(siret.record.responsible.siret, "77568013501138");
  const auto uai = ReadWith("etablissement_formateur_uai", "0802004x");
  EXPECT_THAT(Found(uai), ElementsAre("etablissement_formateur_uai: UAI_WRONG_KEY"));
  EXPECT_EQ(uai.record.trainer.uai, "0802004X");
  const auto ine = ReadWith("ine_apprenant", "1234567890w");
  EXPECT_THAT(Found(ine), ElementsAre("ine_apprenant: INE_WRONG_KEY"));
  EXPECT_EQ(ine.record.ine, "1234567890W");
}

TEST(DossierRecord, AnOptionalFieldOutsideItsListIsDroppedWithAWarning) {
  const std::vector<std::tuple<std::string, json, std::string>> faults = {
      {"statut_apprenant", 1, "STATUS_NOT_LISTED"},
      {"statut_apprenant", "deux", "INTEGER_EXPECTED"},
      {"sexe_apprenant", "X", "SEX_NOT_LISTED"},
      {"type_cfa", "11", "VALUE_NOT_LISTED"},
      {"derniere_situation", 1234, "VALUE_NOT_LISTED"},
      {"annee_formation", 6, "TRAINING_YEAR_OUT_OF_RANGE"},
      {"duree_theorique_formation_mois", 49, "MONTHS_OUT_OF_RANGE"},
      {"duree_theorique_formation_mois", 99999999999999999999.0, "INTEGER_EXPECTED"},
      {"duree_theorique_formation", 0, "YEARS_OUT_OF_RANGE"},
      {"rqth_apprenant", "peut-être", "BOOLEAN_EXPECTED"},
      {"email_contact", "gaston", "EMAIL_MALFORMED"},
      {"tel_apprenant", "12345678", "PHONE_MALFORMED"},
      {"code_postal_apprenant", "Paris", "POSTCODE_MALFORMED"},
      {"code_postal_de_naissance_apprenant", "99", "POSTCODE_MALFORMED"},
      {"code_commune_insee_apprenant", "2C004", "COMMUNE_MALFORMED"},
      {"ine_apprenant", "12", "INE_MALFORMED"},
      {"formation_rncp", "RNCP1", "RNCP_MALFORMED"},
      {"formation_cfd", "500221", "CFD_MALFORMED"},
      {"dernier_organisme_uai", "123", "LAST_ESTABLISHMENT_MALFORMED"},
      {"siret_employeur", "123", "SIRET_MALFORMED"},
      {"date_obtention_diplome_formation", "2025-06-31", "DATE_MALFORMED"},
      {"libelle_court_formation", "C", "TEXT_TOO_SHORT"},
      {"adresse_apprenant", std::string(501, 'x'), "TEXT_TOO_LONG"}};
  for (const auto& [field, value, reason] : faults) {
    auto record = Minimal();
    record["contrat_date_debut"] = "2024-10-01";
    record[field] = value;
    if (field == "code_postal_de_naissance_apprenant") record[field] = "99A";
    EXPECT_THAT(Found(Read(record)), ElementsAre(field + ": " + reason)) << value;
  }
}

TEST(DossierRecord, AcceptedFormsAreNormalised) {
  EXPECT_EQ(ReadWith("sexe_apprenant", 2).record.sex, "F");
  EXPECT_EQ(ReadWith("sexe_apprenant", "H").record.sex, "M");
  EXPECT_EQ(ReadWith("code_postal_apprenant", 1000).record.postcode, "01000");
  EXPECT_EQ(ReadWith("tel_apprenant", "+33 6 39 98 12 34").record.phone, "0639981234");
  EXPECT_EQ(ReadWith("formation_rncp", 35316).record.rncp, "RNCP35316");
  EXPECT_EQ(ReadWith("formation_cfd", 50022141).record.cfd, "50022141");
  EXPECT_EQ(ReadWith("annee_scolaire", "2024/2025").record.school_year, "2024-2025");
  EXPECT_EQ(ReadWith("id_erp_apprenant", 123456789).record.erp_id, "123456789");
  EXPECT_EQ(ReadWith("annee_formation", "2").record.training_year, 2);
  EXPECT_EQ(ReadWith("annee_formation", 2.0).record.training_year, 2);
  EXPECT_EQ(ReadWith("duree_theorique_formation", 2).record.theoretical_months, 24);
  EXPECT_EQ(ReadWith("date_de_naissance_apprenant", "2006-10-27T22:00:00.000Z").record.birth,
            CivilDate(2006, 10, 28));
  EXPECT_THAT(Found(ReadWith("type_cfa", "4")), IsEmpty());
  EXPECT_THAT(Found(ReadWith("type_cfa", 10)), IsEmpty());
}

TEST(DossierRecord, AnRncpCodeOfTwoDigitsIsKeptWithAWarning) {
  const auto reading = ReadWith("formation_rncp", "12");
  EXPECT_THAT(Found(reading), ElementsAre("formation_rncp: RNCP_SHORT"));
  EXPECT_EQ(reading.record.rncp, "RNCP12");
}

TEST(DossierRecord, UnknownFieldsAreDroppedWithoutAWord) {
  EXPECT_THAT(Found(ReadWith("source", "FICHIER")), IsEmpty());
  EXPECT_THAT(Found(ReadWith("api_version", json::array({"v3", json::object()}))), IsEmpty());
}

TEST(DossierRecord, ATrainingMayNotEndBeforeItsEntry) {
  const auto reading = ReadWith("date_fin_formation", "2024-08-31");
  EXPECT_THAT(Found(reading), ElementsAre("!date_fin_formation: END_BEFORE_ENTRY"));
  EXPECT_EQ(reading.problems.Sorted()[0].received, "2024-08-31");
  EXPECT_THAT(Found(ReadWith("date_fin_formation", "2024-09-01")), IsEmpty());
}

TEST(DossierRecord, ABreakNeedsAContractThatStarted) {
  EXPECT_THAT(Found(ReadWith("contrat_date_rupture", "2024-12-01")),
              ElementsAre("!contrat_date_debut: BREAK_WITHOUT_START"));
  EXPECT_THAT(Found(ReadWith("contrat_date_rupture_3", "2024-12-01")),
              ElementsAre("!contrat_date_debut_3: BREAK_WITHOUT_START"));
  EXPECT_THAT(Found(ReadWith("contrat_date_fin_2", "2024-12-01")),
              ElementsAre("!contrat_date_debut_2: CONTRACT_WITHOUT_START"));
  EXPECT_THAT(Found(ReadWith("siret_employeur", "77568013501139")),
              ElementsAre("siret_employeur: CONTRACT_FIELD_WITHOUT_CONTRACT"));
}

TEST(DossierRecord, ABreakMayPrecedeItsContract) {
  auto record = Minimal();
  record["contrat_date_debut"] = "2024-10-01";
  record["contrat_date_rupture"] = "2024-09-01";
  const auto reading = Read(record);
  EXPECT_THAT(Found(reading), IsEmpty());
  EXPECT_EQ(reading.record.contracts[0].broken_on, CivilDate(2024, 9, 1));
}

TEST(DossierRecord, ADateThatChangesTheStatusIsNeverDroppedInSilence) {
  for (const auto* field : {"contrat_date_debut", "contrat_date_fin", "contrat_date_rupture",
                            "date_exclusion_formation"}) {
    auto record = Minimal();
    record["contrat_date_debut"] = "2024-10-01";
    record[field] = "2024-02-30";
    EXPECT_THAT(Found(Read(record)), ElementsAre("!" + std::string(field) + ": DATE_MALFORMED"));
  }
}

TEST(DossierRecord, UpToFourContractsAreReadAndIdenticalOnesCountOnce) {
  auto record = Minimal();
  for (const auto* suffix : {"", "_2", "_3", "_4"}) {
    record["contrat_date_debut" + std::string(suffix)] = "2024-10-01";
    record["contrat_date_fin" + std::string(suffix)] = "2025-08-31";
  }
  record["contrat_date_debut_4"] = "2025-01-01";
  const auto reading = Read(record);
  EXPECT_THAT(Found(reading), ElementsAre("contrat_date_debut_2: CONTRACT_REPEATED",
                                          "contrat_date_debut_3: CONTRACT_REPEATED"));
  ASSERT_EQ(reading.record.contracts.size(), 2U);
  EXPECT_EQ(reading.record.contracts[1].rank, 4);
}

TEST(DossierRecord, AContractMayNotEndBeforeItStarts) {
  auto record = Minimal();
  record["contrat_date_debut"] = "2024-10-01";
  record["contrat_date_fin"] = "2024-09-30";
  EXPECT_THAT(Found(Read(record)), ElementsAre("!contrat_date_fin: CONTRACT_END_BEFORE_START"));
}

TEST(DossierRecord, ANirIsCheckedAndForgotten) {
  for (const auto* field : {"nir_apprenant", "nir"}) {
    const auto valid = ReadWith(field, kNir);
    EXPECT_TRUE(valid.record.has_nir);
    EXPECT_THAT(Found(valid), IsEmpty());
    EXPECT_EQ(CanonicalText(valid.record).find(kNir), std::string::npos);
    EXPECT_TRUE(ReadWith(field, "2951099126111").record.has_nir);
    const auto wrong = ReadWith(field, "295109912611199");
    EXPECT_FALSE(wrong.record.has_nir);
    ASSERT_THAT(Found(wrong), ElementsAre(std::string(field) + ": NIR_INVALID"));
    EXPECT_EQ(wrong.problems.Sorted()[0].received, "");
  }
}

TEST(DossierRecord, ANirInAnotherFieldIsNeverKeptNorShown) {
  const auto optional =
      ReadWith("adresse_apprenant", std::string("1 rue de la Paix, sécu 2 95 10 99 126 111 93"));
  EXPECT_THAT(Found(optional), ElementsAre("adresse_apprenant: NIR_IN_ANOTHER_FIELD"));
  EXPECT_EQ(optional.record.address, "");
  EXPECT_EQ(optional.problems.Sorted()[0].received, "");
  const auto required = ReadWith("id_erp_apprenant", kNir);
  EXPECT_THAT(Found(required), ElementsAre("!id_erp_apprenant: NIR_IN_ANOTHER_FIELD"));
  EXPECT_EQ(required.problems.Sorted()[0].received, "");
  EXPECT_EQ(required.record.erp_id, "");
}

TEST(DossierRecord, WhatIsNoRecordIsSaidPlainly) {
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"", "RECORD_NOT_JSON"},
      {"{\"nom_apprenant\": ", "RECORD_NOT_JSON"},
      {"{} {}", "RECORD_NOT_JSON"},
      {"\"nom\"", "RECORD_NOT_AN_OBJECT"},
      {"[{}]", "RECORD_NOT_AN_OBJECT"},
      {"42", "RECORD_NOT_AN_OBJECT"},
      {"null", "RECORD_NOT_AN_OBJECT"},
      {"{\"nom_apprenant\": \"\xFF\xFE\"}", "RECORD_NOT_UTF8"},
      {"{\"nom_apprenant\": \"Len\xF4tre\"}", "RECORD_NOT_UTF8"},
      {"{\"nom_apprenant\": 1e999}", "RECORD_NOT_JSON"},
      {std::string(100'000, '['), "RECORD_TOO_LONG"},
      {std::string(50'000, '['), "RECORD_TOO_DEEP"},
      {"{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}", "RECORD_TOO_DEEP"}};
  for (const auto& [text, reason] : faults) {
    EXPECT_THAT(Found(ReadDossier(text)), ElementsAre("!: " + reason)) << text.substr(0, 60);
  }
}

// Repeatable: a multiplicative congruential sequence decides which bytes change.
TEST(DossierRecord, EveryAlterationOfARecordHasAnAnswer) {
  const std::string original = Minimal().dump();
  std::uint32_t state = 1;
  const auto next = [&state](std::size_t bound) {
    state = state * 48271U % 0x7FFFFFFFU;
    return static_cast<std::size_t>(state) % bound;
  };
  for (int round = 0; round < 5000; ++round) {
    auto altered = original;
    for (std::size_t change = 0; change <= next(4); ++change) {
      const auto at = next(altered.size());
      switch (next(4)) {
        case 0:
          altered[at] = static_cast<char>(next(256));
          break;
        case 1:
          altered.erase(at, 1 + next(20));
          break;
        case 2:
          altered.insert(at, altered.substr(next(altered.size()), 20));
          break;
        default:
          altered.insert(at, 1, "[]{}\",:0"[next(8)]);
      }
    }
    const auto reading = ReadDossier(altered);
    const auto& record = reading.record;
    const bool complete =
        !record.family_name.empty() && !record.erp_id.empty() && record.end >= record.entry;
    ASSERT_TRUE(complete || reading.problems.SetsAside()) << altered;
  }
}

TEST(DossierRecord, ControlCharactersAreNoText) {
  EXPECT_THAT(Found(ReadWith("nom_apprenant", std::string("Le\0nôtre", 9))),
              ElementsAre("!nom_apprenant: TEXT_UNREADABLE"));
}

TEST(DossierRecord, ReceivedValuesAreShortened) {
  const auto reading = ReadWith("email_contact", std::string(5000, 'x'));
  EXPECT_EQ(Length(reading.problems.Sorted()[0].received), 101U);
}

TEST(DossierRecord, CanonicalTextIgnoresWritingAndSeesEveryCorrection) {
  const auto text = CanonicalText(Read(Minimal()).record);
  EXPECT_EQ(CanonicalText(ReadWith("nom_apprenant", " LENÔTRE ").record), text);
  EXPECT_EQ(CanonicalText(ReadWith("etablissement_responsable_siret", "775.680.135-01139").record),
            text);
  EXPECT_EQ(CanonicalText(ReadWith("date_entree_formation", "2024-09-01T00:00:00Z").record), text);
  EXPECT_EQ(CanonicalText(ReadWith("date_metier_mise_a_jour_statut", "2025-01-01").record), text);
  const std::vector<std::pair<std::string, json>> corrections = {
      {"nom_apprenant", "Lenotre"},
      {"date_fin_formation", "2025-07-31"},
      {"email_contact", "g@example.org"},
      {"rqth_apprenant", true},
      {"obtention_diplome_formation", false},
      {"contrat_date_debut", "2024-10-01"},
      {"annee_formation", 0},
      {"nir_apprenant", kNir},
      {"formation_rncp", "RNCP35316"}};
  for (const auto& [field, value] : corrections)
    EXPECT_NE(CanonicalText(ReadWith(field, value).record), text) << field;
}

TEST(DossierRecord, CanonicalTextKeepsNeighbouringFieldsApart) {
  auto one = Minimal();
  one["email_contact"] = "a@example.org";
  auto other = Minimal();
  other["responsable_apprenant_mail1"] = "a@example.org";
  EXPECT_NE(CanonicalText(Read(one).record), CanonicalText(Read(other).record));
}

}  // namespace
}  // namespace parcours::recruitment
