#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "services/partners/service.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/testing/service_fixture.h"

namespace parcours::partners {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using type::v1::ACCEPTED;
using type::v1::CORRECTED;
using type::v1::SET_ASIDE;
using type::v1::UNCHANGED;

constexpr char kCfa[] = "organisations/01890000-0000-7000-8000-000000000001";
constexpr char kUniversity[] = "organisations/01890000-0000-7000-8000-000000000003";
constexpr char kEmployer[] = "organisations/01890000-0000-7000-8000-000000000005";
constexpr char kReferent[] = "agents/01890000-0000-7000-8000-000000000012";

v1::PartnerRecord OrganisationRecord(const std::string& name, const std::string& display_name,
                                     v1::OrganisationKind kind = v1::TRAINING_ORGANISATION) {
  v1::PartnerRecord record;
  record.mutable_organisation()->set_name(name);
  record.mutable_organisation()->set_display_name(display_name);
  record.mutable_organisation()->add_kinds(kind);
  return record;
}

v1::PartnerRecord AgentRecord(const std::string& organisation = kCfa) {
  v1::PartnerRecord record;
  record.mutable_agent()->set_name(kReferent);
  record.mutable_agent()->set_organisation(organisation);
  record.mutable_agent()->add_roles(options::v1::REFERENT);
  record.mutable_agent()->set_display_name("Camille Exemple");
  record.mutable_agent()->set_email("camille.exemple@example.org");
  return record;
}

v1::PartnerRecord ConventionRecord(const std::string& to = "") {
  v1::PartnerRecord record;
  record.mutable_convention()->set_name("conventions/01890000-0000-7000-8000-000000000021");
  record.mutable_convention()->add_parties(kCfa);
  record.mutable_convention()->add_parties(kUniversity);
  record.mutable_convention()->add_purposes("mission");
  record.mutable_convention()->set_from_date("2024-09-01");
  record.mutable_convention()->set_to_date(to);
  return record;
}

// The sample that ships with the platform, as it is sent.
v1::ImportPartnersRequest Sample() {
  std::ifstream file(std::string(PARCOURS_SOURCE_DIR) + "/deploy/sample/partners.json");
  v1::ImportPartnersRequest request;
  for (const auto& record : nlohmann::json::parse(file)) {
    EXPECT_TRUE(
        google::protobuf::util::JsonStringToMessage(record.dump(), request.add_records()).ok());
  }
  return request;
}

class PartnersTest : public ::testing::Test {
 protected:
  PartnersTest() : fixture_(Define(), CivilDate(2025, 3, 6)) {}

  std::vector<type::v1::RecordVerdict> Import(const v1::ImportPartnersRequest& request) {
    const auto response =
        fixture_.ExecuteBatch<v1::ImportPartnersResponse>(request, testing::Operator());
    EXPECT_TRUE(response) << response.error().reason;
    return {response->verdicts().begin(), response->verdicts().end()};
  }
  std::vector<type::v1::RecordVerdict> Import(const std::vector<v1::PartnerRecord>& records) {
    v1::ImportPartnersRequest request;
    for (const auto& record : records) *request.add_records() = record;
    return Import(request);
  }
  static std::vector<type::v1::Verdict> Verdicts(
      const std::vector<type::v1::RecordVerdict>& answers) {
    std::vector<type::v1::Verdict> verdicts;
    for (const auto& answer : answers) verdicts.push_back(answer.verdict());
    return verdicts;
  }
  static std::string WhyAside(const type::v1::RecordVerdict& answer) {
    return answer.problems().empty() ? "" : answer.problems(0).reason();
  }

  static security::Actor Referent(const std::string& organisation = kCfa) {
    return testing::Agent(
        {.agent = kReferent, .organisation = organisation, .roles = {options::v1::REFERENT}});
  }
  Result<v1::Organisation> Get(const std::string& name, const security::Actor& actor) {
    v1::GetOrganisationRequest request;
    request.set_name(name);
    return fixture_.Execute(request, actor);
  }
  std::vector<std::string> Shown(const std::vector<std::string>& names,
                                 const security::Actor& actor) {
    v1::DisplayNamesRequest request;
    for (const auto& name : names) request.add_names(name);
    const auto response = fixture_.Execute(request, actor);
    EXPECT_TRUE(response) << response.error().reason;
    std::vector<std::string> texts;
    for (const auto& shown : response->display_names()) texts.push_back(shown.text());
    return texts;
  }

  testing::ServiceFixture<Context> fixture_;
};

TEST_F(PartnersTest, TheSampleIsTakenInWhole) {
  const auto verdicts = Import(Sample());
  for (const auto& verdict : verdicts) {
    EXPECT_EQ(verdict.verdict(), ACCEPTED) << verdict.ShortDebugString();
    EXPECT_TRUE(verdict.problems().empty()) << verdict.ShortDebugString();
    EXPECT_EQ(verdict.names_size(), 1);
  }
  EXPECT_EQ(fixture_.FactsOf<v1::OrganisationRegistered>().size(), 7U);
  EXPECT_EQ(fixture_.FactsOf<v1::AgentAppointed>().size(), 8U);
  EXPECT_EQ(fixture_.FactsOf<v1::ConventionSigned>().size(), 3U);
  EXPECT_EQ(fixture_.FactsOf<v1::ProgrammePublished>().size(), 1U);
}

TEST_F(PartnersTest, TheSameImportAgainRecordsNothing) {
  Import(Sample());
  const auto before = fixture_.Facts().size();
  fixture_.AdvanceTo({2025, 4, 1});
  for (const auto& verdict : Import(Sample())) EXPECT_EQ(verdict.verdict(), UNCHANGED);
  EXPECT_EQ(fixture_.Facts().size(), before);
}

TEST_F(PartnersTest, ARecordWithOtherContentIsACorrection) {
  Import({OrganisationRecord(kCfa, "CFA des Tilleuls")});
  EXPECT_THAT(Verdicts(Import({OrganisationRecord(kCfa, "CFA des Érables")})),
              ElementsAre(CORRECTED));
  EXPECT_EQ(fixture_.FactsOf<v1::OrganisationCorrected>().size(), 1U);
  EXPECT_EQ(Get(kCfa, Referent())->display_name(), "CFA des Érables");
}

TEST_F(PartnersTest, ABadRecordIsSetAsideAndTheOthersAreTakenIn) {
  auto bad = OrganisationRecord(kUniversity, "Université");
  bad.mutable_organisation()->set_siret("123");
  const auto answers =
      Import({OrganisationRecord(kCfa, "CFA"), bad, v1::PartnerRecord(), AgentRecord()});
  EXPECT_THAT(Verdicts(answers), ElementsAre(ACCEPTED, SET_ASIDE, SET_ASIDE, ACCEPTED));
  EXPECT_EQ(WhyAside(answers[1]), "SIRET_MALFORMED");
  EXPECT_EQ(answers[1].problems(0).field(), "siret");
  EXPECT_EQ(answers[1].problems(0).received(), "123");
  EXPECT_EQ(answers[1].names_size(), 0);
  EXPECT_EQ(WhyAside(answers[2]), "RECORD_EMPTY");
}

TEST_F(PartnersTest, AWrongKeyIsTakenInWithAWarning) {
  auto record = OrganisationRecord(kCfa, "CFA");
  record.mutable_organisation()->set_siret("34182077700034");
  const auto answers = Import({record});
  EXPECT_THAT(Verdicts(answers), ElementsAre(ACCEPTED));
  ASSERT_EQ(answers[0].problems_size(), 1);
  EXPECT_EQ(answers[0].problems(0).severity(), type::v1::WARNING);
  EXPECT_EQ(answers[0].problems(0).reason(), "SIRET_KEY_WRONG");
}

TEST_F(PartnersTest, AnAgentOrAConventionOfAnUnknownOrganisationIsSetAside) {
  const auto answers = Import({AgentRecord(), OrganisationRecord(kCfa, "CFA"), ConventionRecord()});
  EXPECT_THAT(Verdicts(answers), ElementsAre(SET_ASIDE, ACCEPTED, SET_ASIDE));
  EXPECT_EQ(WhyAside(answers[0]), "ORGANISATION_UNKNOWN");
  EXPECT_EQ(answers[2].problems(0).field(), "parties[1]");
}

TEST_F(PartnersTest, BringingALastDayForwardRevokesTheMandateAndEndsTheConvention) {
  Import({OrganisationRecord(kCfa, "CFA"), OrganisationRecord(kUniversity, "Université"),
          AgentRecord(), ConventionRecord("2028-08-31")});
  auto agent = AgentRecord();
  agent.mutable_agent()->set_to_date("2025-06-30");
  EXPECT_THAT(Verdicts(Import({agent, ConventionRecord("2025-08-31")})),
              ElementsAre(CORRECTED, CORRECTED));
  EXPECT_EQ(fixture_.FactsOf<v1::AgentRevoked>().size(), 1U);
  EXPECT_EQ(fixture_.FactsOf<v1::ConventionEnded>().size(), 1U);
  EXPECT_EQ(fixture_.FactsOf<v1::AgentAppointed>().size(), 1U);
}

TEST_F(PartnersTest, OnlyTheOperatorImports) {
  v1::ImportPartnersRequest request;
  *request.add_records() = OrganisationRecord(kCfa, "CFA");
  const auto refused = fixture_.ExecuteBatch<v1::ImportPartnersResponse>(request, Referent());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "ROLE_NOT_ALLOWED");
}

TEST_F(PartnersTest, MoreThanTwoThousandRecordsAreRefusedWhole) {
  v1::ImportPartnersRequest request;
  for (int i = 0; i < 2001; ++i) *request.add_records() = OrganisationRecord(kCfa, "CFA");
  const auto refused =
      fixture_.ExecuteBatch<v1::ImportPartnersResponse>(request, testing::Operator());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "TOO_MANY_ITEMS");
  EXPECT_TRUE(fixture_.Facts().empty());
}

TEST_F(PartnersTest, TheDirectoryIsOpenToProfessionalsAndAnEmployerSeesItself) {
  Import(Sample());
  EXPECT_EQ(Get(kUniversity, Referent())->display_name(), "Université du Val d'Orge");
  const auto recruiter =
      testing::Agent({.organisation = kEmployer, .roles = {options::v1::EMPLOYER_RECRUITER}});
  EXPECT_TRUE(Get(kEmployer, recruiter));
  EXPECT_EQ(Get(kCfa, recruiter).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Get("organisations/01890000-0000-7000-8000-00000000dead", Referent()).error().reason,
            "RESOURCE_NOT_FOUND");
}

TEST_F(PartnersTest, TheNetworkIsListedByDisplayName) {
  Import(Sample());
  v1::ListOrganisationsRequest request;
  request.set_page_size(3);
  std::vector<std::string> names;
  for (bool more = true; more;) {
    const auto page = fixture_.Execute(request, Referent());
    ASSERT_TRUE(page);
    for (const auto& organisation : page->organisations())
      names.push_back(organisation.display_name());
    more = !page->next_page_token().empty();
    request.set_page_token(page->next_page_token());
  }
  EXPECT_EQ(names.size(), 7U);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));

  v1::ListOrganisationsRequest employers;
  employers.set_kind(v1::EMPLOYER);
  EXPECT_EQ(fixture_.Execute(employers, Referent())->organisations_size(), 2);
}

TEST_F(PartnersTest, NamesOfAgentsAreShownToTheirOrganisationAndToServices) {
  Import({OrganisationRecord(kCfa, "CFA des Tilleuls"), AgentRecord()});
  EXPECT_THAT(Shown({kReferent, kCfa}, Referent()),
              ElementsAre("Camille Exemple", "CFA des Tilleuls"));
  EXPECT_THAT(Shown({kReferent, kCfa}, Referent(kUniversity)), ElementsAre("CFA des Tilleuls"));
  EXPECT_THAT(Shown({kReferent}, testing::Operator()), ElementsAre("Camille Exemple"));
  EXPECT_THAT(
      Shown({"agents/01890000-0000-7000-8000-00000000dead", "persons/x"}, testing::Operator()),
      IsEmpty());
}

TEST_F(PartnersTest, NamesOfAgentsStayOutOfThePayload) {
  Import({OrganisationRecord(kCfa, "CFA des Tilleuls"), AgentRecord()});
  for (const auto& fact : fixture_.Facts()) {
    EXPECT_EQ(fact.row.payload.find("Camille"), std::string::npos);
    EXPECT_EQ(fact.row.payload.find("example.org"), std::string::npos);
  }
}

TEST_F(PartnersTest, TheLastContactWithAnEmployerFollowsContractsMissionsAndOutcomes) {
  Import({OrganisationRecord(kEmployer, "Fournil du Canal", v1::EMPLOYER)});
  EXPECT_EQ(Get(kEmployer, Referent())->last_contact_date(), "");

  recruitment::v1::ContractSigned contract;
  contract.set_employer(kEmployer);
  contract.mutable_meta()->set_effective_date("2025-03-28");
  ASSERT_TRUE(fixture_.Deliver(contract));
  recruitment::v1::MissionSubmitted mission;
  mission.set_employer(kEmployer);
  mission.mutable_meta()->set_effective_date("2025-03-17");
  ASSERT_TRUE(fixture_.Deliver(mission));
  EXPECT_EQ(Get(kEmployer, Referent())->last_contact_date(), "2025-03-28");
  EXPECT_EQ(Get(kEmployer, Referent())->last_contact_source(), v1::EmployerContactNoted::CONTRACT);

  insertion::v1::OutcomeRecorded outcome;
  outcome.set_employer(kEmployer);
  outcome.mutable_meta()->set_effective_date("2026-02-28");
  ASSERT_TRUE(fixture_.Deliver(outcome));
  EXPECT_EQ(Get(kEmployer, Referent())->last_contact_date(), "2026-02-28");
  EXPECT_EQ(fixture_.FactsOf<v1::EmployerContactNoted>().size(), 3U);
}

TEST_F(PartnersTest, AContractWithAnUnknownEmployerChangesNothing) {
  ASSERT_TRUE(fixture_.Deliver(recruitment::v1::ContractSigned()));
  EXPECT_TRUE(fixture_.Facts().empty());
}

}  // namespace
}  // namespace parcours::partners
