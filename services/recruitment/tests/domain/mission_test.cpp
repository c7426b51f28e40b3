#include "services/recruitment/domain/mission.h"

#include <gtest/gtest.h>

#include "services/recruitment/domain/apprenticeship_contract.h"

namespace parcours::recruitment {
namespace {

constexpr CivilDate kSubmitted{2025, 3, 17};
const security::Actor kLead{.principal = "agents/lead",
                            .organisation = "organisations/cfa",
                            .person = {},
                            .roles = {options::v1::TRAINING_LEAD}};

template <typename Aggregate, typename Fact>
Aggregate After(Aggregate aggregate, const Fact& fact) {
  aggregate.Apply(fact);
  return aggregate;
}

Mission Submitted() {
  const Mission blank("missions/m");
  return After(blank, blank.Submit({.organisation = "organisations/cfa",
                                    .person = "persons/p",
                                    .pathway = "pathways/x",
                                    .employer = "organisations/employer",
                                    .title = "Menuisier",
                                    .description = "Pose",
                                    .progression = ""},
                                   kLead, kSubmitted));
}

Mission ValidatedOn(CivilDate day) {
  const auto mission = Submitted();
  return After(mission, mission.Validate(kLead, day, "").value());
}

TEST(Mission, IsDueSevenCivilDaysAfterItsSubmission) {
  EXPECT_EQ(Submitted().due_on(), CivilDate(2025, 3, 24));
  EXPECT_EQ(Submitted().overdue_from(), CivilDate(2025, 3, 25));
}

TEST(Mission, ValidatedOnTheSeventhDayIsInTime) {
  const auto fact = Submitted().Validate(kLead, CivilDate(2025, 3, 24), "").value();
  EXPECT_FALSE(fact.late());
  EXPECT_EQ(fact.day_number(), 7);
}

TEST(Mission, ValidatedOnTheEighthDayIsLate) {
  const auto fact = Submitted().Validate(kLead, CivilDate(2025, 3, 25), "").value();
  EXPECT_TRUE(fact.late());
  EXPECT_EQ(fact.day_number(), 8);
  EXPECT_EQ(fact.validator(), "agents/lead");
}

TEST(Mission, IsValidatedOnce) {
  EXPECT_EQ(ValidatedOn(kSubmitted).Validate(kLead, kSubmitted, "").error().reason,
            "MISSION_NOT_AWAITING_VALIDATION");
}

TEST(Mission, IsNotValidatedBeforeItWasSubmitted) {
  EXPECT_EQ(Submitted().Validate(kLead, CivilDate(2025, 3, 16), "").error().reason,
            "DATE_BEFORE_FORMER_ACT");
}

TEST(Mission, IsNotValidatedByTheEmployerWhoProposesIt) {
  auto employer = kLead;
  employer.organisation = "organisations/employer";
  EXPECT_EQ(Submitted().Validate(employer, kSubmitted, "").error().reason,
            "VALIDATOR_OF_THE_EMPLOYER");
}

TEST(Mission, IsOverdueFromTheEighthDay) {
  EXPECT_EQ(Submitted().JudgeOverdue(CivilDate(2025, 3, 24)), std::nullopt);
  const auto overdue = Submitted().JudgeOverdue(CivilDate(2025, 3, 30));
  ASSERT_TRUE(overdue);
  EXPECT_EQ(overdue->meta().effective_date(), "2025-03-25");
  EXPECT_EQ(After(Submitted(), *overdue).JudgeOverdue(CivilDate(2025, 3, 30)), std::nullopt);
}

TEST(Mission, AValidationInTimeIsNeverJudgedOverdueHoweverLateTheJudgement) {
  EXPECT_EQ(ValidatedOn(CivilDate(2025, 3, 24)).JudgeOverdue(CivilDate(2025, 4, 30)), std::nullopt);
  EXPECT_TRUE(ValidatedOn(CivilDate(2025, 3, 25)).JudgeOverdue(CivilDate(2025, 4, 30)));
}

TEST(Mission, TheGateIsClosedUntilTheDayOfTheValidation) {
  const auto refused = Submitted().PassGate(CivilDate(2025, 3, 18)).error();
  EXPECT_EQ(refused.reason, "MISSION_NOT_VALIDATED");
  EXPECT_NE(refused.english.find("mission.validation.days"), std::string::npos);
  EXPECT_NE(refused.english.find("003 P2.2"), std::string::npos);
  EXPECT_NE(refused.french.find("003 P2.2"), std::string::npos);
  EXPECT_FALSE(ValidatedOn(CivilDate(2025, 3, 24)).PassGate(CivilDate(2025, 3, 23)));
  EXPECT_EQ(ValidatedOn(CivilDate(2025, 3, 24)).PassGate(CivilDate(2025, 3, 24)), v1::OBSERVED);
  EXPECT_EQ(ValidatedOn(CivilDate(2025, 3, 26)).PassGate(CivilDate(2025, 3, 27)),
            v1::OBSERVED_LATE);
}

TEST(Mission, IsTheSameHoweverOftenItIsFolded) {
  auto mission = ValidatedOn(CivilDate(2025, 3, 26));
  EXPECT_EQ(mission.ToProto().state(), v1::Mission::VALIDATED);
  mission.Apply(v1::MissionValidationOverdue());
  EXPECT_EQ(mission.ToProto().state(), v1::Mission::VALIDATED);
  EXPECT_TRUE(mission.ToProto().late());
}

ApprenticeshipContract::Terms Terms(CivilDate start, CivilDate end) {
  return {.employer = "organisations/employer",
          .employer_siret = "",
          .number = 2,
          .start = start,
          .end = end};
}

TEST(ApprenticeshipContract, IsAuthorisedOnAValidatedMissionAlone) {
  const ApprenticeshipContract blank("apprenticeshipContracts/c");
  const auto terms = Terms(CivilDate(2025, 4, 1), CivilDate(2025, 10, 31));
  const ApprenticeshipContract::Apprentice apprentice{.birth = CivilDate(2005, 1, 1)};
  EXPECT_EQ(
      blank.Authorise(Submitted(), apprentice, terms, kLead, CivilDate(2025, 3, 18)).error().reason,
      "MISSION_NOT_VALIDATED");
  const auto fact = blank.Authorise(ValidatedOn(CivilDate(2025, 3, 26)), apprentice, terms, kLead,
                                    CivilDate(2025, 3, 27));
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->pathway(), "pathways/x");
  EXPECT_EQ(fact->authorised_by(), "agents/lead");
}

TEST(ApprenticeshipContract, IsSignedOnOrBeforeItsFirstDay) {
  const auto mission = ValidatedOn(CivilDate(2025, 3, 26));
  const ApprenticeshipContract blank("apprenticeshipContracts/c");
  const auto authorised =
      After(blank, blank
                       .Authorise(mission, {.birth = CivilDate(2005, 1, 1)},
                                  Terms(CivilDate(2025, 4, 1), CivilDate(2025, 10, 31)), kLead,
                                  CivilDate(2025, 3, 27))
                       .value());
  EXPECT_EQ(authorised.Sign(mission, CivilDate(2025, 3, 26)).error().reason,
            "DATE_BEFORE_FORMER_ACT");
  EXPECT_EQ(authorised.Sign(mission, CivilDate(2025, 4, 2)).error().reason,
            "CONTRACT_SIGNED_AFTER_ITS_START");
  const auto signing = authorised.Sign(mission, CivilDate(2025, 4, 1));
  ASSERT_TRUE(signing);
  EXPECT_EQ(signing->mission_gate(), v1::OBSERVED_LATE);
  EXPECT_EQ(signing->meta().effective_date(), "2025-04-01");
  EXPECT_EQ(After(authorised, *signing).Sign(mission, CivilDate(2025, 4, 1)).error().reason,
            "CONTRACT_NOT_AWAITING_SIGNATURE");
  EXPECT_EQ(blank.Sign(mission, CivilDate(2025, 4, 1)).error().reason,
            "CONTRACT_NOT_AWAITING_SIGNATURE");
}

ApprenticeshipContract Imported() {
  const ApprenticeshipContract blank("apprenticeshipContracts/c");
  return After(blank, blank.Import({.organisation = "o", .person = "p", .pathway = "pathways/x"},
                                   Terms(CivilDate(2024, 10, 1), CivilDate(2025, 8, 31))));
}

TEST(ApprenticeshipContract, ASourceReportsABreakOnceAndMayMoveIt) {
  const auto imported = Imported();
  const auto reported = imported.ReportBreak(
      {.broken_on = CivilDate(2024, 12, 1), .source = type::v1::CFA, .cause = ""},
      CivilDate(2025, 3, 6));
  ASSERT_TRUE(reported);
  const auto after = After(imported, *reported);
  EXPECT_FALSE(
      after.ReportBreak({.broken_on = CivilDate(2024, 12, 1), .source = type::v1::CFA, .cause = ""},
                        CivilDate(2025, 3, 7)));
  EXPECT_TRUE(
      after.ReportBreak({.broken_on = CivilDate(2024, 12, 2), .source = type::v1::CFA, .cause = ""},
                        CivilDate(2025, 3, 7)));
  EXPECT_TRUE(
      after.ReportBreak({.broken_on = CivilDate(2024, 12, 1), .source = type::v1::ERP, .cause = ""},
                        CivilDate(2025, 3, 7)));
  EXPECT_EQ(after
                .ReportBreak({.broken_on = std::nullopt, .source = type::v1::CFA, .cause = ""},
                             CivilDate(2025, 3, 7))
                ->break_date(),
            "");
  EXPECT_FALSE(after.broken_on()) << "follow-up owns the break";
}

TEST(ApprenticeshipContract, ABreakThatFollowUpEstablishedIsAppliedOnceAndMayBeTakenBack) {
  const auto imported = Imported();
  const ApprenticeshipContract::Parties owner{
      .organisation = "o", .person = "p", .pathway = "pathways/x"};
  const auto ended = imported.Break(owner, CivilDate(2024, 12, 1), CivilDate(2025, 3, 6));
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->meta().effective_date(), "2024-12-01");
  const auto broken = After(imported, *ended);
  EXPECT_EQ(broken.ToProto().state(), v1::ApprenticeshipContract::BROKEN);
  EXPECT_FALSE(broken.Break(owner, CivilDate(2024, 12, 1), CivilDate(2025, 3, 7)));
  const auto taken_back = broken.Break(owner, std::nullopt, CivilDate(2025, 3, 8));
  ASSERT_TRUE(taken_back);
  EXPECT_EQ(After(broken, *taken_back).ToProto().state(), v1::ApprenticeshipContract::SIGNED);
}

TEST(ApprenticeshipContract, ABreakOfAnUnknownContractIsKeptAllTheSame) {
  const ApprenticeshipContract blank("apprenticeshipContracts/c");
  const auto ended = blank.Break({.organisation = "o", .person = "p", .pathway = "pathways/x"},
                                 CivilDate(2024, 12, 1), CivilDate(2025, 3, 6));
  ASSERT_TRUE(ended);
  EXPECT_EQ(After(blank, *ended).pathway(), "pathways/x");
}

}  // namespace
}  // namespace parcours::recruitment
