#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/tests/network.h"
#include "services/recruitment/tests/shared_data.h"

namespace parcours::recruitment::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using type::v1::ACCEPTED;
using type::v1::CORRECTED;
using type::v1::SET_ASIDE;
using type::v1::UNCHANGED;

TEST(ImportDossiers, ANewRecordRegistersAPersonAnEnrolmentAndItsContracts) {
  Recruitment recruitment;
  const auto verdicts = recruitment.Import({DossierWithContract("2024-12-01")});
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].verdict(), ACCEPTED);
  EXPECT_EQ(verdicts[0].reference(), "A-17");
  EXPECT_THAT(recruitment.FactTypes(), ElementsAre("PersonRegistered", "EnrolmentImported",
                                                   "ContractSigned", "ContractBreakReported"));
  const auto enrolment = recruitment.fixture().FactsOf<v1::EnrolmentImported>().at(0);
  EXPECT_EQ(enrolment.organisation(), kCfa);
  EXPECT_EQ(enrolment.trainer_organisation(), kSite);
  EXPECT_EQ(enrolment.meta().effective_date(), "2024-09-01");
  EXPECT_THAT(verdicts[0].names(), ElementsAre(enrolment.enrolment(), enrolment.pathway(),
                                               enrolment.person(), ContractOf(verdicts[0])));
  const auto contract = recruitment.fixture().FactsOf<v1::ContractSigned>().at(0);
  EXPECT_EQ(contract.employer(), kEmployerA);
  EXPECT_EQ(contract.number(), 1);
  EXPECT_EQ(contract.mission_gate(), v1::NOT_OBSERVED);
  EXPECT_EQ(contract.meta().effective_date(), "2024-10-01");
  const auto reported = recruitment.fixture().FactsOf<v1::ContractBreakReported>().at(0);
  EXPECT_EQ(reported.break_date(), "2024-12-01");
  EXPECT_EQ(reported.source(), type::v1::CFA);
  EXPECT_EQ(reported.meta().effective_date(), "2025-03-06");
}

TEST(ImportDossiers, TheSameRecordAgainChangesNothing) {
  Recruitment recruitment;
  const auto first =
      recruitment.Import({DossierWithContract("2024-12-01"), DossierWithContract("2024-12-01")});
  EXPECT_EQ(first[1].verdict(), UNCHANGED);
  const auto facts = recruitment.FactCount();
  const auto again = recruitment.Import({DossierWithContract("2024-12-01")});
  EXPECT_EQ(again[0].verdict(), UNCHANGED);
  EXPECT_EQ(std::vector(again[0].names().begin(), again[0].names().end()),
            std::vector(first[0].names().begin(), first[0].names().end()));
  EXPECT_EQ(recruitment.FactCount(), facts);
}

TEST(ImportDossiers, AChangedRecordYieldsCorrections) {
  Recruitment recruitment;
  const auto first = recruitment.Import({DossierWithContract()});
  const auto facts = recruitment.FactCount();
  auto changed = DossierWithContract("2025-02-01");
  changed["email_contact"] = "gaston@example.org";
  changed["date_fin_formation"] = "2025-07-31";
  changed["contrat_date_fin"] = "2025-07-31";
  const auto again = recruitment.Import({changed});
  EXPECT_EQ(again[0].verdict(), CORRECTED);
  EXPECT_EQ(PathwayOf(again[0]), PathwayOf(first[0]));
  EXPECT_EQ(ContractOf(again[0]), ContractOf(first[0]));
  EXPECT_THAT(recruitment.FactTypes(facts),
              ElementsAre("PersonCorrected", "EnrolmentCorrected", "ContractCorrected",
                          "ContractBreakReported"));
  EXPECT_THAT(recruitment.fixture().FactsOf<v1::PersonCorrected>().at(0).changed_fields(),
              ElementsAre("email"));
  EXPECT_THAT(recruitment.fixture().FactsOf<v1::EnrolmentCorrected>().at(0).changed_fields(),
              ElementsAre("end_date"));
  EXPECT_EQ(recruitment.Import({changed})[0].verdict(), UNCHANGED);
}

TEST(ImportDossiers, ABreakThatIsTakenBackIsReportedWithoutADay) {
  Recruitment recruitment;
  recruitment.Import({DossierWithContract("2024-12-01")});
  recruitment.Import({DossierWithContract()});
  EXPECT_EQ(recruitment.fixture().FactsOf<v1::ContractBreakReported>().at(1).break_date(), "");
}

TEST(ImportDossiers, AContractThatTheRecordNoLongerHoldsIsWithdrawn) {
  Recruitment recruitment;
  recruitment.Import({DossierWithContract()});
  const auto again = recruitment.Import({Dossier()});
  EXPECT_EQ(ContractOf(again[0]), "");
  EXPECT_TRUE(recruitment.fixture().FactsOf<v1::ContractCorrected>().at(0).withdrawn());
}

TEST(ImportDossiers, ContractsAreNumberedByTheirStart) {
  Recruitment recruitment;
  auto dossier = DossierWithContract("2024-12-01");
  dossier["contrat_date_debut_2"] = "2024-09-02";
  dossier["contrat_date_fin_2"] = "2024-09-20";
  recruitment.Import({dossier});
  const auto contracts = recruitment.fixture().FactsOf<v1::ContractSigned>();
  ASSERT_EQ(contracts.size(), 2U);
  EXPECT_EQ(contracts[0].start_date(), "2024-09-02");
  EXPECT_EQ(contracts[0].number(), 1);
  EXPECT_EQ(contracts[1].number(), 2);
}

TEST(ImportDossiers, EachRecordStandsAlone) {
  Recruitment recruitment;
  auto wrong = Dossier();
  wrong["etablissement_responsable_siret"] = "7756801350113";
  auto other = Dossier();
  other["id_erp_apprenant"] = "A-18";
  other["nom_apprenant"] = "Escoffier";
  const auto verdicts = recruitment.Import({Dossier(), wrong, "text", other});
  EXPECT_EQ(verdicts[0].verdict(), ACCEPTED);
  EXPECT_EQ(verdicts[1].verdict(), SET_ASIDE);
  EXPECT_THAT(Problems(verdicts[1]),
              ElementsAre("etablissement_responsable_siret: SIRET_MALFORMED"));
  EXPECT_EQ(verdicts[1].problems(0).received(), "7756801350113");
  EXPECT_EQ(verdicts[1].problems(0).message(), "Siret invalide. Format attendu : 14 chiffres");
  EXPECT_EQ(verdicts[1].problems(0).severity(), type::v1::ERROR);
  EXPECT_THAT(Problems(verdicts[2]), ElementsAre(": RECORD_NOT_AN_OBJECT"));
  EXPECT_EQ(verdicts[3].verdict(), ACCEPTED);
  EXPECT_EQ(verdicts[3].index(), 3);
}

TEST(ImportDossiers, AnUnknownEstablishmentIsNamed) {
  Recruitment recruitment;
  auto dossier = Dossier();
  dossier["etablissement_formateur_uai"] = "0010856A";
  const auto verdicts = recruitment.Import({dossier});
  EXPECT_THAT(Problems(verdicts[0]),
              ElementsAre("etablissement_formateur_siret: ESTABLISHMENT_UNKNOWN"));
  EXPECT_EQ(recruitment.FactCount(), 0U);
}

TEST(ImportDossiers, TheSenderIsTheResponsibleBodyOrTheTrainer) {
  Recruitment recruitment;
  EXPECT_EQ(recruitment.Import({Dossier()}, PartnerSystem(kSite))[0].verdict(), ACCEPTED);
  EXPECT_THAT(Problems(recruitment.Import({Dossier()}, PartnerSystem(kStranger))[0]),
              ElementsAre("etablissement_responsable_siret: RECORD_OF_ANOTHER_ORGANISATION"));
}

TEST(ImportDossiers, OnePersonMayHaveSeveralEnrolments) {
  Recruitment recruitment;
  auto next_year = Dossier();
  next_year["annee_scolaire"] = "2025-2026";
  const auto verdicts = recruitment.Import({Dossier(), next_year});
  EXPECT_EQ(PersonOf(verdicts[0]), PersonOf(verdicts[1]));
  EXPECT_NE(PathwayOf(verdicts[0]), PathwayOf(verdicts[1]));
  EXPECT_EQ(recruitment.fixture().FactsOf<v1::PersonRegistered>().size(), 1U);
}

TEST(ImportDossiers, TheSameIneUnderAnotherNameIsAPossibleDuplicate) {
  Recruitment recruitment;
  auto one = Dossier();
  one["ine_apprenant"] = "1234567890V";
  auto other = one;
  other["nom_apprenant"] = "Lenotre";
  other["id_erp_apprenant"] = "A-18";
  const auto verdicts = recruitment.Import({one, other});
  EXPECT_EQ(verdicts[1].verdict(), ACCEPTED);
  const auto proposed = recruitment.fixture().FactsOf<v1::PossibleDuplicateProposed>().at(0);
  EXPECT_EQ(proposed.person(), PersonOf(verdicts[0]));
  EXPECT_EQ(proposed.other_person(), PersonOf(verdicts[1]));
  EXPECT_EQ(proposed.criterion(), v1::SAME_INE);
}

TEST(ImportDossiers, NoNirReachesTheJournal) {
  Recruitment recruitment;
  auto dossier = Dossier();
  dossier["nir_apprenant"] = "295109912611193";
  recruitment.Import({dossier});
  const auto person = recruitment.fixture().FactsOf<v1::PersonRegistered>().at(0);
  EXPECT_TRUE(person.has_nir());
  for (const auto& fact : recruitment.fixture().Facts()) {
    EXPECT_EQ(fact.message->SerializeAsString().find("295109912611193"), std::string::npos);
  }
}

TEST(ImportDossiers, IdentityIsSealedAndNeverInAPayload) {
  Recruitment recruitment;
  recruitment.Import({Dossier()});
  for (const auto& fact : recruitment.fixture().Facts()) {
    EXPECT_EQ(fact.row.payload.find("Lenôtre"), std::string::npos);
    EXPECT_EQ(fact.row.payload.find("A-17"), std::string::npos);
    EXPECT_EQ(fact.row.sealed.find("Lenôtre"), std::string::npos);
  }
}

TEST(ImportDossiers, TheNationalExamplesHaveTheirVerdicts) {
  SKIP_WITHOUT_SHARED("apprenants/dossiers/minimal.json");
  Recruitment recruitment;
  const auto read = [](const char* name) {
    return nlohmann::json::parse(ReadText(SharedFile(std::string("apprenants/dossiers/") + name)));
  };
  const auto verdicts =
      recruitment.Import({read("minimal.json"), read("complet.json"), read("complet.json")});
  EXPECT_EQ(verdicts[0].verdict(), ACCEPTED);
  EXPECT_THAT(verdicts[0].problems(), IsEmpty());
  EXPECT_EQ(verdicts[1].verdict(), CORRECTED);  // same learner, same year
  EXPECT_EQ(verdicts[1].problems_size(), 5);
  EXPECT_EQ(verdicts[2].verdict(), UNCHANGED);
}

TEST(ImportDossiers, MoreThanTwoThousandRecordsAreRefusedWhole) {
  Recruitment recruitment;
  v1::ImportDossiersRequest request;
  for (int i = 0; i < 2001; ++i) request.add_records("{}");
  const auto refused =
      recruitment.fixture().ExecuteBatch<v1::ImportDossiersResponse>(request, PartnerSystem(kCfa));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "TOO_MANY_ITEMS");
}

}  // namespace
}  // namespace parcours::recruitment::testing
