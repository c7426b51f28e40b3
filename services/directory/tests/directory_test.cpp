#include "services/directory/directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "services/platform/core/check.h"
#include "services/platform/security/keyring.h"
#include "services/platform/store/sqlite.h"

namespace parcours::directory {
namespace {

using partners::v1::AgentAppointed;
using partners::v1::AgentRevoked;
using partners::v1::ConventionEnded;
using partners::v1::ConventionSigned;
using partners::v1::OrganisationCorrected;
using partners::v1::OrganisationRegistered;
using partners::v1::ProgrammePublished;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr CivilDate kDay{2025, 3, 6};

OrganisationRegistered Registered(const std::string& name, const std::string& display_name,
                                  const std::string& siret = "", const std::string& uai = "") {
  OrganisationRegistered fact;
  fact.set_organisation(name);
  fact.set_display_name(display_name);
  fact.set_siret(siret);
  fact.set_uai(uai);
  fact.add_kinds(partners::v1::TRAINING_ORGANISATION);
  return fact;
}

AgentAppointed Appointed(const std::string& agent, const std::string& organisation,
                         options::v1::Role role, const std::string& from,
                         const std::string& to = "") {
  AgentAppointed fact;
  fact.set_agent(agent);
  fact.set_organisation(organisation);
  fact.add_roles(role);
  fact.set_from_date(from);
  fact.set_to_date(to);
  fact.set_display_name("Camille Exemple");
  return fact;
}

ConventionSigned Signed(const std::string& purpose, const std::string& from,
                        const std::string& to = "") {
  ConventionSigned fact;
  fact.set_convention("conventions/c");
  fact.set_organisation("organisations/cfa");
  fact.add_parties("organisations/cfa");
  fact.add_parties("organisations/university");
  fact.add_purposes(purpose);
  fact.set_from_date(from);
  fact.set_to_date(to);
  return fact;
}

ProgrammePublished Published(int version, std::int64_t months) {
  ProgrammePublished fact;
  fact.set_programme("programmes/APPRENTICESHIP");
  fact.set_code("APPRENTICESHIP");
  fact.set_kind(type::v1::APPRENTICESHIP);
  fact.set_version(version);
  auto* rule = fact.add_rules();
  rule->set_rule("insertion.waves.months");
  rule->set_source("default");
  rule->add_numbers(3);
  rule->add_numbers(months);
  return fact;
}

class DirectoryTest : public ::testing::Test {
 protected:
  DirectoryTest() : projections_({DirectoryProjection()}) {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    file_ = std::filesystem::path(::testing::TempDir()) /
            (std::string("directory_") + test->name() + ".db");
    Remove();
    auto opened = store::OpenSqliteForWriting({.file = file_, .vfs = {}});
    CHECK(opened.has_value());
    connection_ = *std::move(opened);
    connection_->ExecuteScript(projections_.all().front().schema);
  }
  ~DirectoryTest() override {
    connection_.reset();
    Remove();
  }

  void Hear(const google::protobuf::Message& fact, CivilDate effective = kDay) {
    journal::FactMeta meta;
    meta.effective = effective;
    execution::ProjectionContext context{*connection_, meta, *keyring_};
    CHECK(projections_.Apply(fact, context));
  }

  [[nodiscard]] Directory On(CivilDate day) { return Directory(*connection_, day); }

 private:
  void Remove() const {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::filesystem::remove(std::filesystem::path(file_.string() + suffix));
    }
  }

  const execution::ProjectionTable projections_;
  const std::unique_ptr<security::Keyring> keyring_ = security::MakeEphemeralKeyring();
  std::filesystem::path file_;
  std::unique_ptr<store::Connection> connection_;
};

TEST_F(DirectoryTest, AnUnknownOrganisationIsNotFound) {
  EXPECT_FALSE(On(kDay).FindOrganisation("organisations/nobody"));
  EXPECT_EQ(On(kDay).DefaultReferentOf("organisations/nobody"), "");
}

TEST_F(DirectoryTest, ARequestThatNamesAnUnknownOrganisationIsToldWhichField) {
  Hear(Registered("organisations/cfa", "CFA des Tilleuls"));
  EXPECT_EQ(On(kDay).RequireOrganisation("organisations/cfa", "employer")->display_name,
            "CFA des Tilleuls");
  const auto refused = On(kDay).RequireOrganisation("organisations/nobody", "employer");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "ORGANISATION_UNKNOWN");
  EXPECT_EQ(refused.error().field, "employer");
}

TEST_F(DirectoryTest, ACorrectionReplacesTheWholeContentAndKeepsTheDayOfRegistration) {
  auto registered =
      Registered("organisations/cfa", "CFA des Tilleuls", "34182077700033", "0754458N");
  registered.set_default_referent("agents/one");
  Hear(registered);
  OrganisationCorrected corrected;
  corrected.set_organisation("organisations/cfa");
  corrected.set_display_name("CFA des Érables");
  corrected.add_kinds(partners::v1::TRAINING_SITE);
  Hear(corrected, kDay.AddDays(10));

  const auto found = On(kDay).FindOrganisation("organisations/cfa");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->display_name, "CFA des Érables");
  EXPECT_EQ(found->siret, "");
  EXPECT_EQ(found->default_referent, "");
  EXPECT_EQ(found->registered, kDay);
  EXPECT_TRUE(found->Is(partners::v1::TRAINING_SITE));
  EXPECT_FALSE(found->Is(partners::v1::TRAINING_ORGANISATION));
}

TEST_F(DirectoryTest, SiretAndUaiTogetherNameTheSiteAndSiretAloneTheSeat) {
  Hear(Registered("organisations/a-site", "Site", "34182077700033", "0754458N"));
  Hear(Registered("organisations/b-seat", "Siège", "34182077700033"));

  EXPECT_EQ(On(kDay).FindBySiretAndUai("34182077700033", "0754458N")->name, "organisations/a-site");
  EXPECT_EQ(On(kDay).FindBySiret("34182077700033")->name, "organisations/b-seat");
  EXPECT_FALSE(On(kDay).FindBySiretAndUai("34182077700033", "0754924V"));
}

TEST_F(DirectoryTest, AnEmptyIdentifierFindsNobody) {
  Hear(Registered("organisations/association", "Association"));
  EXPECT_FALSE(On(kDay).FindBySiret(""));
  EXPECT_FALSE(On(kDay).FindBySiretAndUai("", ""));
}

TEST_F(DirectoryTest, AConventionBindsBothWaysFromItsFirstToItsLastDay) {
  Hear(Signed("mission", "2025-01-01", "2025-12-31"));
  const std::string cfa = "organisations/cfa";
  const std::string university = "organisations/university";

  EXPECT_FALSE(On({2024, 12, 31}).InForce("mission", cfa, university));
  EXPECT_TRUE(On({2025, 1, 1}).InForce("mission", cfa, university));
  EXPECT_TRUE(On({2025, 12, 31}).InForce("mission", university, cfa));
  EXPECT_FALSE(On({2026, 1, 1}).InForce("mission", cfa, university));
}

TEST_F(DirectoryTest, AConventionOpensOnlyItsPurposesToItsParties) {
  Hear(Signed("mission", "2025-01-01"));
  EXPECT_FALSE(On(kDay).InForce("referral", "organisations/cfa", "organisations/university"));
  EXPECT_FALSE(On(kDay).InForce("mission", "organisations/cfa", "organisations/stranger"));
  EXPECT_FALSE(On(kDay).InForce("mission", "organisations/cfa", "organisations/cfa"));
}

TEST_F(DirectoryTest, AnEndedConventionHoldsToItsLastDay) {
  Hear(Signed("mission", "2025-01-01"));
  ConventionEnded ended;
  ended.set_convention("conventions/c");
  ended.set_to_date("2025-03-06");
  Hear(ended);
  EXPECT_TRUE(On(kDay).InForce("mission", "organisations/cfa", "organisations/university"));
  EXPECT_FALSE(
      On(kDay.AddDays(1)).InForce("mission", "organisations/cfa", "organisations/university"));
}

TEST_F(DirectoryTest, NewTermsReplaceTheFormerPartiesAndPurposes) {
  Hear(Signed("mission", "2025-01-01"));
  auto again = Signed("followup", "2025-01-01");
  again.set_parties(1, "organisations/school");
  Hear(again);
  EXPECT_FALSE(On(kDay).InForce("mission", "organisations/cfa", "organisations/university"));
  EXPECT_TRUE(On(kDay).InForce("followup", "organisations/school", "organisations/cfa"));
}

TEST_F(DirectoryTest, AgentsOfARoleAreThoseWhoseMandateCoversTheDay) {
  const std::string cfa = "organisations/cfa";
  Hear(Appointed("agents/lead", cfa, options::v1::TRAINING_LEAD, "2025-01-01"));
  Hear(Appointed("agents/past", cfa, options::v1::REFERENT, "2024-01-01", "2025-03-05"));
  Hear(Appointed("agents/referent", cfa, options::v1::REFERENT, "2025-03-06"));
  Hear(Appointed("agents/future", cfa, options::v1::REFERENT, "2025-03-07"));
  Hear(Appointed("agents/elsewhere", "organisations/other", options::v1::REFERENT, "2024-01-01"));

  const auto found = On(kDay).AgentsOf(cfa, options::v1::REFERENT);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().name, "agents/referent");
  EXPECT_TRUE(found.front().Has(options::v1::REFERENT));
}

TEST_F(DirectoryTest, ARevokedAgentMayActUntilTheLastDay) {
  Hear(Appointed("agents/one", "organisations/cfa", options::v1::REFERENT, "2025-01-01"));
  AgentRevoked revoked;
  revoked.set_agent("agents/one");
  revoked.set_to_date("2025-03-31");
  Hear(revoked);
  const auto agent = On(kDay).FindAgent("agents/one");
  ASSERT_TRUE(agent);
  EXPECT_TRUE(agent->MayActOn({2025, 3, 31}));
  EXPECT_FALSE(agent->MayActOn({2025, 4, 1}));
}

TEST_F(DirectoryTest, AProgrammeIsItsLatestVersionPublishedByTheDay) {
  Hear(Published(1, 24), {2025, 1, 1});
  Hear(Published(2, 36), {2025, 6, 1});

  EXPECT_FALSE(On({2024, 12, 31}).FindProgramme("APPRENTICESHIP"));
  const auto first = On(kDay).FindProgramme("APPRENTICESHIP");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->version, 1);
  EXPECT_EQ(first->kind, type::v1::APPRENTICESHIP);
  ASSERT_EQ(first->rules.size(), 1U);
  EXPECT_THAT(first->rules.front().numbers(), ElementsAre(3, 24));
  EXPECT_EQ(On({2025, 6, 1}).FindProgramme("APPRENTICESHIP")->version, 2);
}

TEST_F(DirectoryTest, PagesFollowTheDisplayNamesAndEndWithAnEmptyToken) {
  Hear(Registered("organisations/3", "Brique"));
  Hear(Registered("organisations/1", "Brique"));
  Hear(Registered("organisations/2", "Ardoise"));

  const auto first = On(kDay).ListOrganisations({.page_size = 2, .page_token = {}});
  ASSERT_TRUE(first);
  ASSERT_EQ(first->organisations.size(), 2U);
  EXPECT_EQ(first->organisations[0].name, "organisations/2");
  EXPECT_EQ(first->organisations[1].name, "organisations/1");
  const auto second =
      On(kDay).ListOrganisations({.page_size = 2, .page_token = first->next_page_token});
  ASSERT_TRUE(second);
  ASSERT_EQ(second->organisations.size(), 1U);
  EXPECT_EQ(second->organisations[0].name, "organisations/3");
  EXPECT_EQ(second->next_page_token, "");
}

TEST_F(DirectoryTest, AListingOfOneKindLeavesTheOthersOut) {
  Hear(Registered("organisations/1", "Ardoise"));
  EXPECT_THAT(
      On(kDay).ListOrganisations({.kind = partners::v1::EMPLOYER, .page_token = {}})->organisations,
      IsEmpty());
  EXPECT_EQ(On(kDay)
                .ListOrganisations({.kind = partners::v1::TRAINING_ORGANISATION, .page_token = {}})
                ->organisations.size(),
            1U);
}

TEST_F(DirectoryTest, AnInventedPageTokenIsRefused) {
  const auto page = On(kDay).ListOrganisations({.page_token = "organisations/invented"});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().reason, "PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace parcours::directory
