// Appointments through policy, timers, lists and the calendar.

#include <fstream>

#include "services/followup/calendar.h"
#include "services/followup/tests/followup_test.h"
#include "services/platform/testing/command.h"

namespace parcours::followup {
namespace {

constexpr std::int64_t kMarch20At9 = 1742457600;  // 2025-03-20 09:00 in Paris
constexpr std::int64_t kDaySeconds = 86'400;

class Appointments : public FollowupTest {
 protected:
  Appointments() { ImportLearner(); }

  template <typename Request>
  static Request Timed(std::int64_t start) {
    Request request;
    request.mutable_start_time()->set_seconds(start);
    request.mutable_end_time()->set_seconds(start + 2'700);
    request.set_request_id("at" + std::to_string(start));
    return request;
  }
  static v1::MakeAppointmentRequest Making(std::int64_t start = kMarch20At9) {
    auto request = Timed<v1::MakeAppointmentRequest>(start);
    request.set_pathway(kPathway);
    request.set_place("Maison de l'apprentissage, salle 2; entrée \\ cour");
    return request;
  }
  v1::Appointment Make(std::int64_t start = kMarch20At9) {
    const auto made = fixture_.Execute(Making(start), Referent());
    EXPECT_TRUE(made) << made.error().reason;
    return made.value_or(v1::Appointment{});
  }
  static v1::SetAppointmentStateRequest Becoming(const v1::Appointment& appointment,
                                                 v1::AppointmentState state) {
    v1::SetAppointmentStateRequest request;
    request.set_name(appointment.name());
    request.set_state(state);
    request.set_request_id(v1::AppointmentState_Name(state));
    return request;
  }
  static v1::SwitchRemindersRequest Switching(const v1::Appointment& appointment, bool suspended) {
    v1::SwitchRemindersRequest request;
    request.set_name(appointment.name());
    request.set_suspended(suspended);
    request.set_request_id(suspended ? "rest" : "go on");
    return request;
  }
  template <typename Request>
  std::string ReasonOf(const Request& request, const security::Actor& actor = Referent()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }
  std::string Calendar(const security::Actor& actor = Referent()) {
    v1::GetCalendarRequest request;
    request.set_name(kReferent);
    return fixture_.Execute(request, actor).value().text();
  }
};

TEST_F(Appointments, AreRemindedOfByTimersOnceEach) {
  Make();
  MoveTo("2025-03-12");
  EXPECT_EQ(Count("NotificationRequested"), 0U);
  MoveTo("2025-03-13");
  EXPECT_EQ(Count("NotificationRequested"), 1U);
  MoveTo("2025-03-13");
  MoveTo("2025-03-25");
  EXPECT_EQ(Count("NotificationRequested"), 1U) << "nobody came by until it was over";
}

TEST_F(Appointments, AreRemindedOfAgainWhenRemindersGoOn) {
  const auto appointment = Make();
  ASSERT_EQ(ReasonOf(Switching(appointment, true)), "");
  MoveTo("2025-03-13");
  EXPECT_EQ(Count("NotificationRequested"), 0U);
  ASSERT_EQ(ReasonOf(Switching(appointment, false)), "");
  EXPECT_EQ(Count("NotificationRequested"), 1U);
  MoveTo("2025-03-19");
  EXPECT_EQ(Count("NotificationRequested"), 2U);
}

TEST_F(Appointments, AreNotRemindedOfOnceRevoked) {
  ASSERT_EQ(ReasonOf(Becoming(Make(), v1::REVOKED)), "");
  MoveTo("2025-03-20");
  EXPECT_EQ(Count("NotificationRequested"), 0U);
}

TEST_F(Appointments, FollowTheirNewDay) {
  const auto appointment = Make();
  auto moving = Timed<v1::MoveAppointmentRequest>(kMarch20At9 + 5 * kDaySeconds);
  moving.set_name(appointment.name());
  const auto moved = fixture_.Execute(moving, Referent());
  ASSERT_TRUE(moved) << moved.error().reason;
  EXPECT_EQ(moved->appointment_date(), "2025-03-25");
  MoveTo("2025-03-13");
  EXPECT_EQ(Count("NotificationRequested"), 0U) << "of the day before";
  MoveTo("2025-03-18");
  EXPECT_EQ(Count("NotificationRequested"), 1U);
}

TEST_F(Appointments, TakeStatesAsTheTableAllows) {
  const auto appointment = Make();
  EXPECT_EQ(ReasonOf(Becoming(appointment, v1::SEEN)), "APPOINTMENT_TO_COME");
  MoveTo("2025-03-20");
  EXPECT_EQ(ReasonOf(Becoming(appointment, v1::NO_SHOW)), "");
  EXPECT_EQ(ReasonOf(Becoming(appointment, v1::REVOKED)), "APPOINTMENT_TRANSITION_FORBIDDEN");
  EXPECT_EQ(ReasonOf(Becoming(appointment, v1::EXCUSED)), "");
  v1::GetTimelineRequest timeline_request;
  timeline_request.set_name(kPathway);
  const auto timeline = fixture_.Execute(timeline_request, Referent()).value();
  std::vector<std::string> told;
  for (const auto& entry : timeline.entries()) {
    if (entry.date() == "2025-03-20") told.push_back(entry.phrases(0).text());
  }
  EXPECT_THAT(told, ::testing::ElementsAre("rendez-vous : excusé"));
}

TEST_F(Appointments, AreListedByDayAndState) {
  const auto later = Make(kMarch20At9 + kDaySeconds);
  const auto sooner = Make();
  ASSERT_EQ(ReasonOf(Becoming(later, v1::REVOKED)), "");
  const auto names = [&](v1::AppointmentState state, const security::Actor& actor = Referent()) {
    v1::ListAppointmentsRequest request;
    request.set_pathway(kPathway);
    request.set_state(state);
    const auto page = fixture_.Execute(request, actor).value();
    std::vector<std::string> listed;
    for (const auto& appointment : page.appointments()) listed.push_back(appointment.name());
    return listed;
  };
  EXPECT_THAT(names(v1::APPOINTMENT_STATE_UNSPECIFIED),
              ::testing::ElementsAre(sooner.name(), later.name()));
  EXPECT_THAT(names(v1::REVOKED), ::testing::ElementsAre(later.name()));
  EXPECT_THAT(names(v1::UNKNOWN, StrangeReferent()), ::testing::IsEmpty());
}

TEST_F(Appointments, AStrangerMakesAndMovesNone) {
  const auto appointment = Make();
  EXPECT_EQ(ReasonOf(Making(kMarch20At9 + 60), StrangeReferent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Becoming(appointment, v1::REVOKED), StrangeReferent()), "RESOURCE_NOT_FOUND");
  auto with_nobody = Making(kMarch20At9 + 120);
  with_nobody.set_agent("agents/01890000-0000-7000-8000-0000000000ee");
  EXPECT_EQ(ReasonOf(with_nobody), "APPOINTMENT_AGENT_UNKNOWN");
}

TEST_F(Appointments, ACalendarNamesNoPersonAndIsForItsOrganisation) {
  const auto appointment = Make();
  const std::string text = Calendar();
  EXPECT_NE(text.find("DTSTART:20250320T080000Z\r\n"), std::string::npos) << text;
  EXPECT_EQ(text.find(kPerson), std::string::npos);
  EXPECT_EQ(text.find("pathways/"), std::string::npos);
  EXPECT_EQ(Calendar(StrangeReferent()).find("VEVENT"), std::string::npos);
}

// The package `icalendar` of PyPI reads the feed.
TEST_F(Appointments, TheICalendarPackageOfPythonReadsTheFeed) {
  const auto appointment = Make();
  ASSERT_EQ(ReasonOf(Becoming(Make(kMarch20At9 + kDaySeconds), v1::REVOKED)), "");
  const auto file = std::filesystem::path(::testing::TempDir()) / "parcours_feed.ics";
  std::ofstream(file, std::ios::binary) << Calendar();
  const auto read = testing::RunPython(
      PARCOURS_SOURCE_DIR "/services/followup/tests/read_calendar.py " + file.string());
  if (!read) GTEST_SKIP() << testing::kNoPython;
  ASSERT_EQ(read->status, 0) << read->output;
  EXPECT_EQ(read->output,
            "2025-03-20T08:00:00+00:00 2025-03-20T08:45:00+00:00 CONFIRMED 0 Rendez-vous de suivi "
            "| Maison de l'apprentissage, salle 2; entrée \\ cour\n"
            "2025-03-21T08:00:00+00:00 2025-03-21T08:45:00+00:00 CANCELLED 0 Rendez-vous de suivi "
            "| Maison de l'apprentissage, salle 2; entrée \\ cour\n");
}

TEST(CalendarText, FoldsLinesAt75OctetsAndCutsNoCharacter) {
  v1::AppointmentMade made;
  made.set_appointment("appointments/a");
  std::string place;
  for (int i = 0; i < 200; ++i) place += "é";
  made.set_place(place);
  Appointment appointment("appointments/a");
  appointment.Apply(made);
  const std::string text = CalendarText({appointment}, "Rendez-vous");
  std::string unfolded;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = text.find("\r\n", begin);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - begin, 75U);
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    const bool goes_on = line.starts_with(' ');
    if (goes_on) line.remove_prefix(1);
    EXPECT_NE(static_cast<unsigned char>(line.front()) & 0xC0U, 0x80U) << "half a character";
    unfolded += (goes_on ? "" : "\n") + std::string(line);
    begin = end + 2;
  }
  EXPECT_NE(unfolded.find("\nLOCATION:" + place + "\n"), std::string::npos);
}

}  // namespace
}  // namespace parcours::followup
