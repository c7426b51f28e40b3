#include "services/recruitment/domain/dossier_record.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "services/recruitment/domain/canonical_lines.h"
#include "services/recruitment/domain/dossier_contracts.h"
#include "services/recruitment/domain/dossier_fields.h"
#include "services/recruitment/domain/person_key.h"
#include "services/recruitment/domain/record_faults.h"
#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestRecord = 64 * 1024;
constexpr int kDeepest = 16;
constexpr std::size_t kLongestText = 500;
constexpr int kMonthsOfAYear = 12;

// Reads the bytes as one JSON object; a problem otherwise.
Json ParseObject(std::string_view json, ProblemList& problems) {
  if (json.size() > kLongestRecord) {
    problems.SetAside("", faults::kTooLong);
    return {};
  }
  if (!IsUtf8(json)) {
    problems.SetAside("", faults::kNotUtf8);
    return {};
  }
  bool too_deep = false;
  const auto watch_depth = [&too_deep](int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) {
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;
  };
  auto parsed = Json::parse(json, watch_depth, /*allow_exceptions=*/false);
  if (too_deep) {
    problems.SetAside("", faults::kTooDeep);
  } else if (parsed.is_discarded()) {
    problems.SetAside("", faults::kNotJson, json);
  } else if (!parsed.is_object()) {
    problems.SetAside("", faults::kNotAnObject, json);
  } else {
    return parsed;
  }
  return {};
}

void ReadPerson(DossierFields& fields, DossierRecord& record) {
  record.family_name = fields.Name("nom_apprenant", Need::kRequired);
  record.given_name = fields.Name("prenom_apprenant", Need::kRequired);
  record.birth = fields.BirthDate("date_de_naissance_apprenant").value_or(CivilDate{});
  record.sex = fields.Sex("sexe_apprenant");
  record.birth_postcode = fields.Postcode("code_postal_de_naissance_apprenant");
  record.ine = fields.Ine("ine_apprenant");
  record.email = fields.Email("email_contact");
  record.phone = fields.Phone("tel_apprenant");
  record.address = fields.Text("adresse_apprenant", kLongestText);
  record.postcode = fields.Postcode("code_postal_apprenant");
  record.commune = fields.Commune("code_commune_insee_apprenant");
  record.disability_recognised = fields.Boolean("rqth_apprenant").value_or(false);
  for (const auto* field : {"responsable_apprenant_mail1", "responsable_apprenant_mail2"}) {
    if (auto email = fields.Email(field); !email.empty())
      record.guardian_emails.push_back(std::move(email));
  }
  const bool stated = fields.Boolean("has_nir").value_or(false);
  const bool received = fields.Nir("nir_apprenant") || fields.Nir("nir");
  record.has_nir = stated || received;
}

void ReadTraining(DossierFields& fields, DossierRecord& record) {
  record.school_year = fields.SchoolYear("annee_scolaire");
  record.erp_id = fields.ErpId("id_erp_apprenant");
  record.source = fields.Source("source");
  record.label = fields.ShortTitle("libelle_court_formation");
  record.rncp = fields.Rncp("formation_rncp");
  record.cfd = fields.Cfd("formation_cfd");
  record.training_year = fields.Integer("annee_formation", 0, 5, faults::kTrainingYearOutOfRange);
  const auto years = fields.Integer("duree_theorique_formation", 1, 4, faults::kYearsOutOfRange);
  record.theoretical_months =
      fields.Integer("duree_theorique_formation_mois", 1, 48, faults::kMonthsOutOfRange);
  if (!record.theoretical_months && years) record.theoretical_months = *years * kMonthsOfAYear;
  record.excluded_on = fields.StatusDate("date_exclusion_formation");
  record.exclusion_cause = fields.Text("cause_exclusion_formation", kLongestText);
  record.diploma_obtained = fields.Boolean("obtention_diplome_formation");
  record.diploma_on = fields.Date("date_obtention_diplome_formation", Need::kOptional);
  record.responsible = {fields.Uai("etablissement_responsable_uai", Need::kRequired),
                        fields.Siret("etablissement_responsable_siret", Need::kRequired)};
  record.trainer = {fields.Uai("etablissement_formateur_uai", Need::kRequired),
                    fields.Siret("etablissement_formateur_siret", Need::kRequired)};
}

void ReadPeriod(DossierFields& fields, DossierRecord& record) {
  const auto registered = fields.Date("date_inscription_formation", Need::kRequired);
  const auto entry = fields.Date("date_entree_formation", Need::kRequired);
  const auto end = fields.Date("date_fin_formation", Need::kRequired);
  record.registered_on = registered.value_or(CivilDate{});
  record.entry = entry.value_or(CivilDate{});
  record.end = end.value_or(CivilDate{});
  if (entry && end && *end < *entry) {
    fields.problems().SetAside("date_fin_formation", faults::kEndBeforeEntry,
                               fields.Received("date_fin_formation"));
  }
  if (entry && record.birth > *entry) {
    fields.problems().Warn("date_de_naissance_apprenant", faults::kBirthAfterEntry);
  }
}

// Fields of the format that the platform checks for the sender and does not keep.
void CheckUnused(DossierFields& fields) {
  static_cast<void>(fields.SenderStatus("statut_apprenant"));
  static_cast<void>(fields.Date("date_metier_mise_a_jour_statut", Need::kOptional));
  static_cast<void>(fields.Text("custom_statut_apprenant", kLongestText));
  static_cast<void>(fields.Commune("code_commune_insee_de_naissance_apprenant"));
  static_cast<void>(fields.Date("date_rqth_apprenant", Need::kOptional));
  static_cast<void>(fields.Boolean("formation_presentielle"));
  static_cast<void>(fields.Name("nom_referent_handicap_formation", Need::kOptional));
  static_cast<void>(fields.Name("prenom_referent_handicap_formation", Need::kOptional));
  static_cast<void>(fields.Email("email_referent_handicap_formation"));
  static_cast<void>(fields.Uai("etablissement_lieu_de_formation_uai", Need::kOptional));
  static_cast<void>(fields.Siret("etablissement_lieu_de_formation_siret", Need::kOptional));
  static_cast<void>(fields.Text("etablissement_lieu_de_formation_adresse", kLongestText));
  static_cast<void>(fields.Postcode("etablissement_lieu_de_formation_code_postal"));
  static_cast<void>(fields.LastSituation("derniere_situation"));
  static_cast<void>(fields.LastEstablishment("dernier_organisme_uai"));
  static_cast<void>(fields.CfaType("type_cfa"));
}

std::string Day(const std::optional<CivilDate>& day) {
  return day ? day->ToString() : std::string{};
}

std::string Flag(const std::optional<bool>& flag) { return !flag ? "" : *flag ? "yes" : "no"; }

std::string Count(const std::optional<int>& count) {
  return count ? std::to_string(*count) : std::string{};
}

}  // namespace

DossierReading ReadDossier(std::string_view json) {
  DossierReading reading;
  const auto object = ParseObject(json, reading.problems);
  if (!object.is_object()) return reading;
  DossierFields fields(object, reading.problems);
  ReadPerson(fields, reading.record);
  ReadTraining(fields, reading.record);
  ReadPeriod(fields, reading.record);
  reading.record.contracts = ReadContracts(fields);
  CheckUnused(fields);
  return reading;
}

std::string CanonicalText(const DossierRecord& record) {
  CanonicalLines lines;
  lines.Add(PersonKey(record.family_name, record.given_name, record.birth)).Add(record.sex);
  lines.Add(record.birth_postcode).Add(record.ine).Add(record.email).Add(record.phone);
  lines.Add(record.address).Add(record.postcode).Add(record.commune);
  lines.Add(std::to_string(record.guardian_emails.size()));
  for (const auto& email : record.guardian_emails) lines.Add(email);
  lines.Add(Flag(record.disability_recognised)).Add(Flag(record.has_nir));
  lines.Add(record.school_year)
      .Add(record.erp_id)
      .Add(record.label)
      .Add(record.rncp)
      .Add(record.cfd);
  lines.Add(Count(record.training_year)).Add(Count(record.theoretical_months));
  lines.Add(Day(record.registered_on)).Add(Day(record.entry)).Add(Day(record.end));
  lines.Add(Day(record.excluded_on)).Add(record.exclusion_cause);
  lines.Add(Flag(record.diploma_obtained)).Add(Day(record.diploma_on));
  lines.Add(record.responsible.uai).Add(record.responsible.siret);
  lines.Add(record.trainer.uai).Add(record.trainer.siret);
  for (const auto& contract : record.contracts) {
    lines.Add(Day(contract.start)).Add(Day(contract.end)).Add(Day(contract.broken_on));
    lines.Add(contract.break_cause).Add(contract.employer_siret);
  }
  return std::move(lines).Take();
}

}  // namespace parcours::recruitment
