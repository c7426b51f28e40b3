#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/tests/network.h"

namespace parcours::recruitment::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A learner whose contract was broken on 2024-12-01; what the story's protagonist is.
class Missions : public ::testing::Test {
 protected:
  Missions() : imported_(recruitment_.Import({DossierWithContract("2024-12-01")}).at(0)) {
    recruitment_.BreakContract(imported_, "2024-12-01");
  }

  Result<v1::Mission> Submit(const Actor& actor, const std::string& employer = kEmployerB) {
    v1::SubmitMissionRequest request;
    request.set_pathway(PathwayOf(imported_));
    request.set_employer(employer);
    request.set_description("Fabrication et pose");
    request.set_request_id("submit-" + std::to_string(++request_));
    return recruitment_.fixture().Execute(request, actor);
  }

  Result<v1::Mission> Validate(const v1::Mission& mission, const Actor& actor,
                               const std::string& date = "") {
    v1::ValidateMissionRequest request;
    request.set_name(mission.name());
    request.set_date(date);
    request.set_request_id("validate-" + std::to_string(++request_));
    return recruitment_.fixture().Execute(request, actor);
  }

  Result<v1::ApprenticeshipContract> Authorise(const v1::Mission& mission,
                                               const std::string& start = "2025-04-01",
                                               const std::string& end = "2025-10-31") {
    v1::AuthoriseContractRequest request;
    request.set_mission(mission.name());
    request.set_start_date(start);
    request.set_end_date(end);
    request.set_request_id("authorise-" + std::to_string(++request_));
    return recruitment_.fixture().Execute(request, LeadOf(kCfa));
  }

  Result<v1::ApprenticeshipContract> Sign(const v1::ApprenticeshipContract& contract,
                                          const Actor& actor) {
    v1::SignContractRequest request;
    request.set_name(contract.name());
    request.set_request_id("sign-" + std::to_string(++request_));
    return recruitment_.fixture().Execute(request, actor);
  }

  Result<v1::EmployerSearch> Search(const Actor& actor) {
    v1::GetEmployerSearchRequest request;
    request.set_name("employerSearches/" + IdOfJourney(imported_));
    return recruitment_.fixture().Execute(request, actor);
  }

  Result<v1::Mission> Get(const v1::Mission& mission, const Actor& actor) {
    v1::GetMissionRequest request;
    request.set_name(mission.name());
    return recruitment_.fixture().Execute(request, actor);
  }

  Recruitment recruitment_;
  type::v1::RecordVerdict imported_;
  int request_ = 0;
};

TEST_F(Missions, TheStoryFromTheBreakToTheNewContract) {
  EXPECT_EQ(Search(LeadOf(kCfa))->state(), v1::EmployerSearch::OPEN);
  recruitment_.fixture().AdvanceTo(CivilDate(2025, 3, 17));
  const auto mission = Submit(LeadOf(kCfa)).value();
  EXPECT_EQ(mission.due_date(), "2025-03-24");

  recruitment_.fixture().AdvanceTo(CivilDate(2025, 3, 18));
  const auto refused = Authorise(mission);
  EXPECT_EQ(refused.error().reason, "MISSION_NOT_VALIDATED");
  EXPECT_THAT(refused.error().french, HasSubstr("003 P2.2"));

  EXPECT_EQ(recruitment_.fixture().AdvanceTo(CivilDate(2025, 3, 25)), 1);
  EXPECT_EQ(Get(mission, LeadOf(kCfa))->state(), v1::Mission::OVERDUE);
  EXPECT_EQ(
      recruitment_.fixture().FactsOf<v1::MissionValidationOverdue>().at(0).meta().effective_date(),
      "2025-03-25");

  recruitment_.fixture().AdvanceTo(CivilDate(2025, 3, 26));
  EXPECT_EQ(Validate(mission, LeadOf(kStranger)).error().reason, "RESOURCE_NOT_FOUND");
  const auto validated = Validate(mission, LeadOf(kUniversity)).value();
  EXPECT_TRUE(validated.late());
  EXPECT_EQ(validated.day_number(), 9);

  recruitment_.fixture().AdvanceTo(CivilDate(2025, 3, 27));
  const auto contract = Authorise(mission).value();
  EXPECT_EQ(contract.number(), 2);
  EXPECT_EQ(contract.employer_siret(), "98222438800016");
  EXPECT_EQ(Get(mission, LeadOf(kCfa))->contract(), contract.name());

  recruitment_.fixture().AdvanceTo(CivilDate(2025, 3, 28));
  const auto before = recruitment_.FactCount();
  EXPECT_EQ(Sign(contract, LeadOf(kCfa))->state(), v1::ApprenticeshipContract::SIGNED);
  EXPECT_THAT(recruitment_.FactTypes(before),
              ElementsAre("ContractSigned", "EmployerSearchClosed"));
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::ContractSigned>().at(1).mission_gate(),
            v1::OBSERVED_LATE);
  EXPECT_EQ(Search(LeadOf(kCfa))->state(), v1::EmployerSearch::CLOSED);
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::EmployerSearchClosed>().at(0).reason(),
            v1::EmployerSearchClosed::CONTRACT_SIGNED);
}

TEST_F(Missions, AValidationInTimeLeavesNothingToJudge) {
  const auto mission = Submit(LeadOf(kCfa)).value();
  EXPECT_FALSE(Validate(mission, LeadOf(kCfa))->late());
  recruitment_.fixture().AdvanceTo(CivilDate(2025, 4, 30));
  EXPECT_TRUE(recruitment_.fixture().FactsOf<v1::MissionValidationOverdue>().empty());
}

TEST_F(Missions, ARecruiterSubmitsForTheirOwnOrganisationOnly) {
  EXPECT_TRUE(Submit(RecruiterOf(kEmployerB), kEmployerB));
  EXPECT_EQ(Submit(RecruiterOf(kEmployerB), kEmployerA).error().reason, "RESOURCE_NOT_FOUND");
}

TEST_F(Missions, AnotherBodySubmitsNothing) {
  EXPECT_EQ(Submit(LeadOf(kStranger)).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Submit(LeadOf(kUniversity)).error().reason, "RESOURCE_NOT_FOUND");
}

TEST_F(Missions, AnUnknownEmployerIsNamed) {
  const auto refused = Submit(LeadOf(kCfa), "organisations/01890000-0000-7000-8000-0000000000aa");
  EXPECT_EQ(refused.error().reason, "ORGANISATION_UNKNOWN");
  EXPECT_EQ(refused.error().field, "employer");
}

TEST_F(Missions, TheFormsControlsHoldWhenAContractIsAuthorised) {
  const auto mission = Submit(LeadOf(kCfa)).value();
  ASSERT_TRUE(Validate(mission, LeadOf(kCfa)));
  EXPECT_EQ(Authorise(mission, "2025-04-01", "2025-09-30").error().reason, "CONTRACT_TOO_SHORT");
  EXPECT_EQ(Authorise(mission, "2021-04-01", "2022-04-01").error().reason, "APPRENTICE_TOO_YOUNG");
  EXPECT_TRUE(Authorise(mission));
  EXPECT_EQ(Authorise(mission).error().reason, "CONTRACT_ALREADY_AUTHORISED");
}

TEST_F(Missions, TheEmployersRecruiterMaySignButNotAnother) {
  const auto mission = Submit(LeadOf(kCfa)).value();
  ASSERT_TRUE(Validate(mission, LeadOf(kCfa)));
  const auto contract = Authorise(mission).value();
  EXPECT_EQ(Sign(contract, RecruiterOf(kEmployerA)).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_TRUE(Sign(contract, RecruiterOf(kEmployerB)));
  EXPECT_EQ(Sign(contract, RecruiterOf(kEmployerB)).error().reason,
            "CONTRACT_NOT_AWAITING_SIGNATURE");
}

TEST_F(Missions, DatesToComeAreRefused) {
  const auto mission = Submit(LeadOf(kCfa)).value();
  EXPECT_EQ(Validate(mission, LeadOf(kCfa), "2025-03-07").error().reason, "DATE_IN_FUTURE");
}

TEST_F(Missions, ABreakIsFollowedOnceHoweverOftenItIsTold) {
  const auto before = recruitment_.FactCount();
  recruitment_.BreakContract(imported_, "2024-12-01");
  EXPECT_EQ(recruitment_.FactCount(), before);
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::ContractEnded>().size(), 1U);
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::EmployerSearchOpened>().size(), 1U);
}

followup::v1::BreakRectified Rectified(const type::v1::RecordVerdict& imported,
                                       const std::string& day) {
  followup::v1::BreakRectified fact;
  fact.set_contract_break("contractBreaks/c");
  fact.set_organisation(kCfa);
  fact.set_person(PersonOf(imported));
  fact.set_pathway(PathwayOf(imported));
  fact.set_contract(ContractOf(imported));
  fact.set_break_date(day);
  fact.set_previous_break_date("2024-12-01");
  return fact;
}

TEST_F(Missions, ABreakTakenBackClosesTheSearch) {
  ASSERT_TRUE(recruitment_.fixture().Deliver(Rectified(imported_, "")));
  EXPECT_EQ(Search(LeadOf(kCfa))->close_reason(), v1::EmployerSearchClosed::BREAK_WITHDRAWN);
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::ContractEnded>().at(1).end_date(), "");
}

TEST_F(Missions, AMovedBreakMovesTheContractsEnd) {
  ASSERT_TRUE(recruitment_.fixture().Deliver(Rectified(imported_, "2024-12-15")));
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::ContractEnded>().at(1).end_date(), "2024-12-15");
  EXPECT_EQ(Search(LeadOf(kCfa))->state(), v1::EmployerSearch::OPEN);
}

TEST_F(Missions, TheSearchEndsWithThePathway) {
  followup::v1::PathwayInterrupted fact;
  fact.set_pathway(PathwayOf(imported_));
  fact.set_organisation(kCfa);
  fact.set_person(PersonOf(imported_));
  ASSERT_TRUE(recruitment_.fixture().Deliver(fact));
  EXPECT_EQ(Search(LeadOf(kCfa))->close_reason(), v1::EmployerSearchClosed::PATHWAY_CLOSED);
}

TEST_F(Missions, ABreakOfAContractThatNobodyKnowsIsKept) {
  followup::v1::ContractBroken fact;
  fact.set_contract_break("contractBreaks/unknown");
  fact.set_organisation(kCfa);
  fact.set_person("persons/unknown");
  fact.set_pathway("pathways/unknown");
  fact.set_contract("apprenticeshipContracts/unknown");
  fact.set_break_date("2025-01-01");
  EXPECT_TRUE(recruitment_.fixture().Deliver(fact));
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::ContractEnded>().at(1).pathway(),
            "pathways/unknown");
}

TEST_F(Missions, TheSearchIsSeenByItsPersonAndTheRelatedOrganisations) {
  EXPECT_TRUE(Search(Beneficiary(PersonOf(imported_))));
  EXPECT_TRUE(Search(ReferentOf(kSite))) << "the trainer is a named party";
  EXPECT_EQ(Search(ReferentOf(kStranger)).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Search(Beneficiary("persons/other")).error().reason, "RESOURCE_NOT_FOUND");
}

TEST_F(Missions, TheFileThatStatesTheNewContractAddsNothingToIt) {
  const auto mission = Submit(LeadOf(kCfa)).value();
  ASSERT_TRUE(Validate(mission, LeadOf(kCfa)));
  const auto contract = Authorise(mission).value();
  ASSERT_TRUE(Sign(contract, LeadOf(kCfa)));
  const auto before = recruitment_.FactCount();
  auto dossier = DossierWithContract("2024-12-01");
  dossier["contrat_date_debut_2"] = "2025-04-01";
  dossier["contrat_date_fin_2"] = "2025-08-31";
  const auto verdict = recruitment_.Import({dossier}).at(0);
  EXPECT_EQ(verdict.verdict(), type::v1::CORRECTED);
  EXPECT_THAT(recruitment_.FactTypes(before), ElementsAre("EnrolmentCorrected"));
  EXPECT_THAT(verdict.names(), ::testing::Contains(contract.name()));
}

TEST_F(Missions, ARequestRepeatedIsAnsweredTheSame) {
  v1::SubmitMissionRequest request;
  request.set_pathway(PathwayOf(imported_));
  request.set_employer(kEmployerB);
  request.set_description("Pose");
  request.set_request_id("once");
  const auto first = recruitment_.fixture().Execute(request, LeadOf(kCfa)).value();
  EXPECT_EQ(recruitment_.fixture().Execute(request, LeadOf(kCfa))->name(), first.name());
  request.set_description("Autre");
  EXPECT_EQ(recruitment_.fixture().Execute(request, LeadOf(kCfa)).error().reason,
            "REQUEST_ID_REUSED");
}

}  // namespace
}  // namespace parcours::recruitment::testing
