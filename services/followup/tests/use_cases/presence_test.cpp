// Presence and hours, rights, arrangements: through policy, lists and timeline.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;

security::Actor Learner() { return testing::Beneficiary(kPerson); }

security::Actor DisabilityReferent() {
  return testing::Agent({.agent = "agents/01890000-0000-7000-8000-0000000000a3",
                         .organisation = kCfa,
                         .roles = {options::v1::DISABILITY_REFERENT}});
}

class Presence : public FollowupTest {
 protected:
  Presence() { ImportLearner(); }

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
  v1::PlanHoursRequest Planning(const std::string& day, int minutes = 420) {
    auto request = Ask<v1::PlanHoursRequest>();
    auto& planned = *request.add_days();
    planned.set_date(day);
    planned.set_minutes(minutes);
    return request;
  }
  v1::RecordAttendanceRequest Attending(const std::string& day,
                                        v1::PresenceKind presence = v1::THERE, int minutes = 420) {
    auto request = Ask<v1::RecordAttendanceRequest>();
    auto& attended = *request.add_days();
    attended.set_date(day);
    attended.set_presence(presence);
    attended.set_minutes(minutes);
    return request;
  }
  v1::AttendanceSheet Sheet(const security::Actor& actor = Referent()) {
    const auto page = fixture_.Execute(v1::ListAttendanceSheetsRequest{}, actor);
    EXPECT_TRUE(page) << page.error().reason;
    EXPECT_EQ(page->attendance_sheets_size(), 1);
    return page->attendance_sheets_size() == 1 ? page->attendance_sheets(0) : v1::AttendanceSheet{};
  }
  v1::SignSheetRequest Signing(const std::string& id) {
    v1::SignSheetRequest request;
    request.set_name(Sheet().name());
    request.set_request_id(id);
    return request;
  }
  v1::GrantAccommodationRequest Granting() {
    auto request = Ask<v1::GrantAccommodationRequest>();
    request.add_arrangements("Pause toutes les heures");
    request.mutable_reason()->set_ground(v1::DISABILITY_COMPENSATION);
    request.mutable_reason()->set_text("Lombalgie chronique");
    request.set_review_date("2025-06-01");
    return request;
  }
  std::string Timeline() {
    v1::GetTimelineRequest request;
    request.set_name(kPathway);
    const auto timeline = fixture_.Execute(request, Lead());
    return timeline ? timeline->ShortDebugString() : timeline.error().reason;
  }

 private:
  int requests_ = 0;
};

TEST_F(Presence, ADayOutsideTheTrainingIsRefused) {
  EXPECT_EQ(Reason(Planning("2024-08-31")), "DAY_OUTSIDE_TRAINING");
  EXPECT_EQ(Reason(Planning("2025-09-01")), "DAY_OUTSIDE_TRAINING");
  EXPECT_EQ(Reason(Planning("2025-08-31")), "");
  EXPECT_EQ(Reason(Attending("2025-09-01")), "DAY_OUTSIDE_TRAINING");
  EXPECT_EQ(Reason(Attending("2025-03-07")), "FOLLOWUP_DATE_IN_THE_FUTURE");
  EXPECT_EQ(Reason(Attending("2025-03-06")), "");
}

TEST_F(Presence, AfterTheLastDayOfPresenceThereIsNone) {
  v1::CompletePathwayRequest leave;
  leave.set_name(kPathway);
  leave.set_result(v1::LEFT_EARLY);
  leave.set_last_day("2025-02-28");
  leave.mutable_review()->set_reached("Un bloc");
  leave.set_request_id("leave");
  ASSERT_EQ(Reason(leave), "");
  EXPECT_EQ(Reason(Attending("2025-03-03")), "DAY_OUTSIDE_TRAINING");
  EXPECT_EQ(Reason(Attending("2025-02-28")), "");
}

TEST_F(Presence, ASheetIsTakenWholeOrNotAtAll) {
  auto two = Attending("2025-03-03");
  two.add_days()->set_date("2025-02-28");
  two.mutable_days(1)->set_presence(v1::THERE);
  EXPECT_EQ(Reason(two), "DAYS_OF_TWO_MONTHS");
  EXPECT_EQ(Reason(Attending("2025-03-03", v1::PRESENCE_KIND_UNSPECIFIED, 0)), "PRESENCE_MISSING");
  EXPECT_EQ(Reason(Attending("2025-03-03", v1::UNJUSTIFIED_ABSENCE)), "ABSENT_WITH_HOURS");
  EXPECT_EQ(Count("AttendanceRecorded"), 0U) << "nothing half done";
}

TEST_F(Presence, BothSignaturesProveTheHours) {
  ASSERT_EQ(Reason(Planning("2025-03-03")), "");
  ASSERT_EQ(Reason(Planning("2025-03-04")), "");
  ASSERT_EQ(Reason(Attending("2025-03-03")), "");
  auto remote = Attending("2025-03-04", v1::LATE_ARRIVAL, 400);
  remote.mutable_days(0)->set_remote(true);
  ASSERT_EQ(Reason(remote), "");
  EXPECT_EQ(Reason(Signing("early")), "SHEET_NOT_OVER");
  MoveTo("2025-03-31");
  ASSERT_EQ(Reason(Signing("learner"), Learner()), "");
  EXPECT_EQ(Reason(Signing("again"), Learner()), "SHEET_ALREADY_SIGNED");
  EXPECT_EQ(Reason(Attending("2025-03-03", v1::THERE, 60)), "SHEET_ALREADY_SIGNED");
  EXPECT_EQ(Count("HoursDelivered"), 0U);
  ASSERT_EQ(Reason(Signing("trainer")), "");
  const auto proven = fixture_.FactsOf<v1::HoursDelivered>();
  ASSERT_EQ(proven.size(), 1U);
  EXPECT_EQ(proven.front().planned_minutes(), 840);
  EXPECT_EQ(proven.front().delivered_minutes(), 820);
  EXPECT_EQ(proven.front().remote_minutes(), 400);
  EXPECT_EQ(Sheet(Learner()).trainer_sign_date(), "2025-03-31");
  v1::ListAttendanceSheetsRequest open;
  open.set_to_sign(true);
  EXPECT_EQ(fixture_.Execute(open, Referent())->attendance_sheets_size(), 0);
}

TEST_F(Presence, NobodySignsWhatIsLeftUnsaid) {
  ASSERT_EQ(Reason(Planning("2025-02-03")), "");
  ASSERT_EQ(Reason(Planning("2025-02-04")), "");
  ASSERT_EQ(Reason(Attending("2025-02-03")), "");
  EXPECT_EQ(Reason(Signing("learner"), Learner()), "SHEET_INCOMPLETE");
  ASSERT_EQ(Reason(Attending("2025-02-04", v1::UNJUSTIFIED_ABSENCE, 0)), "");
  EXPECT_EQ(Reason(Signing("learner again"), Learner()), "");
}

TEST_F(Presence, TheLastStatementOfADayHolds) {
  ASSERT_EQ(Reason(Attending("2025-03-03", v1::UNJUSTIFIED_ABSENCE, 0)), "");
  EXPECT_NE(Timeline().find("absence injustifi"), std::string::npos);
  ASSERT_EQ(Reason(Attending("2025-03-03", v1::EXCUSED_ABSENCE, 0)), "");
  EXPECT_EQ(Timeline().find("absence injustifi"), std::string::npos);
  ASSERT_EQ(Sheet().days_size(), 1);
  EXPECT_EQ(Sheet().days(0).presence(), v1::EXCUSED_ABSENCE);
}

// A month that is planned and recorded every day, each day twice, stays under 200 facts.
TEST_F(Presence, ASheetStaysSmall) {
  MoveTo("2025-03-31");
  for (int round = 0; round < 2; ++round) {
    auto plan = Ask<v1::PlanHoursRequest>();
    auto record = Ask<v1::RecordAttendanceRequest>();
    for (int day = 1; day <= 31; ++day) {
      const std::string date = CivilDate(2025, 3, static_cast<unsigned>(day)).ToString();
      plan.add_days()->set_date(date);
      record.add_days()->set_date(date);
      record.mutable_days()->rbegin()->set_presence(v1::THERE);
    }
    ASSERT_EQ(Reason(plan), "");
    ASSERT_EQ(Reason(record), "");
  }
  EXPECT_EQ(Count("HoursPlanned") + Count("AttendanceRecorded"), 124U);
  EXPECT_EQ(Reason(Planning("2025-03-01")), "");
  for (int more = 0; more < 65; ++more) ASSERT_EQ(Reason(Planning("2025-03-01")), "");
  EXPECT_EQ(Reason(Planning("2025-03-01")), "SHEET_FULL");
  EXPECT_EQ(Reason(Signing("learner"), Learner()), "") << "it can still be signed";
}

TEST_F(Presence, WhoWasNotToldIsOnTheListUntilItIsProven) {
  v1::ListRightsInformationRequest list;
  list.set_overdue_only(true);
  const auto missing = [&]() -> int {
    const auto page = fixture_.Execute(list, Referent());
    EXPECT_TRUE(page);
    return page->rights_information_size() == 0 ? 0 : page->rights_information(0).missing_size();
  };
  EXPECT_EQ(missing(), 3);
  auto inform = Ask<v1::InformRightsRequest>();
  inform.add_topics(v1::LEARNER_RIGHTS);
  inform.add_topics(v1::HEALTH_AND_SAFETY);
  EXPECT_EQ(Reason(inform), "FIELD_REQUIRED") << "no proof";
  inform.set_proof("Émargement du 2 septembre");
  ASSERT_EQ(Reason(inform), "");
  EXPECT_EQ(missing(), 1);
  inform.set_request_id("again");
  EXPECT_EQ(Reason(inform), "RIGHTS_ALREADY_INFORMED");
  auto rest = Ask<v1::InformRightsRequest>();
  rest.add_topics(v1::EMPLOYEE_RIGHTS);
  rest.set_proof("Livret signé");
  ASSERT_EQ(Reason(rest), "");
  EXPECT_EQ(missing(), 0);
  EXPECT_EQ(fixture_.Execute(list, StrangeReferent())->rights_information_size(), 0);
}

TEST_F(Presence, ArrangementsAreReadAndTheirReasonIsNot) {
  const auto granted = fixture_.Execute(Granting(), Referent());
  ASSERT_TRUE(granted) << granted.error().reason;
  EXPECT_FALSE(granted->has_reason()) << "not even to who granted it";
  const auto read = [this](const security::Actor& actor) {
    const auto page = fixture_.Execute(v1::ListAccommodationsRequest{}, actor);
    EXPECT_TRUE(page) << page.error().reason;
    return page->accommodations_size() == 1 ? page->accommodations(0) : v1::Accommodation{};
  };
  for (const auto& actor : {Referent(), Lead()}) {
    EXPECT_THAT(read(actor).arrangements(), ElementsAre("Pause toutes les heures"));
    EXPECT_FALSE(read(actor).has_reason());
  }
  EXPECT_EQ(read(DisabilityReferent()).reason().text(), "Lombalgie chronique");
  EXPECT_EQ(read(Learner()).reason().ground(), v1::DISABILITY_COMPENSATION);
  EXPECT_EQ(read(StrangeReferent()).name(), "");
  for (const auto& fact : fixture_.Facts()) {
    for (const char* text : {"Pause", "Lombalgie"}) {
      EXPECT_EQ(fact.row.payload.find(text), std::string::npos) << fact.row.meta.type;
    }
    if (fact.row.meta.type.ends_with("AccommodationGranted")) {
      EXPECT_EQ(fact.row.topic, "parcours.followup.restricted.v1");
      v1::AccommodationGranted stored;
      ASSERT_TRUE(stored.ParseFromString(fact.row.payload));
      EXPECT_FALSE(stored.has_reason());
    }
  }
}

TEST_F(Presence, ArrangementsAreLookedAtAgain) {
  auto past = Granting();
  past.set_review_date("2025-03-06");
  EXPECT_EQ(Reason(past), "ACCOMMODATION_REVIEW_NOT_AHEAD");
  const auto granted = fixture_.Execute(Granting(), DisabilityReferent());
  ASSERT_TRUE(granted) << granted.error().reason;
  v1::ListAccommodationsRequest due;
  due.set_review_due(true);
  EXPECT_EQ(fixture_.Execute(due, Referent())->accommodations_size(), 0);
  MoveTo("2025-06-01");
  EXPECT_EQ(fixture_.Execute(due, Referent())->accommodations_size(), 1);
  v1::ReviewAccommodationRequest review;
  review.set_name(granted->name());
  review.add_arrangements("Siège adapté");
  review.set_request_id("review");
  EXPECT_EQ(Reason(review), "ACCOMMODATION_REVIEW_NOT_AHEAD");
  review.set_review_date("2025-08-01");
  EXPECT_EQ(Reason(review), "");
  EXPECT_EQ(fixture_.Execute(due, Referent())->accommodations_size(), 0);
  review.clear_arrangements();
  review.set_request_id("end");
  EXPECT_EQ(Reason(review), "");
  review.set_request_id("again");
  EXPECT_EQ(Reason(review), "ACCOMMODATION_ENDED");
}

}  // namespace
}  // namespace parcours::followup
