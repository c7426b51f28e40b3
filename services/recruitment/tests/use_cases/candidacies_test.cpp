#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/tests/network.h"

namespace parcours::recruitment::testing {
namespace {

using ::testing::ElementsAre;
using type::v1::ACCEPTED;
using type::v1::CORRECTED;
using type::v1::SET_ASIDE;
using type::v1::UNCHANGED;

PrescriptionRow Row(const std::string& id, const std::string& given_name,
                    const std::string& family_name, const std::string& birth) {
  return {{"Identifiant dans le SI*", id},
          {"Prénom*", given_name},
          {"Nom*", family_name},
          {"Date de naissance*", birth}};
}

const std::vector<PrescriptionRow> kList = {Row("ML-101", "Solène", "Ustaritz", "2003-09-12"),
                                            Row("ML-102", "Kenzo", "Villedieu", "2004-11-02"),
                                            Row("ML-103", "kenzo", "villedieu", "2004-11-02"),
                                            Row("ML-104", "Maïwenn", "Wissembourg", "2002-06-30")};

class Candidacies : public ::testing::Test {
 protected:
  std::vector<type::v1::RecordVerdict> Prescribe(const std::vector<PrescriptionRow>& rows) {
    return recruitment_.Prescribe(rows, AdviserOf(kMissionLocale));
  }

  Result<v1::EngagementContract> Sign(const std::string& candidacy, const Actor& actor,
                                      bool with_dates) {
    v1::SignEngagementRequest request;
    request.set_candidacy(candidacy);
    if (with_dates) {
      request.set_training_start_date("2025-09-15");
      request.set_training_end_date("2026-08-31");
    }
    request.set_request_id("sign-" + std::to_string(++request_));
    return recruitment_.fixture().Execute(request, actor);
  }

  Recruitment recruitment_;
  int request_ = 0;
};

TEST_F(Candidacies, AListOfFourRowsIsThreePeopleAndAPossibleDuplicate) {
  const auto verdicts = Prescribe(kList);
  EXPECT_EQ(verdicts[0].verdict(), ACCEPTED);
  EXPECT_EQ(verdicts[1].verdict(), ACCEPTED);
  EXPECT_EQ(verdicts[2].verdict(), SET_ASIDE);
  EXPECT_EQ(verdicts[3].verdict(), ACCEPTED);
  EXPECT_THAT(Problems(verdicts[2]),
              ElementsAre("Identifiant dans le SI*: PERSON_ALREADY_PRESCRIBED"));
  EXPECT_EQ(verdicts[2].problems(0).message(),
            "Un bénéficiaire existe déjà avec ce nom/prénom/date de naissance sur le territoire.");
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::PersonRegistered>().size(), 3U);
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::CandidacyPrescribed>().size(), 3U);
  const auto proposed = recruitment_.fixture().FactsOf<v1::PossibleDuplicateProposed>();
  ASSERT_EQ(proposed.size(), 1U);
  EXPECT_EQ(proposed[0].person(), PersonOf(verdicts[1]));
  EXPECT_EQ(proposed[0].sender_reference(), "ML-103");
}

TEST_F(Candidacies, TheSameListAgainChangesNothing) {
  Prescribe(kList);
  const auto facts = recruitment_.FactCount();
  const auto again = Prescribe(kList);
  EXPECT_EQ(again[0].verdict(), UNCHANGED);
  EXPECT_EQ(again[2].verdict(), SET_ASIDE);
  EXPECT_EQ(recruitment_.FactCount(), facts);
}

TEST_F(Candidacies, OtherContactsUnderTheSameIdAreACorrection) {
  Prescribe(kList);
  auto row = kList[0];
  row["Email"] = "solene@example.org";
  EXPECT_EQ(Prescribe({row})[0].verdict(), CORRECTED);
  EXPECT_EQ(Prescribe({row})[0].verdict(), UNCHANGED);
}

TEST_F(Candidacies, AnotherPersonUnderAUsedIdIsSetAside) {
  Prescribe(kList);
  const auto verdicts = Prescribe({Row("ML-101", "Solange", "Ustaritz", "2003-09-12")});
  EXPECT_THAT(Problems(verdicts[0]), ElementsAre("Identifiant dans le SI*: SENDER_ID_TAKEN"));
}

TEST_F(Candidacies, SomebodyKnownFromALearnerRecordIsTheSamePerson) {
  const auto learner = recruitment_.Import({Dossier()})[0];
  const auto candidate = Prescribe({Row("ML-1", "gaston", "LENÔTRE", "28/10/2006")})[0];
  EXPECT_EQ(PersonOf(candidate), PersonOf(learner));
  EXPECT_NE(PathwayOf(candidate), PathwayOf(learner));
}

TEST_F(Candidacies, WithoutAConventionNothingIsPrescribed) {
  const auto verdicts = recruitment_.Prescribe({kList[0]}, AdviserOf(kStranger));
  EXPECT_THAT(Problems(verdicts[0]), ElementsAre("organisation: PRESCRIPTION_NOT_AGREED"));
  EXPECT_EQ(recruitment_.FactCount(), 0U);
}

TEST_F(Candidacies, AnUnpublishedProgrammeIsNamed) {
  v1::ImportPrescriptionsRequest request;
  request.set_organisation(kCfa);
  request.set_programme("programmes/SMA");
  (*request.add_records()->mutable_cells())["Nom*"] = "x";
  auto& cells = *request.mutable_records(0)->mutable_cells();
  for (const auto& [header, cell] : kList[0]) cells[header] = cell;
  const auto response = recruitment_.fixture().ExecuteBatch<v1::ImportPrescriptionsResponse>(
      request, AdviserOf(kMissionLocale));
  EXPECT_THAT(Problems(response->verdicts(0)), ElementsAre("programme: PROGRAMME_UNKNOWN"));
}

TEST_F(Candidacies, AnInterviewWithItsBarriersIsRecorded) {
  const auto candidacy = Prescribe({kList[0]})[0].names(0);
  v1::RecordInterviewRequest request;
  request.set_candidacy(candidacy);
  request.set_kind(type::v1::INITIAL);
  request.mutable_start_time()->set_seconds(1741244400);  // 2025-03-06 08:00 in Paris
  request.mutable_end_time()->set_seconds(1741247100);
  request.set_note("Très motivée");
  auto& barrier = *request.add_barriers();
  barrier.set_category(type::v1::MOBILITY);
  barrier.set_severity(3);
  request.set_request_id("interview");
  const auto answer = recruitment_.fixture().Execute(request, LeadOf(kCfa)).value();
  EXPECT_EQ(answer.state(), v1::Candidacy::INTERVIEWED);
  EXPECT_EQ(answer.barriers_size(), 1);
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::InterviewHeld>().at(0).minutes(), 45);
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::BarrierIdentified>().at(0).severity(), 3);
  request.set_date("2025-03-05");
  request.set_request_id("other");
  EXPECT_EQ(recruitment_.fixture().Execute(request, LeadOf(kCfa)).error().reason,
            "INTERVIEW_DAY_DIFFERS");
  EXPECT_EQ(recruitment_.fixture().Execute(request, LeadOf(kUniversity)).error().reason,
            "RESOURCE_NOT_FOUND");
}

TEST_F(Candidacies, AHalfSignedEngagementOpensNothing) {
  const auto verdict = Prescribe({kList[0]})[0];
  const std::string& candidacy = verdict.names(0);
  const auto half = Sign(candidacy, Beneficiary(PersonOf(verdict)), true).value();
  EXPECT_EQ(half.state(), v1::EngagementContract::HALF_SIGNED);
  EXPECT_TRUE(recruitment_.fixture().FactsOf<v1::EngagementSigned>().empty());
  const auto whole = Sign(candidacy, LeadOf(kCfa), false).value();
  EXPECT_EQ(whole.state(), v1::EngagementContract::SIGNED);
  EXPECT_EQ(whole.signatures_size(), 2);
  const auto opened = recruitment_.fixture().FactsOf<v1::EngagementSigned>().at(0);
  EXPECT_EQ(opened.pathway(), PathwayOf(verdict));
  EXPECT_EQ(opened.prescriber(), kMissionLocale);
  EXPECT_EQ(opened.programme_kind(), type::v1::APPRENTICESHIP);
}

TEST_F(Candidacies, AnEngagementIsSignedByItsOwnParties) {
  const auto verdict = Prescribe({kList[0]})[0];
  const std::string& candidacy = verdict.names(0);
  EXPECT_EQ(Sign(candidacy, Beneficiary("persons/other"), true).error().reason,
            "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Sign(candidacy, LeadOf(kUniversity), true).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_TRUE(Sign(candidacy, LeadOf(kCfa), true));
  EXPECT_EQ(Sign(candidacy, LeadOf(kCfa), true).error().reason, "ENGAGEMENT_ALREADY_SIGNED");
}

}  // namespace
}  // namespace parcours::recruitment::testing
