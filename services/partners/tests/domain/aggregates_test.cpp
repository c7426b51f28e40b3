#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/partners/domain/agent.h"
#include "services/partners/domain/convention.h"
#include "services/partners/domain/organisation.h"
#include "services/partners/domain/programme.h"
#include "services/partners/domain/record_check.h"

namespace parcours::partners {
namespace {

using Contact = Organisation::Contact;

constexpr CivilDate kDay{2025, 3, 6};

v1::Agent AgentRecord() {
  v1::Agent record;
  record.set_name("agents/a");
  record.set_organisation("organisations/o");
  record.add_roles(options::v1::REFERENT);
  record.set_display_name("Camille Exemple");
  return record;
}

Agent Appointed(const v1::Agent& record) {
  Agent agent(record.name());
  agent.Apply(agent.Appoint(agent.Completed(record, kDay)));
  return agent;
}

v1::Convention ConventionRecord() {
  v1::Convention record;
  record.set_name("conventions/c");
  record.add_parties("organisations/b");
  record.add_parties("organisations/a");
  record.add_parties("organisations/b");
  record.add_purposes("mission");
  record.set_from_date("2024-09-01");
  record.set_to_date("2028-08-31");
  return Normalised(record);
}

Convention Signed() {
  Convention convention("conventions/c");
  convention.Apply(convention.Sign(ConventionRecord()));
  return convention;
}

v1::Programme ProgrammeRecord(int version, const std::string& display_name = "Apprentissage") {
  v1::Programme record;
  record.set_name("programmes/APPRENTICESHIP");
  record.set_kind(type::v1::APPRENTICESHIP);
  record.set_version(version);
  record.set_display_name(display_name);
  return record;
}

Programme Published(int version) {
  Programme programme("programmes/APPRENTICESHIP");
  programme.Apply(programme.Publish(ProgrammeRecord(version)));
  return programme;
}

TEST(Organisation, TheSameContentIsNoChangeHoweverItIsWritten) {
  v1::Organisation record;
  record.set_name("organisations/o");
  record.set_display_name("CFA des Tilleuls");
  record.set_siret("34182077700033");
  record.add_kinds(v1::TRAINING_ORGANISATION);
  record.add_kinds(v1::CERTIFIER);
  Organisation organisation("organisations/o");
  EXPECT_EQ(organisation.Compare(Normalised(record)), Change::kNew);
  organisation.Apply(organisation.Register(Normalised(record)));

  v1::Organisation again = record;
  again.set_siret("341 820 777 00033");
  again.set_time_zone("Europe/Paris");
  again.set_etag("12");
  again.clear_kinds();
  again.add_kinds(v1::CERTIFIER);
  again.add_kinds(v1::TRAINING_ORGANISATION);
  again.add_kinds(v1::TRAINING_ORGANISATION);
  EXPECT_EQ(organisation.Compare(Normalised(again)), Change::kNone);

  again.set_display_name("CFA des Érables");
  EXPECT_EQ(organisation.Compare(Normalised(again)), Change::kCorrected);
}

TEST(Organisation, ContactsGiveTheSameFactsAndTheSameLastOneInEveryOrder) {
  const Contact contract{.day = {2025, 3, 28}, .source = v1::EmployerContactNoted::CONTRACT};
  const Contact mission{.day = {2025, 3, 17}, .source = v1::EmployerContactNoted::MISSION};
  const Contact outcome{.day = {2025, 3, 28}, .source = v1::EmployerContactNoted::OUTCOME};
  std::vector<Contact> contacts{mission, contract, outcome};
  do {
    Organisation employer("organisations/e");
    for (const auto& contact : contacts) {
      const auto fact = employer.NoteContact(contact);
      ASSERT_TRUE(fact);
      employer.Apply(*fact);
    }
    EXPECT_EQ(employer.last_contact(), outcome);
  } while (std::next_permutation(contacts.begin(), contacts.end()));
}

TEST(Organisation, AContactIsNotedOnceADayAndKind) {
  Organisation employer("organisations/e");
  const Contact contact{.day = kDay, .source = v1::EmployerContactNoted::CONTRACT};
  employer.Apply(*employer.NoteContact(contact));
  EXPECT_FALSE(employer.NoteContact(contact));
  EXPECT_FALSE(employer.registered());
}

TEST(Agent, AMandateWithoutAFirstDayStartsOnTheDayOfTheImportAndKeepsIt) {
  const auto agent = Appointed(AgentRecord());
  EXPECT_EQ(agent.Compare(agent.Completed(AgentRecord(), kDay.AddDays(30))), Change::kNone);
  EXPECT_EQ(Agent("agents/a").Completed(AgentRecord(), kDay).from_date(), "2025-03-06");
}

TEST(Agent, BringingTheLastDayForwardRevokes) {
  auto agent = Appointed(AgentRecord());
  auto record = agent.Completed(AgentRecord(), kDay);
  record.set_to_date("2025-06-30");
  EXPECT_EQ(agent.Compare(record), Change::kEnded);
  agent.Apply(agent.Revoke("2025-06-30"));
  EXPECT_EQ(agent.Compare(record), Change::kNone);

  record.set_to_date("2025-12-31");
  EXPECT_EQ(agent.Compare(record), Change::kCorrected);
}

TEST(Agent, OtherRolesAreANewMandate) {
  const auto agent = Appointed(AgentRecord());
  auto record = agent.Completed(AgentRecord(), kDay);
  record.add_roles(options::v1::TRAINING_LEAD);
  record.set_to_date("2025-06-30");
  EXPECT_EQ(agent.Compare(record), Change::kCorrected);
}

TEST(Convention, TheFirstPartyKeepsTheDocument) {
  const auto convention = Signed();
  EXPECT_EQ(convention.organisation(), "organisations/b");
  EXPECT_THAT(convention.parties(), ::testing::ElementsAre("organisations/b", "organisations/a"));
  EXPECT_EQ(convention.Compare(ConventionRecord()), Change::kNone);
}

TEST(Convention, BringingTheLastDayForwardEndsItAndOtherTermsSignAgain) {
  const auto convention = Signed();
  auto record = ConventionRecord();
  record.set_to_date("2025-08-31");
  EXPECT_EQ(convention.Compare(record), Change::kEnded);
  record.set_to_date("");
  EXPECT_EQ(convention.Compare(record), Change::kCorrected);
  record = ConventionRecord();
  record.add_purposes("referral");
  EXPECT_EQ(convention.Compare(record), Change::kCorrected);
}

TEST(Programme, APublishedVersionIsFinal) {
  const auto programme = Published(2);
  EXPECT_EQ(programme.Compare(ProgrammeRecord(2)), Change::kNone);
  EXPECT_EQ(programme.Compare(ProgrammeRecord(3)), Change::kCorrected);
  EXPECT_EQ(programme.Compare(ProgrammeRecord(2, "Autre")).error().reason,
            "PROGRAMME_VERSION_PUBLISHED");
  EXPECT_EQ(programme.Compare(ProgrammeRecord(1)).error().reason, "PROGRAMME_VERSION_SUPERSEDED");
}

TEST(Programme, ItsCodeIsTheEndOfItsName) {
  EXPECT_EQ(Programme("programmes/SMA").Publish(ProgrammeRecord(1)).code(), "SMA");
}

}  // namespace
}  // namespace parcours::partners
