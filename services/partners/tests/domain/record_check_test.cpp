#include "services/partners/domain/record_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parcours::partners {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kId = "01890000-0000-7000-8000-000000000001";

// "SIRET_MALFORMED", or "(SIRET_KEY_WRONG)" for a warning.
template <typename Record>
std::vector<std::string> Reasons(const Record& record) {
  std::vector<std::string> reasons;
  for (const auto& problem : Check(Normalised(record))) {
    reasons.push_back(problem.sets_aside ? problem.what.reason : "(" + problem.what.reason + ")");
  }
  return reasons;
}

v1::Organisation SoundOrganisation() {
  v1::Organisation record;
  record.set_name("organisations/" + kId);
  record.set_display_name("CFA des Tilleuls");
  record.set_siret("34182077700033");
  record.set_uai("0754458N");
  record.add_kinds(v1::TRAINING_ORGANISATION);
  record.set_commune("75114");
  return record;
}

v1::Agent SoundAgent() {
  v1::Agent record;
  record.set_name("agents/" + kId);
  record.add_roles(options::v1::REFERENT);
  return record;
}

v1::Convention SoundConvention() {
  v1::Convention record;
  record.set_name("conventions/" + kId);
  record.add_parties("organisations/a");
  record.add_parties("organisations/b");
  record.add_purposes("mission");
  record.set_from_date("2024-09-01");
  return record;
}

TEST(OrganisationRecord, WithRightIdentifiersHasNoProblem) {
  EXPECT_THAT(Reasons(SoundOrganisation()), IsEmpty());
}

TEST(OrganisationRecord, AWrongKeyOnlyWarns) {
  auto record = SoundOrganisation();
  record.set_siret("34182077700034");
  record.set_uai("0754458P");
  EXPECT_THAT(Reasons(record), ElementsAre("(SIRET_KEY_WRONG)", "(UAI_KEY_WRONG)"));
}

TEST(OrganisationRecord, AWrongStructureSetsAsideAndErrorsComeFirst) {
  auto record = SoundOrganisation();
  record.set_siret("34182077700034");
  record.set_uai("754458-N");
  EXPECT_THAT(Reasons(record), ElementsAre("UAI_MALFORMED", "(SIRET_KEY_WRONG)"));
  record.set_siret("3418207770003");
  EXPECT_THAT(Reasons(record), ElementsAre("SIRET_MALFORMED", "UAI_MALFORMED"));
}

TEST(OrganisationRecord, IdentifiersMayBeMissing) {
  auto record = SoundOrganisation();
  record.clear_siret();
  record.clear_uai();
  record.clear_commune();
  EXPECT_THAT(Reasons(record), IsEmpty());
}

TEST(OrganisationRecord, NeedsAnIdAKindACommuneAndAZoneOfTheRightShape) {
  auto record = SoundOrganisation();
  record.set_name("organisations/cfa");
  record.set_kinds(0, v1::ORGANISATION_KIND_UNSPECIFIED);
  record.set_commune("7511");
  record.set_time_zone("Paris");
  EXPECT_THAT(Reasons(record), ElementsAre("NAME_NOT_AN_ID", "KIND_MISSING", "COMMUNE_MALFORMED",
                                           "TIME_ZONE_MALFORMED"));
}

TEST(AgentRecord, CannotBeAService) {
  auto record = SoundAgent();
  EXPECT_THAT(Reasons(record), IsEmpty());
  record.add_roles(options::v1::SERVICE);
  EXPECT_THAT(Reasons(record), ElementsAre("ROLE_NOT_FOR_AGENTS"));
}

TEST(AgentRecord, DoesNotEndBeforeItStarts) {
  auto record = SoundAgent();
  record.set_from_date("2025-03-06");
  record.set_to_date("2025-03-05");
  EXPECT_THAT(Reasons(record), ElementsAre("ENDS_BEFORE_IT_STARTS"));
}

TEST(AgentRecord, IsAppointedOnADayOfTheCalendar) {
  auto record = SoundAgent();
  record.set_from_date("2024-02-30");
  EXPECT_THAT(Reasons(record), ElementsAre("DAY_MALFORMED"));
}

TEST(ConventionRecord, EndsOnADayOfTheCalendar) {
  auto record = SoundConvention();
  record.set_to_date("2028");
  EXPECT_THAT(Reasons(record), ElementsAre("DAY_MALFORMED"));
}

TEST(ConventionRecord, BindsTwoDifferentOrganisationsForKnownPurposes) {
  auto record = SoundConvention();
  EXPECT_THAT(Reasons(record), IsEmpty());
  record.set_parties(1, "organisations/a");
  record.add_purposes("marketing");
  EXPECT_THAT(Reasons(record), ElementsAre("TOO_FEW_PARTIES", "PURPOSE_UNKNOWN"));
}

TEST(ProgrammeRecord, EachRuleHasKeyDaysSourceAndText) {
  v1::Programme record;
  auto* rule = record.add_rules();
  rule->set_rule("insertion.waves.months");
  rule->set_from_date("2019-01-01");
  rule->set_source("default");
  rule->set_text("3, 6, 12, 18 et 24 mois");
  EXPECT_THAT(Reasons(record), IsEmpty());
  rule->set_to_date("2018-12-31");
  EXPECT_THAT(Reasons(record), ElementsAre("RULE_INCOMPLETE"));
  rule->clear_to_date();
  rule->clear_source();
  EXPECT_THAT(Reasons(record), ElementsAre("RULE_INCOMPLETE"));
}

}  // namespace
}  // namespace parcours::partners
