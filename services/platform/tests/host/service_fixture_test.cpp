#include "services/platform/testing/service_fixture.h"

#include <gtest/gtest.h>

#include "services/platform/tests/sample/sample_service.h"

namespace parcours::sample {
namespace {

using ::parcours::testing::Agent;
using ::parcours::testing::Operator;
using ::parcours::testing::ServiceFixture;

const std::string kCfa = "organisations/01950000-0000-7000-8000-000000000001";
const std::string kEmployer = "organisations/01950000-0000-7000-8000-000000000002";

v1::ImportPartnersRequest Import(
    std::initializer_list<std::pair<std::string, std::string>> organisations) {
  v1::ImportPartnersRequest request;
  for (const auto& [name, display_name] : organisations) {
    auto& organisation = *request.add_records()->mutable_organisation();
    organisation.set_name(name);
    organisation.set_display_name(display_name);
  }
  return request;
}

v1::GetOrganisationRequest Get(const std::string& name) {
  v1::GetOrganisationRequest request;
  request.set_name(name);
  return request;
}

class ServiceFixtureTest : public ::testing::Test {
 protected:
  v1::ImportPartnersResponse Take(const v1::ImportPartnersRequest& request) {
    auto response = fixture.ExecuteBatch<v1::ImportPartnersResponse>(request, Operator());
    EXPECT_TRUE(response) << response.error().reason << " " << response.error().field;
    return response ? *response : v1::ImportPartnersResponse{};
  }

  ServiceFixture<Context> fixture{DefinePartners(), CivilDate(2025, 3, 6)};
};

TEST_F(ServiceFixtureTest, EachItemOfABatchIsACommandOfItsOwn) {
  const auto response =
      Take(Import({{kCfa, "CFA"}, {kEmployer, ""}, {kCfa, "CFA"}, {kCfa, "CFA du Port"}}));
  ASSERT_EQ(response.verdicts_size(), 4);
  EXPECT_EQ(response.verdicts(0).verdict(), type::v1::ACCEPTED);
  EXPECT_EQ(response.verdicts(1).verdict(), type::v1::SET_ASIDE);
  EXPECT_EQ(response.verdicts(1).problems(0).reason(), "DISPLAY_NAME_MISSING");
  EXPECT_EQ(response.verdicts(2).verdict(), type::v1::UNCHANGED);
  EXPECT_EQ(response.verdicts(3).verdict(), type::v1::CORRECTED);
  EXPECT_EQ(fixture.FactsOf<v1::OrganisationRegistered>().size(), 1);
  EXPECT_EQ(fixture.FactsOf<v1::OrganisationCorrected>().size(), 1);
}

TEST_F(ServiceFixtureTest, QueriesSeeAggregatesAndProjections) {
  Take(Import({{kCfa, "CFA"}, {kEmployer, "Boulangerie"}}));
  const auto one = fixture.Execute(Get(kCfa), Operator());
  ASSERT_TRUE(one) << one.error().reason;
  EXPECT_EQ(one->display_name(), "CFA");
  const auto all = fixture.Execute(v1::ListOrganisationsRequest{}, Operator());
  ASSERT_TRUE(all) << all.error().reason;
  ASSERT_EQ(all->organisations_size(), 2);
  EXPECT_EQ(all->organisations(0).display_name(), "Boulangerie");
}

TEST_F(ServiceFixtureTest, WhatAnActorMayNotSeeIsNotFound) {
  Take(Import({{kCfa, "CFA"}}));
  const auto recruiter =
      Agent({.organisation = kEmployer, .roles = {options::v1::EMPLOYER_RECRUITER}});
  const auto refused = fixture.Execute(Get(kCfa), recruiter);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kNotFound);
}

TEST_F(ServiceFixtureTest, PolicyAndValidationStandBeforeTheHandler) {
  const auto denied = fixture.ExecuteBatch<v1::ImportPartnersResponse>(
      Import({{kCfa, "CFA"}}), Agent({.organisation = kCfa, .roles = {options::v1::TRAINER}}));
  ASSERT_FALSE(denied);
  EXPECT_EQ(denied.error().reason, "ROLE_NOT_ALLOWED");
  const auto invalid =
      fixture.Execute(Get("agents/01950000-0000-7000-8000-000000000001"), Operator());
  ASSERT_FALSE(invalid);
  EXPECT_EQ(invalid.error().reason, "FIELD_NOT_A_RESOURCE_NAME");
  EXPECT_TRUE(fixture.Facts().empty());
}

TEST_F(ServiceFixtureTest, ATimerFiresOnItsDayAndOnce) {
  Take(Import({{kCfa, "CFA"}}));
  EXPECT_EQ(fixture.AdvanceTo(CivilDate(2025, 4, 4)), 0);
  EXPECT_EQ(fixture.AdvanceTo(CivilDate(2025, 4, 5)), 1);
  EXPECT_EQ(fixture.AdvanceTo(CivilDate(2025, 5, 5)), 0);
  ASSERT_EQ(fixture.FactsOf<v1::EmployerContactNoted>().size(), 1);
  EXPECT_EQ(fixture.FactsOf<v1::EmployerContactNoted>()[0].contact_date(), "2025-04-05");
}

TEST(ServiceFixtureReactions, ADeliveredFactIsProjectedAndReactedTo) {
  ServiceFixture<Context> fixture(DefineListener(), CivilDate(2025, 3, 6));
  v1::OrganisationRegistered fact;
  fact.set_organisation(kCfa);
  fact.set_display_name("CFA");
  ASSERT_TRUE(fixture.Deliver(fact));
  const auto facts = fixture.Facts();
  ASSERT_EQ(facts.size(), 1);
  EXPECT_EQ(facts[0].row.meta.cause.source, "/parcours/partners");
  EXPECT_EQ(facts[0].row.meta.chain, 1);
  EXPECT_EQ(facts[0].row.actor, "system/insertion");
}

TEST(ServiceFixtureReactions, ARefusalLeavesNothingAndKeepsItsClass) {
  ServiceFixture<Context> fixture(DefineListener(), CivilDate(2025, 3, 6));
  v1::OrganisationRegistered fact;
  fact.set_organisation(kCfa);
  fact.set_display_name("Later");
  const auto refused = fixture.Deliver(fact);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().refusal, RefusalClass::kNotYet);
  EXPECT_TRUE(fixture.Facts().empty());
}

}  // namespace
}  // namespace parcours::sample
