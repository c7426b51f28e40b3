// STORY sections 2 and 3 as follow-up lives them: what the other services say comes as facts.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr const char* kBeneficiary = kPerson;

class Story : public FollowupTest {
 protected:
  Story() { fixture_.bench().Speak(Language::kEnglish); }

  template <typename Fact>
  Fact Told(const char* effective) {
    Fact fact;
    fact.set_organisation(kCfa);
    fact.set_person(kPerson);
    fact.set_pathway(kPathway);
    fact.mutable_meta()->set_effective_date(effective);
    return fact;
  }

  void Break() {
    ImportLearner();
    auto search = Told<recruitment::v1::EmployerSearchOpened>("2025-03-06");
    search.set_employer_search("employerSearches/01890000-0000-7000-8000-0000000000e1");
    search.set_reason(recruitment::v1::EmployerSearchOpened::CONTRACT_BROKEN);
    search.set_contract(kContract1);
    Hear(search);
  }

  void NameReferentAndTalk() {
    MoveTo("2025-03-10");
    v1::AssignReferentRequest assign;
    assign.set_pathway(kPathway);
    assign.set_referent(kReferent);
    assign.set_request_id("assign");
    ASSERT_TRUE(fixture_.Execute(assign, Lead()));
    v1::RecordInterviewRequest interview;
    interview.set_pathway(kPathway);
    interview.set_kind(type::v1::DIAGNOSTIC);
    interview.set_minutes(45);
    interview.set_objective("Lister les entreprises accessibles sans voiture");
    interview.set_objective_verdict(type::v1::REACHED);
    interview.set_request_id("interview");
    auto* barrier = interview.add_barriers();
    barrier->set_category(type::v1::MOBILITY);
    barrier->set_severity(3);
    ASSERT_TRUE(fixture_.Execute(interview, Referent()));
    auto opened = Told<support::v1::SupportCaseOpened>("2025-03-10");
    opened.set_support_case(kCase);
    Hear(opened);
    Hear(Confirmed());
  }

  void Refer() {
    MoveTo("2025-03-11");
    auto offered = Told<support::v1::ReferralOffered>("2025-03-11");
    offered.set_referral(kReferral);
    offered.set_category(type::v1::MOBILITY);
    offered.set_consent_date("2025-03-11");
    Hear(offered);
    MoveTo("2025-03-14");
    auto accepted = Told<support::v1::ReferralAccepted>("2025-03-14");
    accepted.set_referral(kReferral);
    Hear(accepted);
  }

  void FindAnEmployer() {
    MoveTo("2025-03-17");
    auto submitted = Told<recruitment::v1::MissionSubmitted>("2025-03-17");
    submitted.set_mission(kMission);
    submitted.set_due_date("2025-03-24");
    Hear(submitted);
    MoveTo("2025-03-25");
    auto overdue = Told<recruitment::v1::MissionValidationOverdue>("2025-03-25");
    overdue.set_mission(kMission);
    Hear(overdue);
    MoveTo("2025-03-26");
    auto validated = Told<recruitment::v1::MissionValidated>("2025-03-26");
    validated.set_mission(kMission);
    validated.set_late(true);
    validated.set_day_number(9);
    Hear(validated);
    MoveTo("2025-03-27");
    auto authorised = Told<recruitment::v1::ContractAuthorised>("2025-03-27");
    authorised.set_contract(kContract2);
    authorised.set_mission(kMission);
    Hear(authorised);
    MoveTo("2025-03-28");
    Hear(NewContract());
  }

  void SettleTheBarrier() {
    MoveTo("2025-04-01");
    MoveTo("2025-04-02");
    auto done = Told<support::v1::ReferralDone>("2025-04-02");
    done.set_referral(kReferral);
    Hear(done);
    Hear(Lifted());
  }

  void MeetAndFinish() {
    MoveTo("2025-05-15");
    v1::RecordEmployerMeetingRequest meeting;
    meeting.set_pathway(kPathway);
    meeting.set_note("Poste adapté.");
    meeting.add_shared_with(v1::APPRENTICE_PARTY);
    meeting.add_shared_with(v1::EMPLOYER_PARTY);
    meeting.set_request_id("meeting");
    ASSERT_TRUE(fixture_.Execute(meeting, Referent()));
    MoveTo("2025-09-01");
    v1::CompletePathwayRequest complete;
    complete.set_name(kPathway);
    complete.set_result(v1::CERTIFIED);
    complete.mutable_review()->set_reached("CAP obtenu, mobilité retrouvée");
    complete.set_request_id("complete");
    ASSERT_TRUE(fixture_.Execute(complete, Referent()));
    auto opened = Told<insertion::v1::InsertionOpened>("2025-09-01");
    opened.set_insertion_file("insertionFiles/01890000-0000-7000-8000-0000000000e1");
    for (const auto* due : {"2025-11-30", "2026-02-28", "2026-08-31", "2027-02-28", "2027-08-31"}) {
      opened.add_waves()->set_due_date(due);
    }
    Hear(opened);
  }

  void Consolidate() {
    MoveTo("2026-02-28");
    auto outcome = Told<insertion::v1::OutcomeRecorded>("2026-02-28");
    outcome.set_insertion_file("insertionFiles/01890000-0000-7000-8000-0000000000e1");
    outcome.set_wave_months(6);
    outcome.set_situation(insertion::v1::EMPLOYED);
    outcome.set_in_sector(true);
    Hear(outcome);
    auto consolidated = Told<insertion::v1::SituationConsolidated>("2026-02-28");
    consolidated.set_insertion_file("insertionFiles/01890000-0000-7000-8000-0000000000e1");
    Hear(consolidated);
  }

  void TellAll() {
    Break();
    NameReferentAndTalk();
    Refer();
    FindAnEmployer();
    SettleTheBarrier();
    MeetAndFinish();
    Consolidate();
  }

  // As a reader prints it, without the alignment of columns.
  [[nodiscard]] std::vector<std::string> Timeline(const security::Actor& actor = Referent()) {
    v1::GetTimelineRequest request;
    request.set_name(kPathway);
    const auto timeline = fixture_.Execute(request, actor);
    if (!timeline) return {timeline.error().reason};
    std::vector<std::string> lines;
    for (const auto& entry : timeline->entries()) {
      std::string line = entry.date() + " " + entry.context() + " ";
      for (int i = 0; i < entry.phrases_size(); ++i) {
        const auto& phrase = entry.phrases(i);
        if (i > 0) line += " · ";
        if (phrase.context() != entry.context()) line += phrase.context() + ": ";
        line += phrase.text();
      }
      if (!entry.cause().empty()) line += " <- " + entry.cause();
      if (!entry.annotation().empty()) line += " | " + entry.annotation();
      lines.push_back(line);
    }
    lines.push_back(timeline->without_platform().text());
    return lines;
  }
};

TEST_F(Story, TheTimelineIsThatOfTheStory) {
  TellAll();
  EXPECT_THAT(
      Timeline(),
      ElementsAre(
          "2024-09-01 followup pathway opened (import, recorded 2025-03-06) | default référent",
          "2024-10-01 recruitment contract 1 signed | employer A",
          "2024-12-01 followup contract 1 broken (source: CFA file) | RUPTURANT · cover to "
          "2025-06-01",
          "2025-03-06 recruitment employer search opened <- contract broken",
          "2025-03-06 followup alert: 95 days without contract",
          "2025-03-10 followup référent named · diagnostic interview 45 min · objective reached",
          "2025-03-10 support barrier mobility (3/4), case opened <- barrier identified",
          "2025-03-11 support referral offered (consent 2025-03-11) · accepted 03-14",
          "2025-03-17 recruitment mission submitted, due 03-24",
          "2025-03-25 recruitment mission validation overdue",
          "2025-03-26 recruitment mission validated LATE (day 9) · authorised 03-27 · contract 2 "
          "signed 03-28",
          "2025-04-01 followup continuation ended: new contract | APPRENTI",
          "2025-04-02 support referral done, barrier lifted · followup: alert closed",
          "2025-05-15 followup employer meeting held (window 04-01…06-01) · first training window "
          "NOT OBSERVED",
          "2025-09-01 followup employer meeting missed (window 06-30…08-31)",
          "2025-09-01 followup pathway completed: certified | FIN_DE_FORMATION from 08-31",
          "2025-09-01 insertion calendar 11-30, 02-28, 08-31, 02-28, 08-31",
          "2026-02-28 insertion outcome at 6 months: employed, in sector",
          "2026-02-28 followup situation consolidated, référent released",
          "without the platform: ABANDON from 2025-05-30"));
}

TEST_F(Story, TheTimelineIsToldInFrenchToo) {
  Break();
  fixture_.bench().Speak(Language::kFrench);
  const auto lines = Timeline();
  ASSERT_THAT(lines, SizeIs(6));
  EXPECT_EQ(lines[2],
            "2024-12-01 followup contrat 1 rompu (source : fichier du CFA) | RUPTURANT · maintien "
            "jusqu'au 01/06/2025");
  EXPECT_EQ(lines[5], "sans la plateforme : ABANDON dès le 30/05/2025");
}

TEST_F(Story, OnlyTheReferentOfTheOrganisationAndThePersonReadOfBarriersAndReferrals) {
  Break();
  NameReferentAndTalk();
  Refer();
  const auto mentions_support = [](const std::vector<std::string>& lines) {
    for (const auto& line : lines) {
      if (line.find(" support ") != std::string::npos) return true;
    }
    return false;
  };
  EXPECT_TRUE(mentions_support(Timeline(Referent())));
  EXPECT_TRUE(mentions_support(Timeline(testing::Beneficiary(kBeneficiary))));
  EXPECT_FALSE(mentions_support(Timeline(Lead())));
  EXPECT_FALSE(mentions_support(Timeline(Adviser())));
  EXPECT_THAT(Timeline(Adviser()), SizeIs(7)) << "the rest is there";
}

TEST_F(Story, AStrangerSeesNothing) {
  Break();
  EXPECT_THAT(Timeline(StrangeReferent()), ElementsAre("RESOURCE_NOT_FOUND"));
  EXPECT_EQ(Get("", StrangeReferent()).error().reason, "RESOURCE_NOT_FOUND");
}

TEST_F(Story, Step4ThePathwayIsRupturantAndCoveredWithAnAlert) {
  Break();
  const auto pathway = Get("2025-03-06", Lead());
  ASSERT_TRUE(pathway);
  EXPECT_EQ(pathway->dashboard().status(), v1::RUPTURANT);
  EXPECT_EQ(pathway->dashboard().from_date(), "2024-12-01");
  EXPECT_THAT(pathway->dashboard().explanation(), HasSubstr("ABANDON from 2025-05-30"));
  EXPECT_EQ(pathway->continuation().state(), v1::Continuation::RUNNING);
  EXPECT_EQ(pathway->continuation().cover_until_date(), "2025-06-01");
  EXPECT_THAT(pathway->continuation().explanation(), HasSubstr("2025-06-01"));
  ASSERT_EQ(pathway->alerts_size(), 1);
  EXPECT_EQ(pathway->alerts(0).days_without_contract(), 95);
  EXPECT_EQ(pathway->alerts(0).owner(), kDefaultReferent);
  EXPECT_TRUE(pathway->referent_by_default());
}

TEST_F(Story, Step11ThePathwayIsApprentiFromTheFirstDayOfTheNewContract) {
  Break();
  NameReferentAndTalk();
  Refer();
  FindAnEmployer();
  SettleTheBarrier();
  const auto pathway = Get("2025-04-01");
  ASSERT_TRUE(pathway);
  EXPECT_EQ(pathway->dashboard().status(), v1::APPRENTI);
  EXPECT_EQ(pathway->continuation().end_reason(), v1::ContinuationEnded::NEW_CONTRACT);
  EXPECT_EQ(Get("2025-03-31")->dashboard().status(), v1::RUPTURANT);
  EXPECT_EQ(Get("2025-04-01")->alerts_size(), 1);
  EXPECT_EQ(Get("2025-04-02")->alerts_size(), 0);
}

TEST_F(Story, Step12WithoutAnybodyTheCoverExpiresAfterTheDashboardGaveUp) {
  Break();
  MoveTo("2025-04-02");
  EXPECT_EQ(Count("ContinuationExpiring"), 1U);
  MoveTo("2025-05-02");
  EXPECT_EQ(Count("ContinuationExpiring"), 2U);
  MoveTo("2025-06-01");
  EXPECT_EQ(Count("ContinuationEnded"), 0U);
  MoveTo("2025-06-02");
  EXPECT_EQ(Count("ContinuationEnded"), 1U);
  EXPECT_EQ(Count("OrientationProposed"), 1U);
  const auto pathway = Get("2025-06-02");
  ASSERT_TRUE(pathway);
  EXPECT_EQ(pathway->dashboard().status(), v1::ABANDON);
  EXPECT_EQ(pathway->dashboard().from_date(), "2025-05-30");
  EXPECT_EQ(pathway->continuation().end_reason(), v1::ContinuationEnded::EXPIRED);
  EXPECT_EQ(pathway->continuation().cover_until_date(), "2025-06-01");
  EXPECT_EQ(pathway->alerts_size(), 1) << "nobody has acted yet";
}

TEST_F(Story, Step13TheWindowsAreNotObservedHeldAndMissed) {
  TellAll();
  const auto pathway = Get();
  ASSERT_TRUE(pathway);
  ASSERT_EQ(pathway->windows_size(), 3);
  EXPECT_EQ(pathway->windows(0).state(), v1::WindowVerdict::NOT_OBSERVED);
  EXPECT_EQ(pathway->windows(1).state(), v1::WindowVerdict::HELD);
  EXPECT_EQ(pathway->windows(1).meeting_date(), "2025-05-15");
  EXPECT_EQ(pathway->windows(2).state(), v1::WindowVerdict::MISSED);
  EXPECT_EQ(pathway->state(), v1::Pathway::COMPLETED);
  EXPECT_EQ(pathway->result(), v1::CERTIFIED);
}

TEST_F(Story, Step14AnEngagementOpensThePathwayOfTheCandidacy) {
  MoveTo("2025-09-01");
  auto engaged = Told<recruitment::v1::EngagementSigned>("2025-09-01");
  engaged.set_engagement_contract("engagementContracts/01890000-0000-7000-8000-0000000000e2");
  engaged.set_programme("programmes/APPRENTICESHIP");
  engaged.set_programme_kind(type::v1::APPRENTICESHIP);
  engaged.set_prescriber(kMissionLocale);
  engaged.set_training_start_date("2025-09-15");
  engaged.set_training_end_date("2026-08-31");
  EXPECT_EQ(Get("", Lead()).error().reason, "RESOURCE_NOT_FOUND");
  Hear(engaged);
  const auto pathway = Get("", Lead());
  ASSERT_TRUE(pathway);
  EXPECT_EQ(pathway->origin(), v1::ENGAGEMENT);
  EXPECT_EQ(pathway->state(), v1::Pathway::OPEN);
  EXPECT_TRUE(Get("", Adviser())) << "the prescriber is a named party";
}

TEST_F(Story, Step15TheReferentIsReleasedByConsolidationAlone) {
  TellAll();
  EXPECT_EQ(Get("2026-02-27")->referent(), kReferent);
  EXPECT_EQ(Get("2026-02-28")->referent(), "");
}

}  // namespace
}  // namespace parcours::followup
