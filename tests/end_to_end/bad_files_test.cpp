// Files that are not what `parcours import` expects: said by name and place, in both languages, and
// nothing of them is taken in; a record that is wrong is set aside alone.

#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

using nlohmann::json;

class BadFile : public BadInput {
 protected:
  void ExpectImportRefused(const std::string& name, const std::string& content,
                           const std::string& reason, const Saying& saying) {
    ExpectSaid("import dossiers " + File(name, content), kCfaSystem, 2, saying);
    ExpectSaid("import dossiers " + File(name, content), kCfaSystem, 2,
               {.french = {reason, name}, .english = {reason, name}});
    ExpectNothingChanged();
    ExpectGoesOn();
  }

  // The first good record with one field changed.
  static json With(const std::string& field, const json& value) {
    auto record = Dossiers().front();
    record[field] = value;
    return record;
  }
};

TEST_F(BadFile, ThatIsNotJsonIsRefusedAtItsPlace) {
  const std::string good = Dossiers().front().dump();
  ExpectImportRefused("cut.json", "[" + good + ",\n" + good.substr(0, good.size() / 2),
                      "FILE_NOT_JSON",
                      {.french = {"ligne 2", "ce n'est pas du JSON", "un texte n'est pas fermé"},
                       .english = {"line 2", "this is not JSON", "a text is not closed"}});
}

TEST_F(BadFile, ThatIsNoJsonAtAllIsRefused) {
  ExpectImportRefused("letter.json", "Bonjour, voici nos apprentis.", "FILE_NOT_JSON",
                      {.french = {"ligne 1, octet 1", "un objet ou un tableau est attendu"},
                       .english = {"line 1, byte 1", "an object or an array is expected"}});
}

TEST_F(BadFile, ThatIsNeitherObjectNorArrayIsRefused) {
  ExpectImportRefused("text.json", "\"apprentis\"", "FILE_NEITHER_OBJECT_NOR_ARRAY",
                      {.french = {"ni objet ni tableau", "attendu : un enregistrement {…}"},
                       .english = {"neither an object nor an array", "expected one record {…}"}});
}

TEST_F(BadFile, ThatIsNotUtf8IsRefusedAtItsByte) {
  ExpectImportRefused("latin1.json", "[{\"nom_apprenant\":\"B\xE9rang\xE8re\"}]", "FILE_NOT_UTF8",
                      {.french = {"octet 22", "n'est pas en UTF-8", "enregistrez le fichier"},
                       .english = {"byte 22", "is not UTF-8", "save the file as UTF-8"}});
}

TEST_F(BadFile, ARecordThatIsWrongIsSetAsideAloneWithFieldAndReason) {
  const json records{With("date_entree_formation", "2024-02-30"),
                     With("nom_apprenant", json::array({"Aubervoie"})), "apprenti",
                     With("etablissement_responsable_siret", "99900303100013"), Dossiers().at(1)};
  const auto file = File("five.json", records.dump(1));
  ExpectSaid(
      "import dossiers " + file, kCfaSystem, 1,
      {.french = {"date_entree_formation", "DATE_MALFORMED", "« 2024-02-30 »",
                  "nom_apprenant — Valeur simple attendue, et non une liste",
                  "un enregistrement est un objet JSON", "« \"apprenti\" »",
                  "Aucun organisme du réseau n'a ce couple SIRET 99900303100013", "4 mis de côté"},
       .english = {"Invalid date (YYYY-MM-DD, a day that exists)",
                   "nom_apprenant — A plain value is expected, not a list",
                   "a record is a JSON object",
                   "No organisation of the network has this pair SIRET 99900303100013",
                   "ESTABLISHMENT_UNKNOWN", "4 set aside"}});
  const auto pathways =
      platform().Call("followup", "ListPathways", json::object(), TokenOf(kCfaReferent));
  ASSERT_TRUE(pathways);
  EXPECT_EQ(pathways->at("pathways").size(), 1U) << "the good one alone, once";
}

TEST_F(BadFile, APartnerWithATextForAListOrAnObjectOrNoSuchDayIsSetAside) {
  auto records =
      json::parse(ReadFile(std::string(PARCOURS_SOURCE_DIR) + "/deploy/sample/partners.json"));
  json text_for_list = records.at(0);
  text_for_list["organisation"]["kinds"] = "EMPLOYER";
  json no_such_day = records.at(7);
  no_such_day["agent"]["fromDate"] = "2024-02-30";
  json unknown_organisation = records.at(7);
  unknown_organisation["agent"]["organisation"] =
      "organisations/01890000-0000-7000-8000-00000000beef";
  const json wrong{text_for_list, {{"organisation", "CFA"}}, no_such_day, unknown_organisation};
  ExpectSaid(
      "import partners " + File("partners.json", wrong.dump()), {}, 1,
      {.french = {"organisation.kinds", "attendu : une liste", "attendu : un objet", "from_date",
                  "Jour invalide", "00000000beef n'est pas dans le réseau", "4 mis de côté"},
       .english = {"organisation.kinds", "expected: a list", "expected: an object", "from_date",
                   "Malformed day", "00000000beef is not in the network", "4 set aside"}});
  ExpectNothingChanged();
}

}  // namespace
}  // namespace parcours::end_to_end
