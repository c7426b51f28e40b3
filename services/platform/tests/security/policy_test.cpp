#include "services/platform/security/policy.h"

#include <gtest/gtest.h>

#include "services/platform/tests/security/inline_schema.h"

namespace parcours::security {
namespace {

using options::v1::Scope;

// Conventions for missions bind the centre and the university.
class OneConvention final : public Conventions {
 public:
  bool InForce(std::string_view purpose, std::string_view one,
               std::string_view other) const override {
    const auto bound = [](std::string_view name) {
      return name == "organisations/centre" || name == "organisations/university";
    };
    return purpose == "mission" && bound(one) && bound(other);
  }
};

const Actor kCentreLead{.principal = "agents/lead",
                        .organisation = "organisations/centre",
                        .person = {},
                        .roles = {options::v1::TRAINING_LEAD}};
const Actor kUniversityLead{.principal = "agents/ulead",
                            .organisation = "organisations/university",
                            .person = {},
                            .roles = {options::v1::TRAINING_LEAD}};
const Actor kStranger{.principal = "agents/other",
                      .organisation = "organisations/elsewhere",
                      .person = {},
                      .roles = {options::v1::TRAINING_LEAD}};
const Actor kAssociation{.principal = "agents/helper",
                         .organisation = "organisations/association",
                         .person = {},
                         .roles = {options::v1::SOCIAL_WORKER}};
const Actor kTutor{.principal = "agents/tutor",
                   .organisation = "organisations/employer",
                   .person = {},
                   .roles = {options::v1::APPRENTICE_MASTER}};
const Actor kLearner{.principal = "persons/p",
                     .organisation = {},
                     .person = "persons/p",
                     .roles = {options::v1::BENEFICIARY}};
const Actor kOtherLearner{.principal = "persons/q",
                          .organisation = {},
                          .person = "persons/q",
                          .roles = {options::v1::BENEFICIARY}};
const Actor kNobody{};

RecordView Mission() {
  return {.name = "missions/1",
          .organisation = "organisations/centre",
          .person = "persons/p",
          .parties = {"organisations/association", "agents/tutor"}};
}

struct Row {
  std::string rule;
  Grant grant;
  const Actor& actor;
  bool sees;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.rule; }
};

class SeeingARecord : public ::testing::TestWithParam<Row> {};

TEST_P(SeeingARecord, FollowsScopeAndRelation) {
  EXPECT_EQ(MaySee(GetParam().actor, {GetParam().grant}, Mission(), OneConvention()),
            GetParam().sees);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SeeingARecord,
    ::testing::Values(
        Row{"OwnerOfTheRecord", {Scope::OWN_ORGANISATION, ""}, kCentreLead, true},
        Row{"AnotherOrganisationDoesNotOwn", {Scope::OWN_ORGANISATION, ""}, kUniversityLead, false},
        Row{"NamedPartyDoesNotOwn", {Scope::OWN_ORGANISATION, ""}, kAssociation, false},
        Row{"NoOrganisationOwnsNothing", {Scope::OWN_ORGANISATION, ""}, kLearner, false},
        Row{"NamedOrganisationIsRelated", {Scope::RELATED, ""}, kAssociation, true},
        Row{"NamedAgentIsRelated", {Scope::RELATED, ""}, kTutor, true},
        Row{"ConventionOpensForItsPurpose", {Scope::RELATED, "mission"}, kUniversityLead, true},
        Row{"ConventionNeedsThePurpose", {Scope::RELATED, ""}, kUniversityLead, false},
        Row{"ConventionForSomethingElseOpensNothing",
            {Scope::RELATED, "referral"},
            kUniversityLead,
            false},
        Row{"StrangerIsNotRelated", {Scope::RELATED, "mission"}, kStranger, false},
        Row{"OwnerIsNotRelatedToItself", {Scope::RELATED, "mission"}, kCentreLead, false},
        Row{"SubjectSeesItself", {Scope::SELF, ""}, kLearner, true},
        Row{"SubjectSeesNobodyElse", {Scope::SELF, ""}, kOtherLearner, false},
        Row{"AgentsHaveNoSelf", {Scope::SELF, ""}, kCentreLead, false},
        Row{"SubjectIsAParty", {Scope::OWN_PARTY, ""}, kLearner, true},
        Row{"NamedAgentIsAParty", {Scope::OWN_PARTY, ""}, kTutor, true},
        Row{"StrangerIsNoParty", {Scope::OWN_PARTY, ""}, kStranger, false},
        Row{"AggregateNeverShowsARecord", {Scope::AGGREGATE, ""}, kCentreLead, false},
        Row{"PlatformSeesAll", {Scope::PLATFORM, ""}, kStranger, true},
        Row{"UnspecifiedScopeShowsNothing", {Scope::SCOPE_UNSPECIFIED, ""}, kCentreLead, false},
        Row{"NobodyOwnsNothing", {Scope::OWN_ORGANISATION, ""}, kNobody, false},
        Row{"NobodyIsNotRelated", {Scope::RELATED, "mission"}, kNobody, false},
        Row{"NobodyHasNoSelf", {Scope::SELF, ""}, kNobody, false}),
    [](const auto& row) { return row.param.rule; });

TEST(MaySee, OneOpenGrantOfSeveralIsEnough) {
  const std::vector<Grant> grants{{Scope::OWN_ORGANISATION, ""}, {Scope::RELATED, "mission"}};
  EXPECT_TRUE(MaySee(kUniversityLead, grants, Mission(), OneConvention()));
  EXPECT_FALSE(MaySee(kUniversityLead, {}, Mission(), OneConvention()));
}

TEST(MaySee, EmptyNamesNeverMatchEachOther) {
  const RecordView anonymous{
      .name = "missions/2", .organisation = "", .person = "", .parties = {""}};
  for (const Scope scope :
       {Scope::OWN_ORGANISATION, Scope::RELATED, Scope::SELF, Scope::OWN_PARTY}) {
    EXPECT_FALSE(MaySee(kNobody, {{scope, "mission"}}, anonymous, OneConvention())) << scope;
  }
}

TEST(MaySee, ThePersonItselfIsARecordOfItsOwn) {
  const RecordView person{.name = "persons/p", .organisation = "", .person = "", .parties = {}};
  EXPECT_TRUE(MaySee(kLearner, {{Scope::SELF, ""}}, person, OneConvention()));
}

class Grants : public ::testing::Test {
 protected:
  const testing::InlineSchema schema{R"(
    message Empty {}
    service Missions {
      rpc Validate(Empty) returns (Empty) {
        option (parcours.options.v1.access) = { roles: [TRAINING_LEAD] scope: OWN_ORGANISATION };
        option (parcours.options.v1.access) = { roles: [TRAINING_LEAD, ACADEMIC_TUTOR] scope: RELATED through: "mission" };
        option (parcours.options.v1.access) = { roles: [SERVICE] scope: OWN_ORGANISATION };
      }
      rpc Unlisted(Empty) returns (Empty) {}
      rpc Careless(Empty) returns (Empty) { option (parcours.options.v1.access) = { roles: [ROLE_UNSPECIFIED] scope: PLATFORM }; }
    }
  )"};

  Result<std::vector<Grant>> For(const std::string& method, std::vector<Role> roles) const {
    return GrantsFor(
        schema.Method("Missions", method),
        {.principal = "agents/x", .organisation = {}, .person = {}, .roles = std::move(roles)});
  }
};

TEST_F(Grants, AreTheLinesThatOneOfTheRolesMeets) {
  const auto lead = For("Validate", {options::v1::TRAINING_LEAD});
  ASSERT_TRUE(lead.has_value());
  ASSERT_EQ(lead->size(), 2U);
  EXPECT_EQ((*lead)[0].scope, Scope::OWN_ORGANISATION);
  EXPECT_EQ((*lead)[1].scope, Scope::RELATED);
  EXPECT_EQ((*lead)[1].through, "mission");
  EXPECT_EQ(For("Validate", {options::v1::REFERENT, options::v1::ACADEMIC_TUTOR})->size(), 1U);
}

TEST_F(Grants, AreRefusedWhereNoLineListsTheRole) {
  const auto refused = For("Validate", {options::v1::REFERENT});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::kPermissionDenied);
  EXPECT_EQ(refused.error().reason, "ROLE_NOT_ALLOWED");
  EXPECT_FALSE(refused.error().french.empty());
  EXPECT_FALSE(refused.error().english.empty());
}

TEST_F(Grants, NobodyMayCallAMethodWithoutPolicyAndNoRoleIsNoRole) {
  EXPECT_FALSE(For("Unlisted", {options::v1::PLATFORM_OPERATOR}).has_value());
  EXPECT_FALSE(For("Validate", {}).has_value());
  EXPECT_FALSE(For("Careless", {options::v1::ROLE_UNSPECIFIED}).has_value());
}

TEST_F(Grants, AServiceActsForTheWholePlatformWhereItIsListed) {
  const auto granted = GrantsFor(schema.Method("Missions", "Validate"), SystemActor("followup"));
  ASSERT_TRUE(granted.has_value());
  ASSERT_EQ(granted->size(), 1U);
  EXPECT_EQ(granted->front().scope, Scope::PLATFORM);
  EXPECT_FALSE(
      GrantsFor(schema.Method("Missions", "Unlisted"), SystemActor("followup")).has_value());
}

}  // namespace
}  // namespace parcours::security
