// What people do on a pathway, through policy, validation and journal.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

class Acts : public FollowupTest {
 protected:
  Acts() { ImportLearner(); }

  static v1::AssignReferentRequest Assign(const std::string& referent = kReferent,
                                          const std::string& request_id = "assign") {
    v1::AssignReferentRequest request;
    request.set_pathway(kPathway);
    request.set_referent(referent);
    request.set_request_id(request_id);
    return request;
  }
  static v1::RecordInterviewRequest Interview() {
    v1::RecordInterviewRequest request;
    request.set_pathway(kPathway);
    request.set_kind(type::v1::DIAGNOSTIC);
    request.set_minutes(45);
    request.set_note("Veut rester dans le métier.");
    request.set_request_id("interview");
    auto* barrier = request.add_barriers();
    barrier->set_category(type::v1::MOBILITY);
    barrier->set_severity(3);
    barrier->set_note("Deux heures de trajet");
    return request;
  }
  static v1::RecordEmployerMeetingRequest Meeting() {
    v1::RecordEmployerMeetingRequest request;
    request.set_pathway(kPathway);
    request.set_employer(kEmployerA);
    request.set_note("Poste adapté.");
    request.add_shared_with(v1::APPRENTICE_PARTY);
    request.add_shared_with(v1::EMPLOYER_PARTY);
    request.set_request_id("meeting");
    return request;
  }
  static v1::CompletePathwayRequest Completion(v1::PathwayResult result) {
    v1::CompletePathwayRequest request;
    request.set_name(kPathway);
    request.set_result(result);
    request.mutable_review()->set_reached("CAP");
    request.set_request_id("complete");
    return request;
  }
  template <typename Request>
  std::string ReasonOf(const Request& request, const security::Actor& actor = Referent()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }
};

TEST_F(Acts, AReferentIsNamedAndTheDefaultOneReleased) {
  const auto pathway = fixture_.Execute(Assign(), Lead());
  ASSERT_TRUE(pathway) << pathway.error().reason;
  EXPECT_EQ(pathway->referent(), kReferent);
  EXPECT_FALSE(pathway->referent_by_default());
  const auto released = fixture_.FactsOf<v1::ReferentReleased>();
  ASSERT_EQ(released.size(), 1U);
  EXPECT_EQ(released.front().reason(), v1::ReferentReleased::HANDOVER);
  EXPECT_EQ(released.front().referent(), kDefaultReferent);
  EXPECT_EQ(fixture_.FactsOf<v1::ReferentAssigned>().back().previous_referent(), kDefaultReferent);
}

TEST_F(Acts, NamingTheReferentInChargeChangesNothing) {
  ASSERT_TRUE(fixture_.Execute(Assign(), Lead()));
  const auto facts = fixture_.Facts().size();
  ASSERT_TRUE(fixture_.Execute(Assign(kReferent, "again"), Lead()));
  EXPECT_EQ(fixture_.Facts().size(), facts);
}

TEST_F(Acts, OnlyAReferentWithAMandateOfTheOrganisationIsNamed) {
  EXPECT_EQ(ReasonOf(Assign(kLead), Lead()), "REFERENT_WITHOUT_MANDATE") << "another role";
  EXPECT_EQ(ReasonOf(Assign(kAdviser), Lead()), "REFERENT_WITHOUT_MANDATE") << "unknown here";
  auto early = Assign();
  early.set_date("2023-12-31");
  EXPECT_EQ(ReasonOf(early, Lead()), "REFERENT_WITHOUT_MANDATE") << "before the mandate";
}

TEST_F(Acts, NoActIsToCome) {
  auto assign = Assign();
  assign.set_date("2025-03-07");
  EXPECT_EQ(ReasonOf(assign, Lead()), "FOLLOWUP_DATE_IN_THE_FUTURE");
  auto meeting = Meeting();
  meeting.set_date("2025-03-07");
  EXPECT_EQ(ReasonOf(meeting), "FOLLOWUP_DATE_IN_THE_FUTURE");
}

TEST_F(Acts, AnInterviewKeepsItsNoteAndStatesItsBarriers) {
  const auto interview = fixture_.Execute(Interview(), Referent());
  ASSERT_TRUE(interview) << interview.error().reason;
  EXPECT_EQ(interview->interview_date(), "2025-03-06");
  EXPECT_EQ(interview->held_by(), kReferent);
  EXPECT_EQ(interview->note(), "Veut rester dans le métier.");
  const auto barriers = fixture_.FactsOf<v1::BarrierIdentified>();
  ASSERT_EQ(barriers.size(), 1U);
  EXPECT_EQ(barriers.front().category(), type::v1::MOBILITY);
  EXPECT_EQ(barriers.front().note(), "Deux heures de trajet");
}

TEST_F(Acts, NoNoteTravels) {
  ASSERT_TRUE(fixture_.Execute(Interview(), Referent()));
  for (const auto& fact : fixture_.Facts()) {
    EXPECT_EQ(fact.row.payload.find("trajet"), std::string::npos) << fact.row.meta.type;
    EXPECT_EQ(fact.row.payload.find("rester"), std::string::npos) << fact.row.meta.type;
    if (fact.row.meta.type.ends_with("BarrierIdentified")) {
      EXPECT_EQ(fact.row.topic, "parcours.followup.restricted.v1");
    }
  }
}

TEST_F(Acts, AnInterviewIsRefusedWhole) {
  auto twice = Interview();
  *twice.add_barriers() = twice.barriers(0);
  const auto facts = fixture_.Facts().size();
  EXPECT_EQ(ReasonOf(twice), "BARRIER_STATED_TWICE");
  EXPECT_EQ(fixture_.Facts().size(), facts) << "nothing half done";
}

TEST_F(Acts, AnInterviewTakesTheDayOfItsStartInTheOrganisationsZone) {
  auto request = Interview();
  request.clear_minutes();
  request.mutable_start_time()->set_seconds(1741129200);  // 2025-03-05 00:00 in Paris
  request.mutable_end_time()->set_seconds(1741129200 + 1800);
  const auto interview = fixture_.Execute(request, Referent());
  ASSERT_TRUE(interview) << interview.error().reason;
  EXPECT_EQ(interview->interview_date(), "2025-03-05");
  EXPECT_EQ(interview->minutes(), 30);
}

TEST_F(Acts, AnInterviewIsOfAKnownKind) {
  auto request = Interview();
  request.clear_barriers();
  for (int kind = 1; kind <= 6; ++kind) {
    request.set_kind(static_cast<type::v1::InterviewKind>(kind));
    request.set_request_id("kind" + std::to_string(kind));
    EXPECT_EQ(ReasonOf(request), "") << kind;
  }
  request.set_kind(static_cast<type::v1::InterviewKind>(type::v1::InterviewKind_MAX + 1));
  EXPECT_EQ(ReasonOf(request), "ENUM_VALUE_UNKNOWN");
}

TEST_F(Acts, AnInterviewIsReadAgainWhole) {
  auto request = Interview();
  request.mutable_content()->set_tool("Grille de mobilité");
  request.mutable_content()->add_options("Vélo");
  request.mutable_content()->add_options("Bus");
  request.mutable_content()->set_choice("Bus");
  request.mutable_agreement()->set_person_expects("Être rappelé");
  request.mutable_agreement()->set_professional_expects("Prévenir d'une absence");
  request.mutable_agreement()->add_resources("Chèque mobilité");
  auto told = fixture_.Execute(request, Referent());
  ASSERT_TRUE(told) << told.error().reason;
  told->clear_barriers();

  v1::GetInterviewRequest get;
  get.set_name(told->name());
  EXPECT_EQ(fixture_.Execute(get, Referent())->SerializeAsString(), told->SerializeAsString());
  EXPECT_EQ(ReasonOf(get, StrangeReferent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(get, Adviser()), "ROLE_NOT_ALLOWED");
  v1::ListInterviewsRequest list;
  list.set_pathway(kPathway);
  EXPECT_EQ(fixture_.Execute(list, Referent())->interviews_size(), 1);
  EXPECT_EQ(fixture_.Execute(list, StrangeReferent())->interviews_size(), 0);
  for (const auto& fact : fixture_.Facts()) {
    for (const char* text : {"Grille", "Bus", "rappelé", "absence", "Chèque"}) {
      EXPECT_EQ(fact.row.payload.find(text), std::string::npos) << fact.row.meta.type;
    }
  }
}

TEST_F(Acts, PitfallsNameTheInterviewsThatTheyCounted) {
  auto request = Interview();
  request.clear_note();
  const auto held = fixture_.Execute(request, Referent());
  ASSERT_TRUE(held) << held.error().reason;
  v1::GetPitfallsRequest get;
  get.set_name(kPathway);
  const auto found = fixture_.Execute(get, Referent());
  ASSERT_TRUE(found) << found.error().reason;
  EXPECT_EQ(found->interviews(), 1);
  ASSERT_EQ(found->pitfalls_size(), 3);
  EXPECT_EQ(found->pitfalls(0).kind(), v1::UNCLEAR_OBJECTIVE);
  EXPECT_EQ(found->pitfalls(1).kind(), v1::RHYTHM_TOO_SLOW) << "nothing since September";
  EXPECT_EQ(found->pitfalls(2).kind(), v1::NO_WRITTEN_RECORD);
  for (const auto& pitfall : found->pitfalls()) {
    EXPECT_THAT(pitfall.interviews(), ::testing::ElementsAre(held->name()));
    EXPECT_FALSE(pitfall.text().empty());
  }
  EXPECT_EQ(ReasonOf(get, StrangeReferent()), "RESOURCE_NOT_FOUND");
}

TEST_F(Acts, AMeetingNamesAnEmployerThatTheNetworkKnows) {
  auto request = Meeting();
  request.set_employer(kStranger);
  EXPECT_EQ(ReasonOf(request), "EMPLOYER_UNKNOWN");
  request.clear_employer();
  EXPECT_EQ(ReasonOf(request), "EMPLOYER_NOT_NAMED") << "the contract is broken";
  EXPECT_EQ(ReasonOf(Meeting()), "");
}

TEST_F(Acts, AMeetingHeardOfLateTakesTheMissedOneAway) {
  Hear(NewContract());
  MoveTo("2025-06-02");
  EXPECT_EQ(Count("EmployerMeetingMissed"), 1U);
  auto late = Meeting();
  late.set_employer(kEmployerB);
  late.set_date("2025-05-15");
  ASSERT_EQ(ReasonOf(late), "");
  EXPECT_EQ(Get()->windows(1).state(), v1::WindowVerdict::HELD);
}

TEST_F(Acts, APathwayIsClosedWithItsReviewAlone) {
  MoveTo("2025-09-01");
  auto silent = Completion(v1::CERTIFIED);
  silent.clear_review();
  EXPECT_EQ(ReasonOf(silent), "CLOSING_REVIEW_MISSING");
  const auto closed = fixture_.Execute(Completion(v1::NOT_CERTIFIED), Referent());
  ASSERT_TRUE(closed) << closed.error().reason;
  EXPECT_EQ(closed->state(), v1::Pathway::COMPLETED);
  EXPECT_EQ(closed->alerts_size(), 0) << "nobody has to act any more";
  EXPECT_FALSE(closed->to_close());
}

TEST_F(Acts, BeforeTheEndOnlyAnEarlyDepartureIsTaken) {
  EXPECT_EQ(ReasonOf(Completion(v1::CERTIFIED)), "TRAINING_NOT_ENDED");
  auto left = Completion(v1::LEFT_EARLY);
  left.set_last_day("2025-02-28");
  left.set_request_id("left");
  const auto closed = fixture_.Execute(left, Referent());
  ASSERT_TRUE(closed) << closed.error().reason;
  EXPECT_EQ(closed->state(), v1::Pathway::INTERRUPTED);
  EXPECT_EQ(closed->continuation().end_reason(), v1::ContinuationEnded::EXIT);
  EXPECT_EQ(closed->continuation().end_date(), "2025-02-28");
  EXPECT_EQ(Count("ContinuationEnded"), 1U);
  EXPECT_EQ(Count("AlertClosed"), 1U);
}

TEST_F(Acts, AnEtagOfYesterdayChangesNothing) {
  auto assign = Assign();
  assign.set_etag("1");
  EXPECT_EQ(ReasonOf(assign, Lead()), "ETAG_MISMATCH");
  assign.set_etag(Get()->etag());
  EXPECT_EQ(ReasonOf(assign, Lead()), "");
}

TEST_F(Acts, AStrangerFindsNoPathway) {
  EXPECT_EQ(ReasonOf(Interview(), StrangeReferent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Meeting(), StrangeReferent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Assign(), StrangeReferent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Assign(), Adviser()), "ROLE_NOT_ALLOWED");
}

}  // namespace
}  // namespace parcours::followup
