#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "parcours/partners/v1/partners_events.pb.h"
#include "services/insertion/service.h"
#include "services/insertion/use_cases/use_cases.h"
#include "services/platform/testing/service_fixture.h"

namespace parcours::insertion {
namespace {

constexpr char kCfa[] = "organisations/01890000-0000-7000-8000-000000000001";
constexpr char kMissionLocale[] = "organisations/01890000-0000-7000-8000-000000000004";
constexpr char kEmployer[] = "organisations/01890000-0000-7000-8000-000000000005";
constexpr char kPerson[] = "persons/01890000-0000-7000-8000-0000000000f1";
constexpr char kPathway[] = "pathways/01890000-0000-7000-8000-0000000000e1";
constexpr char kFile[] = "insertionFiles/01890000-0000-7000-8000-0000000000e1";

class InsertionFilesTest : public ::testing::Test {
 protected:
  InsertionFilesTest() : fixture_(Define(), CivilDate(2025, 9, 1)) {
    partners::v1::OrganisationRegistered fact;
    fact.set_organisation(kEmployer);
    EXPECT_TRUE(fixture_.Deliver(fact, {.aggregate = kEmployer}));
  }

  void HearCompletion() {
    followup::v1::PathwayCompleted fact;
    fact.set_pathway(kPathway);
    fact.set_organisation(kCfa);
    fact.set_person(kPerson);
    fact.set_result(followup::v1::CERTIFIED);
    fact.set_training_end_date("2025-08-31");
    fact.set_referent(Referent().principal);
    ASSERT_TRUE(fixture_.Deliver(fact, {.aggregate = kPathway}));
  }

  static security::Actor Referent(const std::string& organisation = kCfa) {
    return testing::Agent({.organisation = organisation, .roles = {options::v1::REFERENT}});
  }
  static security::Actor Adviser() {
    return testing::Agent({.agent = "agents/01890000-0000-7000-8000-0000000000a7",
                           .organisation = kMissionLocale,
                           .roles = {options::v1::PRESCRIBER_ADVISER}});
  }

  static v1::GetInsertionFileRequest File() {
    v1::GetInsertionFileRequest request;
    request.set_name(kFile);
    return request;
  }
  static v1::RecordOutcomeRequest Employed(const std::string& request_id = "outcome-1") {
    v1::RecordOutcomeRequest request;
    request.set_name(kFile);
    request.set_wave_months(6);
    request.set_situation(v1::EMPLOYED);
    request.set_in_sector(true);
    request.set_employer(kEmployer);
    request.set_request_id(request_id);
    return request;
  }
  static v1::ConsolidateSituationRequest Consolidation() {
    v1::ConsolidateSituationRequest request;
    request.set_name(kFile);
    request.set_request_id("consolidate-1");
    return request;
  }

  template <typename Request>
  std::string WhyNot(const Request& request, const security::Actor& actor) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }

  testing::ServiceFixture<Context> fixture_;
};

TEST_F(InsertionFilesTest, ACompletedPathwayOpensItsCalendar) {
  HearCompletion();
  const auto opened = fixture_.FactsOf<v1::InsertionOpened>();
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_EQ(opened[0].insertion_file(), kFile);
  EXPECT_FALSE(opened[0].interrupted());
  ASSERT_EQ(opened[0].waves_size(), 5);
  EXPECT_EQ(opened[0].waves(0).due_date(), "2025-11-30");
  EXPECT_EQ(opened[0].waves(1).due_date(), "2026-02-28");
  EXPECT_EQ(opened[0].meta().effective_date(), "2025-09-01");
}

TEST_F(InsertionFilesTest, AnInterruptedPathwayCountsFromTheLastDayOfPresence) {
  followup::v1::PathwayInterrupted fact;
  fact.set_pathway(kPathway);
  fact.set_organisation(kCfa);
  fact.set_person(kPerson);
  fact.set_last_day("2025-03-31");
  ASSERT_TRUE(fixture_.Deliver(fact));
  const auto opened = fixture_.FactsOf<v1::InsertionOpened>();
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_TRUE(opened[0].interrupted());
  EXPECT_EQ(opened[0].waves(1).due_date(), "2025-09-30");
}

TEST_F(InsertionFilesTest, AClosingHeardAgainChangesNothing) {
  HearCompletion();
  HearCompletion();
  EXPECT_EQ(fixture_.Facts().size(), 1U);
}

TEST_F(InsertionFilesTest, AClosingWithoutADayToCountFromIsADeadLetter) {
  followup::v1::PathwayCompleted fact;
  fact.set_pathway(kPathway);
  const auto refused = fixture_.Deliver(fact);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "CLOSING_INCOMPLETE");
  EXPECT_EQ(refused.error().refusal, RefusalClass::kFinal);
}

TEST_F(InsertionFilesTest, SixMonthsAfterEmployedInSectorAndConsolidated) {
  HearCompletion();
  fixture_.AdvanceTo({2026, 2, 28});
  const auto recorded = fixture_.Execute(Employed(), Referent());
  ASSERT_TRUE(recorded) << recorded.error().reason;
  ASSERT_EQ(recorded->outcomes_size(), 1);
  EXPECT_TRUE(recorded->outcomes(0).holds());
  EXPECT_EQ(recorded->outcomes(0).observe_date(), "2026-02-28");
  EXPECT_EQ(recorded->state(), v1::InsertionFile::OPEN);

  const auto consolidated = fixture_.Execute(Consolidation(), Referent());
  ASSERT_TRUE(consolidated) << consolidated.error().reason;
  EXPECT_EQ(consolidated->state(), v1::InsertionFile::CONSOLIDATED);
  EXPECT_EQ(consolidated->consolidate_date(), "2026-02-28");
  EXPECT_EQ(fixture_.FactsOf<v1::SituationConsolidated>().size(), 1U);
}

TEST_F(InsertionFilesTest, TheEmployerIsAnOrganisationOfTheNetwork) {
  HearCompletion();
  fixture_.AdvanceTo({2026, 2, 28});
  auto request = Employed();
  request.set_employer("organisations/01890000-0000-7000-8000-00000000dead");
  EXPECT_EQ(WhyNot(request, Referent()), "ORGANISATION_UNKNOWN");
}

TEST_F(InsertionFilesTest, OnlyTheOrganisationThePersonAndThoseUnderAConventionSeeTheFile) {
  HearCompletion();
  EXPECT_EQ(WhyNot(File(), Referent()), "");
  EXPECT_EQ(WhyNot(File(), testing::Beneficiary(kPerson)), "");
  EXPECT_EQ(WhyNot(File(), testing::Beneficiary("persons/someone-else")), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(WhyNot(File(), Adviser()), "RESOURCE_NOT_FOUND");

  partners::v1::ConventionSigned convention;
  convention.set_convention("conventions/c");
  convention.set_organisation(kCfa);
  convention.add_parties(kCfa);
  convention.add_parties(kMissionLocale);
  convention.add_purposes("followup");
  convention.set_from_date("2025-01-01");
  ASSERT_TRUE(fixture_.Deliver(convention));
  EXPECT_EQ(WhyNot(File(), Adviser()), "");
  EXPECT_EQ(WhyNot(Consolidation(), Adviser()), "ROLE_NOT_ALLOWED");
}

TEST_F(InsertionFilesTest, AFileThatWasNeverOpenedIsNotFound) {
  EXPECT_EQ(WhyNot(File(), Referent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(WhyNot(Consolidation(), Referent()), "RESOURCE_NOT_FOUND");
}

TEST_F(InsertionFilesTest, InsertionListensToNoRestrictedTopic) {
  for (const auto& topic : Define().SubscribedTopics()) {
    EXPECT_EQ(topic.find("restricted"), std::string::npos) << topic;
  }
}

}  // namespace
}  // namespace parcours::insertion
