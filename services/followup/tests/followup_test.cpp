#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

template <typename Fact>
Fact OfThePathway(const char* effective) {
  Fact fact;
  fact.set_organisation(kCfa);
  fact.set_person(kPerson);
  fact.set_pathway(kPathway);
  fact.mutable_meta()->set_effective_date(effective);
  return fact;
}

partners::v1::OrganisationRegistered Registered(const char* name, const char* display_name) {
  partners::v1::OrganisationRegistered fact;
  fact.set_organisation(name);
  fact.set_display_name(display_name);
  return fact;
}

partners::v1::AgentAppointed Appointed(const char* agent, const char* organisation,
                                       options::v1::Role role) {
  partners::v1::AgentAppointed fact;
  fact.set_agent(agent);
  fact.set_organisation(organisation);
  fact.add_roles(role);
  fact.set_from_date("2024-01-01");
  return fact;
}

partners::v1::ConventionSigned FollowupConvention() {
  partners::v1::ConventionSigned fact;
  fact.set_convention("conventions/01890000-0000-7000-8000-000000000022");
  fact.set_organisation(kCfa);
  fact.add_parties(kCfa);
  fact.add_parties(kMissionLocale);
  fact.add_purposes("followup");
  fact.set_from_date("2024-09-01");
  return fact;
}

}  // namespace

recruitment::v1::EnrolmentImported Imported() {
  auto fact = OfThePathway<recruitment::v1::EnrolmentImported>("2024-09-01");
  fact.set_enrolment(kEnrolment);
  fact.set_trainer_organisation(kSite);
  fact.set_programme("programmes/APPRENTICESHIP");
  fact.set_programme_kind(type::v1::APPRENTICESHIP);
  fact.set_school_year("2024-2025");
  fact.set_enrol_date("2024-09-01");
  fact.set_start_date("2024-09-01");
  fact.set_end_date("2025-08-31");
  fact.mutable_certification()->set_rncp("RNCP37537");
  return fact;
}

recruitment::v1::ContractSigned ImportedContract(const char* contract, int number,
                                                 const char* start, const char* employer) {
  auto fact = OfThePathway<recruitment::v1::ContractSigned>(start);
  fact.set_contract(contract);
  fact.set_number(number);
  fact.set_start_date(start);
  fact.set_end_date("2025-08-31");
  fact.set_employer(employer);
  fact.set_imported(true);
  return fact;
}

recruitment::v1::ContractBreakReported BreakReported(const char* day, const char* stated_on,
                                                     type::v1::BreakSource source) {
  auto fact = OfThePathway<recruitment::v1::ContractBreakReported>(stated_on);
  fact.set_contract(kContract1);
  fact.set_number(1);
  fact.set_employer(kEmployerA);
  fact.set_break_date(day);
  fact.set_source(source);
  return fact;
}

recruitment::v1::ContractSigned NewContract() {
  auto fact = OfThePathway<recruitment::v1::ContractSigned>("2025-03-28");
  fact.set_contract(kContract2);
  fact.set_number(2);
  fact.set_start_date("2025-04-01");
  fact.set_end_date("2025-10-31");
  fact.set_employer(kEmployerB);
  fact.set_mission(kMission);
  return fact;
}

support::v1::BarrierConfirmed Confirmed(const char* day, type::v1::BarrierCategory category) {
  auto fact = OfThePathway<support::v1::BarrierConfirmed>(day);
  fact.set_support_case(kCase);
  fact.set_category(category);
  fact.set_severity(3);
  return fact;
}

support::v1::BarrierLifted Lifted(const char* day, type::v1::BarrierCategory category) {
  auto fact = OfThePathway<support::v1::BarrierLifted>(day);
  fact.set_support_case(kCase);
  fact.set_category(category);
  return fact;
}

security::Actor Referent() {
  return testing::Agent(
      {.agent = kReferent, .organisation = kCfa, .roles = {options::v1::REFERENT}});
}

security::Actor Lead() {
  return testing::Agent(
      {.agent = kLead, .organisation = kCfa, .roles = {options::v1::TRAINING_LEAD}});
}

security::Actor Adviser() {
  return testing::Agent({.agent = kAdviser,
                         .organisation = kMissionLocale,
                         .roles = {options::v1::PRESCRIBER_ADVISER}});
}

security::Actor StrangeReferent() {
  return testing::Agent({.agent = "agents/01890000-0000-7000-8000-0000000000ff",
                         .organisation = kStranger,
                         .roles = {options::v1::REFERENT, options::v1::TRAINING_LEAD}});
}

FollowupTest::FollowupTest(CivilDate today) : fixture_(Define(), today) {
  auto cfa = Registered(kCfa, "CFA");
  cfa.set_default_referent(kDefaultReferent);
  Hear(cfa);
  Hear(Registered(kSite, "site"));
  Hear(Registered(kMissionLocale, "Mission locale"));
  Hear(Registered(kEmployerA, "employer A"));
  Hear(Registered(kEmployerB, "employer B"));
  Hear(Appointed(kDefaultReferent, kCfa, options::v1::REFERENT));
  Hear(Appointed(kReferent, kCfa, options::v1::REFERENT));
  Hear(Appointed(kLead, kCfa, options::v1::TRAINING_LEAD));
  Hear(FollowupConvention());
}

void FollowupTest::ImportLearner() {
  Hear(Imported());
  Hear(ImportedContract());
  Hear(BreakReported());
  fixture_.AdvanceTo(fixture_.today());
}

Result<v1::Pathway> FollowupTest::Get(const std::string& on, const security::Actor& actor) {
  v1::GetPathwayRequest request;
  request.set_name(kPathway);
  request.set_on(on);
  return fixture_.Execute(request, actor);
}

std::size_t FollowupTest::Count(const std::string& type) {
  std::size_t count = 0;
  for (const auto& fact : fixture_.Facts()) {
    if (fact.message->GetDescriptor()->name() == type) ++count;
  }
  return count;
}

std::string FollowupTest::AggregateOf(const google::protobuf::Message& fact) {
  return fact.GetReflection()->GetString(fact, fact.GetDescriptor()->FindFieldByNumber(1));
}

}  // namespace parcours::followup
