// The company side through policy, lists and timeline: visits, logbook, groups, periods.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;

security::Actor Master(const char* employer = kEmployerB) {
  return testing::Agent({.agent = "agents/01890000-0000-7000-8000-0000000000a1",
                         .organisation = employer,
                         .roles = {options::v1::APPRENTICE_MASTER}});
}

security::Actor Tutor() {
  return testing::Agent({.agent = "agents/01890000-0000-7000-8000-0000000000a2",
                         .organisation = kSite,
                         .roles = {options::v1::ACADEMIC_TUTOR}});
}

security::Actor Apprentice() { return testing::Beneficiary(kPerson); }

// Under contract with employer B from 2025-04-01; today is 2025-05-15.
class CompanySide : public FollowupTest {
 protected:
  CompanySide() {
    ImportLearner();
    Hear(NewContract());
    MoveTo("2025-05-15");
  }

  template <typename Request>
  Request Ask() {
    Request request;
    request.set_pathway(kPathway);
    request.set_request_id("request" + std::to_string(++requests_));
    return request;
  }
  template <typename Request>
  std::string Reason(const Request& request, const security::Actor& actor = Referent()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }
  v1::RecordEmployerMeetingRequest Visiting() {
    auto request = Ask<v1::RecordEmployerMeetingRequest>();
    request.set_note("Poste adapté.");
    auto& action = *request.add_actions();
    action.set_text("Prêter un casque");
    action.set_owner(v1::EMPLOYER_PARTY);
    action.set_due_date("2025-05-20");
    return request;
  }
  std::vector<v1::Visit> Visits(const security::Actor& actor = Referent()) {
    v1::ListVisitsRequest list;
    list.set_pathway(kPathway);
    const auto page = fixture_.Execute(list, actor);
    EXPECT_TRUE(page);
    if (!page) return {};
    return {page->visits().begin(), page->visits().end()};
  }
  static v1::ShareVisitReportRequest Sharing(const v1::Visit& visit) {
    v1::ShareVisitReportRequest request;
    request.set_name(visit.name());
    request.add_shared_with(v1::APPRENTICE_PARTY);
    request.add_shared_with(v1::EMPLOYER_PARTY);
    request.set_request_id("share");
    return request;
  }
  v1::WriteLogbookEntryRequest Writing(const std::string& text) {
    auto request = Ask<v1::WriteLogbookEntryRequest>();
    request.mutable_entry()->set_text(text);
    return request;
  }
  v1::Logbook Read(const security::Actor& actor = Referent()) {
    v1::GetLogbookRequest request;
    request.set_pathway(kPathway);
    const auto logbook = fixture_.Execute(request, actor);
    EXPECT_TRUE(logbook) << logbook.error().reason;
    return logbook.value_or(v1::Logbook{});
  }
  std::vector<std::string> Lapses() {
    const auto page = fixture_.Execute(v1::ListCompanyLapsesRequest{}, Referent());
    EXPECT_TRUE(page);
    std::vector<std::string> lapses;
    for (const auto& lapse : page->lapses()) {
      lapses.push_back(v1::CompanyLapseKind_Name(lapse.kind()));
    }
    return lapses;
  }
  std::string TimelineOn(const std::string& day) {
    v1::GetTimelineRequest request;
    request.set_name(kPathway);
    const auto timeline = fixture_.Execute(request, Lead());
    std::string told;
    for (const auto& entry : timeline->entries()) {
      if (entry.date() != day) continue;
      for (const auto& phrase : entry.phrases()) told += phrase.text() + "; ";
    }
    return told;
  }

 private:
  int requests_ = 0;
};

TEST_F(CompanySide, AVisitWithoutASharedReportDoesNotCount) {
  const auto pathway = fixture_.Execute(Visiting(), Referent());
  ASSERT_TRUE(pathway) << pathway.error().reason;
  EXPECT_EQ(pathway->windows(1).state(), v1::WindowVerdict::OPEN);
  EXPECT_EQ(Count("EmployerMeetingHeld"), 0U);
  EXPECT_EQ(Read().meeting_years(0).held(), 0);
  EXPECT_NE(TimelineOn("2025-05-15").find("ne compte pas encore"), std::string::npos);
  EXPECT_TRUE(Visits(Master()).empty()) << "not theirs before it is shared";
  EXPECT_TRUE(Visits(Apprentice()).empty());

  MoveTo("2025-06-03");
  EXPECT_EQ(Get()->windows(1).state(), v1::WindowVerdict::MISSED);
  ASSERT_EQ(Reason(Sharing(Visits().front())), "");
  EXPECT_EQ(Get()->windows(1).state(), v1::WindowVerdict::HELD);
  EXPECT_EQ(Get()->windows(1).meeting_date(), "2025-05-15");
  EXPECT_EQ(Read().meeting_years(0).held(), 1);
  EXPECT_EQ(TimelineOn("2025-05-15").find("ne compte pas encore"), std::string::npos);
  EXPECT_EQ(Visits(Master()).size(), 1U);
  EXPECT_EQ(Visits(Apprentice()).size(), 1U);
  EXPECT_TRUE(Visits(Master(kEmployerA)).empty()) << "the employer before";
}

TEST_F(CompanySide, AReportIsSharedWithBothOrNotAtAll) {
  auto silent = Visiting();
  silent.clear_note();
  silent.add_shared_with(v1::APPRENTICE_PARTY);
  silent.add_shared_with(v1::EMPLOYER_PARTY);
  EXPECT_EQ(Reason(silent), "VISIT_REPORT_MISSING");
  auto half = Visiting();
  half.add_shared_with(v1::EMPLOYER_PARTY);
  EXPECT_EQ(Reason(half), "VISIT_REPORT_NOT_SHARED_WITH_BOTH");
  EXPECT_EQ(Count("VisitRecorded"), 0U) << "nothing half done";
  ASSERT_EQ(Reason(Visiting()), "");
  auto sharing = Sharing(Visits().front());
  sharing.set_date("2025-05-14");
  EXPECT_EQ(Reason(sharing), "DATE_BEFORE_VISIT");
  sharing.clear_date();
  ASSERT_EQ(Reason(sharing), "");
  sharing.set_request_id("again");
  EXPECT_EQ(Reason(sharing), "VISIT_REPORT_ALREADY_SHARED");
}

TEST_F(CompanySide, ActionsOfAVisitAreTracked) {
  auto unclear = Visiting();
  unclear.mutable_actions(0)->set_due_date("2025-05-14");
  EXPECT_EQ(Reason(unclear), "VISIT_ACTION_INCOMPLETE");
  auto visiting = Visiting();
  visiting.add_shared_with(v1::APPRENTICE_PARTY);
  visiting.add_shared_with(v1::EMPLOYER_PARTY);
  ASSERT_EQ(Reason(visiting), "");
  EXPECT_FALSE(Visits().front().actions(0).overdue());
  MoveTo("2025-05-21");
  EXPECT_TRUE(Visits().front().actions(0).overdue());
  v1::SettleVisitActionRequest settle;
  settle.set_name(Visits().front().name());
  settle.set_number(2);
  settle.set_outcome("Casque remis");
  settle.set_request_id("settle");
  EXPECT_EQ(Reason(settle), "VISIT_ACTION_UNKNOWN");
  settle.set_number(1);
  ASSERT_EQ(Reason(settle, Master()), "");
  EXPECT_FALSE(Visits().front().actions(0).overdue());
  EXPECT_EQ(Visits().front().actions(0).settle_date(), "2025-05-21");
  settle.set_request_id("again");
  EXPECT_EQ(Reason(settle), "VISIT_ACTION_ALREADY_SETTLED");
}

TEST_F(CompanySide, FourPartiesWriteInTheLogbookAndAFifthDoesNot) {
  ASSERT_EQ(Reason(Writing("Cours de pose"), Referent()), "");
  ASSERT_EQ(Reason(Writing("Chantier rue Haute"), Master()), "");
  ASSERT_EQ(Reason(Writing("Rapport rendu"), Tutor()), "");
  ASSERT_EQ(Reason(Writing("J'ai posé seul"), Apprentice()), "");
  std::vector<v1::LogbookParty> parties;
  const auto logbook = Read(Master());
  for (const auto& entry : logbook.entries()) parties.push_back(entry.party());
  EXPECT_THAT(parties, ElementsAre(v1::CFA_PARTY, v1::EMPLOYER_PARTY, v1::ESTABLISHMENT_PARTY,
                                   v1::APPRENTICE_PARTY));
  EXPECT_EQ(Read().employer_wrote(), "2025-05-15");
  EXPECT_EQ(Reason(Writing("Vu"), Adviser()), "ROLE_NOT_ALLOWED");
  EXPECT_EQ(Reason(Writing("Vu"), Master(kEmployerA)), "RESOURCE_NOT_FOUND")
      << "its contract is broken";
  EXPECT_EQ(Reason(Writing("Vu"), StrangeReferent()), "RESOURCE_NOT_FOUND");
}

// In an apprenticeship of two years, one with each employer, none reads or hears the other's.
TEST_F(CompanySide, AnEmployerReadsFromItsContractOnAndNotPastTheNextOne) {
  auto longer = Imported();
  longer.set_end_date("2026-08-31");
  recruitment::v1::EnrolmentCorrected corrected;
  ASSERT_TRUE(corrected.ParseFromString(longer.SerializeAsString()));
  Hear(corrected);
  ASSERT_EQ(Get()->training_end_date(), "2026-08-31");
  ASSERT_EQ(Reason(Writing("Chantier chez B"), Master()), "");
  auto check = Ask<v1::RecordCompanyStepRequest>();
  check.mutable_check()->set_subject(v1::POST);
  ASSERT_EQ(Reason(check), "");

  MoveTo("2025-11-03");
  auto next = NewContract();
  next.set_contract("apprenticeshipContracts/01890000-0000-7000-8000-0000000000c3");
  next.set_start_date("2025-11-03");
  next.set_end_date("2026-08-31");
  next.set_employer(kMissionLocale);
  Hear(next);
  EXPECT_EQ(Reason(Writing("Chez B encore"), Master()), "RESOURCE_NOT_FOUND");
  ASSERT_EQ(Reason(Writing("Chez le suivant"), Master(kMissionLocale)), "");
  MoveTo("2025-11-04");
  const auto theirs = Read(Master(kMissionLocale));
  EXPECT_EQ(theirs.checks_size(), 0);
  EXPECT_EQ(theirs.entries_size(), 1);
  EXPECT_EQ(Read().checks_size(), 1);
  v1::GetLogbookRequest spring;
  spring.set_pathway(kPathway);
  spring.set_month("2025-05");
  EXPECT_EQ(fixture_.Execute(spring, Master(kMissionLocale))->entries_size(), 0);
  EXPECT_EQ(fixture_.Execute(spring, Apprentice())->entries_size(), 1);
}

TEST_F(CompanySide, OnceThePathwayIsClosedNothingMoreIsBegun) {
  auto mediation = Ask<v1::RecordCompanyStepRequest>();
  mediation.mutable_mediation()->set_reason("Horaires");
  ASSERT_EQ(Reason(mediation), "");
  v1::CompletePathwayRequest leave;
  leave.set_name(kPathway);
  leave.set_result(v1::LEFT_EARLY);
  leave.mutable_review()->set_reached("Un bloc");
  leave.set_request_id("leave");
  ASSERT_EQ(Reason(leave), "");
  auto contact = Ask<v1::RecordCompanyStepRequest>();
  contact.mutable_contact()->set_kind(v1::CALL);
  EXPECT_EQ(Reason(contact), "PATHWAY_ALREADY_CLOSED");
  MoveTo("2025-05-16");
  v1::RecordGroupSessionRequest group;
  group.set_kind(v1::REFLEXIVE);
  group.add_presences()->set_pathway(kPathway);
  group.set_request_id("group");
  EXPECT_EQ(Reason(group), "PATHWAY_ALREADY_CLOSED");
  auto end = Ask<v1::RecordCompanyStepRequest>();
  end.mutable_mediation_end()->set_outcome("Sans suite");
  EXPECT_EQ(Reason(end), "") << "what was begun may end";
}

TEST_F(CompanySide, TheLogbookTellsTheGapOfACompetence) {
  auto entry = Writing("");
  EXPECT_EQ(Reason(entry), "LOGBOOK_ENTRY_EMPTY");
  entry.mutable_entry()->set_expected_level(3);
  EXPECT_EQ(Reason(entry), "LOGBOOK_LEVEL_WITHOUT_COMPETENCE");
  entry.mutable_entry()->set_competence("C1");
  EXPECT_EQ(Reason(entry, Master()), "EXPECTED_LEVEL_NOT_THEIRS");
  ASSERT_EQ(Reason(entry), "");
  auto seen = Writing("");
  seen.mutable_entry()->set_competence("C1");
  seen.mutable_entry()->set_level(1);
  ASSERT_EQ(Reason(seen, Master()), "");
  MoveTo("2025-07-01");
  EXPECT_EQ(Read().entries_size(), 0) << "another month";
  ASSERT_EQ(Read().competences_size(), 1);
  EXPECT_EQ(Read().competences(0).gap(), 2);
}

TEST_F(CompanySide, APageHoldsAMonthAndNoMore) {
  for (int i = 0; i < 190; ++i) ASSERT_EQ(Reason(Writing("Ligne")), "");
  EXPECT_EQ(Reason(Writing("Ligne")), "LOGBOOK_PAGE_FULL");
  MoveTo("2025-06-01");
  EXPECT_EQ(Reason(Writing("Ligne")), "");
}

TEST_F(CompanySide, StepsAreTakenInTheirOrder) {
  const auto step = [this](auto&& fill) {
    auto request = Ask<v1::RecordCompanyStepRequest>();
    fill(request);
    return Reason(request);
  };
  const auto grid = [](auto& request) { request.mutable_grid(); };
  const auto open = [](auto& request) { request.mutable_mediation()->set_reason("Horaires"); };
  const auto close = [](auto& request) {
    request.mutable_mediation_end()->set_settled(true);
    request.mutable_mediation_end()->set_outcome("Avenant");
  };
  const auto least = [](int minimum) {
    return [minimum](auto& request) {
      request.mutable_minimum()->set_minimum(minimum);
      request.mutable_minimum()->set_approval("Équipe du 15 mai");
    };
  };
  EXPECT_EQ(step([](auto&) {}), "COMPANY_STEP_MISSING");
  EXPECT_EQ(step(grid), "");
  EXPECT_EQ(step(grid), "GRID_ALREADY_SHARED");
  EXPECT_EQ(step(close), "MEDIATION_NOT_OPEN");
  EXPECT_EQ(step(open), "");
  EXPECT_EQ(Read(Master()).mediation_date(), "2025-05-15");
  EXPECT_EQ(step(open), "MEDIATION_ALREADY_OPEN");
  EXPECT_EQ(step(close), "");
  EXPECT_EQ(step(least(1)), "MEETING_MINIMUM_TOO_LOW");
  EXPECT_EQ(step(least(4)), "");
  EXPECT_EQ(Read().meeting_years(0).minimum(), 4);
  EXPECT_EQ(step([](auto& request) { request.mutable_contact()->set_kind(v1::EXTERNAL_TUTORING); }),
            "");
  EXPECT_EQ(
      TimelineOn("2025-05-15"),
      "grille d'expérience partagée; médiation avec l'employeur ouverte; médiation close : le "
      "contrat se poursuit; alerte close; contact avec l'employeur (tutorat externe); ");
}

TEST_F(CompanySide, WhatWasNotDoneIsOnTheListUntilItIs) {
  EXPECT_THAT(Lapses(), ElementsAre());
  MoveTo("2025-06-01");
  EXPECT_THAT(Lapses(),
              ElementsAre("LOGBOOK_SILENT", "TRIMESTER_WITHOUT_SESSION", "COMPANY_NOT_CHECKED"));
  for (const auto subject : {v1::POST, v1::MEANS}) {
    auto check = Ask<v1::RecordCompanyStepRequest>();
    check.mutable_check()->set_subject(subject);
    check.mutable_check()->set_adequate(true);
    check.mutable_check()->set_note("Échafaudage neuf");
    ASSERT_EQ(Reason(check), "");
  }
  auto group = v1::RecordGroupSessionRequest{};
  group.set_kind(v1::TRIMESTER_RETURN);
  group.add_presences()->set_pathway(kPathway);
  group.set_date("2025-05-20");
  group.set_request_id("group");
  ASSERT_EQ(Reason(group), "");
  ASSERT_EQ(Reason(Writing("Chantier"), Master()), "");
  EXPECT_THAT(Lapses(), ElementsAre());
  EXPECT_EQ(Read().checks(0).note(), "Échafaudage neuf");
  EXPECT_EQ(Read(Master()).checks(0).note(), "") << "the training organisation's own";
  EXPECT_NE(TimelineOn("2025-05-20").find("ABSENT"), std::string::npos);
  EXPECT_EQ(Read().trimesters(2).session_date(), "2025-05-20");
  const auto strange = fixture_.Execute(v1::ListCompanyLapsesRequest{}, StrangeReferent());
  EXPECT_EQ(strange->lapses_size(), 0);
}

TEST_F(CompanySide, AGroupIsOfOneOrganisationAndNamesEachOnce) {
  v1::RecordGroupSessionRequest group;
  group.set_kind(v1::REFLEXIVE);
  group.add_presences()->set_pathway(kPathway);
  group.add_presences()->set_pathway(kPathway);
  group.set_request_id("group");
  EXPECT_EQ(Reason(group), "GROUP_MEMBER_TWICE");
  group.mutable_presences(1)->set_pathway("pathways/none");
  EXPECT_EQ(Reason(group), "RESOURCE_NOT_FOUND");
}

TEST_F(CompanySide, ApprenticeAndMasterEachSayOnceHowItWas) {
  auto evaluation = Ask<v1::GiveEndEvaluationRequest>();
  evaluation.set_rating(4);
  evaluation.set_text("Bien encadré");
  EXPECT_EQ(Reason(evaluation, Apprentice()), "END_EVALUATION_TOO_EARLY");
  MoveTo("2025-08-01");
  EXPECT_EQ(Reason(evaluation, Referent()), "ROLE_NOT_ALLOWED");
  EXPECT_EQ(Reason(evaluation, Apprentice()), "");
  evaluation.set_request_id("again");
  EXPECT_EQ(Reason(evaluation, Apprentice()), "END_EVALUATION_ALREADY_GIVEN");
  EXPECT_EQ(Read(Master()).evaluations_size(), 0) << "each reads its own";
  evaluation.set_request_id("master");
  EXPECT_EQ(Reason(evaluation, Master()), "");
  EXPECT_EQ(Read().evaluations_size(), 2);
}

TEST_F(CompanySide, NoWordOfItTravels) {
  ASSERT_EQ(Reason(Visiting()), "");
  ASSERT_EQ(Reason(Writing("Chantier rue Haute"), Master()), "");
  auto mediation = Ask<v1::RecordCompanyStepRequest>();
  mediation.mutable_mediation()->set_reason("Horaires");
  ASSERT_EQ(Reason(mediation), "");
  for (const auto& fact : fixture_.Facts()) {
    for (const char* text : {"casque", "Haute", "Horaires", "adapté"}) {
      EXPECT_EQ(fact.row.payload.find(text), std::string::npos) << fact.row.meta.type;
    }
  }
}

class CompanyPeriods : public FollowupTest {
 protected:
  CompanyPeriods() : FollowupTest(CivilDate(2025, 3, 6)) {
    auto record = Imported();
    record.set_programme("programmes/CLCA");
    record.set_programme_kind(type::v1::SUPPORT_SCHEME);
    Hear(record);
  }
  static v1::AgreeCompanyPeriodRequest Agreeing() {
    v1::AgreeCompanyPeriodRequest request;
    request.set_pathway(kPathway);
    request.set_kind(v1::DISCOVERY);
    request.set_host(kEmployerA);
    request.set_from_date("2025-03-10");
    request.set_to_date("2025-03-14");
    request.set_purpose("Voir le métier");
    request.set_appraisal_frame("Grille de découverte");
    request.set_request_id("agree");
    return request;
  }
  template <typename Request>
  std::string Reason(const Request& request) {
    const auto answer = fixture_.Execute(request, Referent());
    return answer ? "" : answer.error().reason;
  }
};

TEST_F(CompanyPeriods, HavePurposeAndFrameBeforeTheyBegin) {
  auto late = Agreeing();
  late.set_from_date("2025-03-05");
  EXPECT_EQ(Reason(late), "COMPANY_PERIOD_FRAME_LATE");
  auto turned = Agreeing();
  turned.set_to_date("2025-03-09");
  EXPECT_EQ(Reason(turned), "COMPANY_PERIOD_ENDS_BEFORE_START");
  auto outside = Agreeing();
  outside.set_to_date("2025-09-01");
  EXPECT_EQ(Reason(outside), "DAY_OUTSIDE_TRAINING");
  auto frameless = Agreeing();
  frameless.clear_appraisal_frame();
  EXPECT_EQ(Reason(frameless), "FIELD_REQUIRED");
  auto nowhere = Agreeing();
  nowhere.set_host(kStranger);
  EXPECT_EQ(Reason(nowhere), "EMPLOYER_UNKNOWN");
  EXPECT_EQ(Reason(Agreeing()), "");
}

TEST_F(CompanyPeriods, AreAppraisedOnceTheyAreOver) {
  const auto period = fixture_.Execute(Agreeing(), Referent());
  ASSERT_TRUE(period) << period.error().reason;
  v1::AppraiseCompanyPeriodRequest appraise;
  appraise.set_name(period->name());
  appraise.set_appraisal("À l'aise");
  appraise.set_request_id("appraise");
  EXPECT_EQ(Reason(appraise), "COMPANY_PERIOD_NOT_OVER");
  MoveTo("2025-03-14");
  EXPECT_EQ(Reason(appraise), "");
  appraise.set_request_id("again");
  EXPECT_EQ(Reason(appraise), "COMPANY_PERIOD_ALREADY_APPRAISED");
  v1::ListCompanyPeriodsRequest list;
  list.set_pathway(kPathway);
  const auto page = fixture_.Execute(list, Referent());
  ASSERT_EQ(page->company_periods_size(), 1);
  EXPECT_EQ(page->company_periods(0).appraisal(), "À l'aise");
}

TEST_F(CompanySide, AnApprenticeHasNoPeriodElsewhere) {
  v1::AgreeCompanyPeriodRequest request;
  request.set_pathway(kPathway);
  request.set_kind(v1::INTERNSHIP);
  request.set_host(kEmployerA);
  request.set_from_date("2025-06-01");
  request.set_to_date("2025-06-02");
  request.set_purpose("Stage");
  request.set_appraisal_frame("Grille");
  request.set_request_id("agree");
  EXPECT_EQ(Reason(request), "COMPANY_PERIOD_IN_APPRENTICESHIP");
}

}  // namespace
}  // namespace parcours::followup
