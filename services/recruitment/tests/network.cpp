#include "services/recruitment/tests/network.h"

#include <gtest/gtest.h>

#include "services/platform/core/id.h"

namespace parcours::recruitment::testing {
namespace {

using partners::v1::ConventionSigned;
using partners::v1::OrganisationRegistered;
using partners::v1::ProgrammePublished;

OrganisationRegistered Registered(const std::string& name, const std::string& siret,
                                  const std::string& uai) {
  OrganisationRegistered fact;
  fact.set_organisation(name);
  fact.set_display_name(name);
  fact.set_siret(siret);
  fact.set_uai(uai);
  return fact;
}

ConventionSigned Convention(const std::string& id, const std::string& other,
                            const std::string& purpose) {
  ConventionSigned fact;
  fact.set_convention("conventions/" + id);
  fact.set_organisation(kCfa);
  fact.add_parties(kCfa);
  fact.add_parties(other);
  fact.add_purposes(purpose);
  fact.set_from_date("2024-01-01");
  return fact;
}

ProgrammePublished Apprenticeship() {
  ProgrammePublished fact;
  fact.set_programme("programmes/APPRENTICESHIP");
  fact.set_code("APPRENTICESHIP");
  fact.set_kind(type::v1::APPRENTICESHIP);
  fact.set_version(1);
  return fact;
}

Actor Acting(const std::string& organisation, options::v1::Role role,
             const std::string& last_digit) {
  return Agent({.agent = "agents/01890000-0000-7000-8000-00000000010" + last_digit,
                .organisation = organisation,
                .roles = {role}});
}

std::string NameIn(const RecordVerdict& verdict, std::string_view collection) {
  for (const auto& name : verdict.names()) {
    if (CollectionOf(name) == collection) return name;
  }
  return {};
}

}  // namespace

Actor LeadOf(const std::string& organisation) {
  return Acting(organisation, options::v1::TRAINING_LEAD, "1");
}
Actor ReferentOf(const std::string& organisation) {
  return Acting(organisation, options::v1::REFERENT, "2");
}
Actor AdviserOf(const std::string& organisation) {
  return Acting(organisation, options::v1::PRESCRIBER_ADVISER, "3");
}
Actor RecruiterOf(const std::string& organisation) {
  return Acting(organisation, options::v1::EMPLOYER_RECRUITER, "4");
}

nlohmann::json Dossier() {
  return {{"nom_apprenant", "Lenôtre"},
          {"prenom_apprenant", "Gaston"},
          {"date_de_naissance_apprenant", "2006-10-28"},
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

nlohmann::json DossierWithContract(const std::string& broken_on) {
  auto dossier = Dossier();
  dossier["contrat_date_debut"] = "2024-10-01";
  dossier["contrat_date_fin"] = "2025-08-31";
  dossier["siret_employeur"] = kEmployerASiret;
  if (!broken_on.empty()) dossier["contrat_date_rupture"] = broken_on;
  return dossier;
}

Recruitment::Recruitment() : fixture_(Define(), kToday) {
  const std::vector<OrganisationRegistered> organisations = {
      Registered(kCfa, "77568013501139", "0755805C"),
      Registered(kSite, "77937827200016", "0802004U"),
      Registered(kUniversity, "19350030300014", ""),
      Registered(kMissionLocale, "91849224000026", ""),
      Registered(kEmployerA, kEmployerASiret, ""),
      Registered(kEmployerB, "98222438800016", ""),
      Registered(kAssociation, "91812606100038", ""),
      Registered(kStranger, "02408240600034", "")};
  for (const auto& organisation : organisations) EXPECT_TRUE(fixture_.Deliver(organisation));
  EXPECT_TRUE(fixture_.Deliver(Convention("mission", kUniversity, "mission")));
  EXPECT_TRUE(fixture_.Deliver(Convention("prescription", kMissionLocale, "prescription")));
  EXPECT_TRUE(fixture_.Deliver(Apprenticeship()));
}

std::vector<RecordVerdict> Recruitment::Import(const std::vector<nlohmann::json>& records,
                                               const Actor& actor) {
  v1::ImportDossiersRequest request;
  for (const auto& record : records) request.add_records(record.dump());
  const auto response = fixture_.ExecuteBatch<v1::ImportDossiersResponse>(request, actor);
  if (!response) {
    ADD_FAILURE() << response.error().reason;
    return {};
  }
  return {response->verdicts().begin(), response->verdicts().end()};
}

std::vector<RecordVerdict> Recruitment::Prescribe(const std::vector<PrescriptionRow>& rows,
                                                  const Actor& actor) {
  v1::ImportPrescriptionsRequest request;
  request.set_organisation(kCfa);
  for (const auto& row : rows) {
    auto& cells = *request.add_records()->mutable_cells();
    for (const auto& [header, cell] : row) cells[header] = cell;
  }
  const auto response = fixture_.ExecuteBatch<v1::ImportPrescriptionsResponse>(request, actor);
  if (!response) {
    ADD_FAILURE() << response.error().reason;
    return {};
  }
  return {response->verdicts().begin(), response->verdicts().end()};
}

void Recruitment::BreakContract(const RecordVerdict& imported, const std::string& broken_on) {
  followup::v1::ContractBroken fact;
  fact.set_contract_break(ResourceName("contractBreaks", LastSegment(ContractOf(imported))));
  fact.set_organisation(kCfa);
  fact.set_person(PersonOf(imported));
  fact.set_pathway(PathwayOf(imported));
  fact.set_contract(ContractOf(imported));
  fact.set_number(1);
  fact.set_break_date(broken_on);
  EXPECT_TRUE(fixture_.Deliver(fact));
}

std::vector<std::string> Recruitment::FactTypes(std::size_t from) {
  std::vector<std::string> types;
  const auto facts = fixture_.Facts();
  for (std::size_t i = from; i < facts.size(); ++i)
    types.push_back(facts[i].message->GetDescriptor()->name());
  return types;
}

std::string PathwayOf(const RecordVerdict& verdict) { return NameIn(verdict, "pathways"); }
std::string PersonOf(const RecordVerdict& verdict) { return NameIn(verdict, "persons"); }
std::string ContractOf(const RecordVerdict& verdict) {
  return NameIn(verdict, "apprenticeshipContracts");
}
std::string IdOfJourney(const RecordVerdict& verdict) {
  return std::string(LastSegment(PathwayOf(verdict)));
}

std::vector<std::string> Problems(const RecordVerdict& verdict) {
  std::vector<std::string> problems;
  for (const auto& problem : verdict.problems())
    problems.push_back(problem.field() + ": " + problem.reason());
  return problems;
}

}  // namespace parcours::recruitment::testing
