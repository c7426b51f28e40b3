#include "services/followup/domain/appointment.h"

#include <gmock/gmock.h>

#include "services/followup/tests/domain/pathways.h"
#include "services/followup/tests/domain/random.h"

namespace parcours::followup {
namespace {

const ReminderRule kReminders{.days_before = {7, 1}};

AppointmentTime At(CivilDate day, std::int64_t minutes = 60) {
  AppointmentTime time{.start = {}, .end = {}, .day = day};
  time.start.set_seconds(1'000'000);
  time.end.set_seconds(1'000'000 + minutes * 60);
  return time;
}
AppointmentTime At(const char* day, std::int64_t minutes = 60) { return At(Day(day), minutes); }

// Made on 2025-03-01 for 2025-03-20.
Appointment Awaited() {
  Appointment appointment("appointments/a");
  appointment.Apply(
      appointment.Make(Opened(), At("2025-03-20"), Day("2025-03-01"), "agents/1", "Salle 2")
          .value());
  return appointment;
}

// How many days before the reminder that is due; 0 = none is due.
int DueOn(const Appointment& appointment, const char* day) {
  const auto due = appointment.JudgeReminder(Day(day), kReminders);
  return due ? due->days_before() : 0;
}

void Remind(Appointment& appointment, const char* day) {
  appointment.Apply(appointment.JudgeReminder(Day(day), kReminders).value());
}

TEST(Appointment, BeginsBeforeItEndsAndNotInThePast) {
  const Appointment appointment("appointments/a");
  const auto reason = [&](const AppointmentTime& time) {
    const auto made = appointment.Make(Opened(), time, Day("2025-03-01"), "agents/1", "");
    return made ? "" : made.error().reason;
  };
  EXPECT_EQ(reason(At("2025-03-01")), "");
  EXPECT_EQ(reason(At("2025-02-28")), "APPOINTMENT_PAST");
  EXPECT_EQ(reason(At("2025-03-20", 0)), "APPOINTMENT_ENDS_BEFORE_START");
  EXPECT_EQ(reason(At("2025-03-20", -1)), "APPOINTMENT_ENDS_BEFORE_START");
}

TEST(Appointment, AStateFollowsAnotherAsTheTableSays) {
  std::vector<std::pair<int, int>> steps;
  for (int from = v1::AppointmentState_MIN; from <= v1::AppointmentState_MAX; ++from) {
    for (int to = v1::AppointmentState_MIN; to <= v1::AppointmentState_MAX; ++to) {
      if (MayFollow(static_cast<v1::AppointmentState>(from),
                    static_cast<v1::AppointmentState>(to))) {
        steps.emplace_back(from, to);
      }
    }
  }
  EXPECT_THAT(steps, ::testing::ElementsAre(
                         std::pair(v1::UNKNOWN, v1::SEEN), std::pair(v1::UNKNOWN, v1::EXCUSED),
                         std::pair(v1::UNKNOWN, v1::REVOKED), std::pair(v1::UNKNOWN, v1::NO_SHOW),
                         std::pair(v1::NO_SHOW, v1::EXCUSED)));
}

TEST(Appointment, NobodyIsSeenOrMissingBeforeTheDay) {
  Appointment appointment = Awaited();
  const auto reason = [&](v1::AppointmentState state, const char* day) {
    const auto changed = appointment.Become(state, "", Day(day));
    return changed ? "" : changed.error().reason;
  };
  EXPECT_EQ(reason(v1::SEEN, "2025-03-19"), "APPOINTMENT_TO_COME");
  EXPECT_EQ(reason(v1::NO_SHOW, "2025-03-19"), "APPOINTMENT_TO_COME");
  EXPECT_EQ(reason(v1::EXCUSED, "2025-03-19"), "");
  EXPECT_EQ(reason(v1::SEEN, "2025-03-20"), "");
  appointment.Apply(appointment.Become(v1::SEEN, "", Day("2025-03-20")).value());
  EXPECT_EQ(reason(v1::NO_SHOW, "2025-03-20"), "APPOINTMENT_TRANSITION_FORBIDDEN");
  EXPECT_EQ(appointment.Move(At("2025-03-21"), Day("2025-03-20")).error().reason,
            "APPOINTMENT_SETTLED");
}

TEST(Appointment, IsRemindedOfSevenDaysAndOneDayBefore) {
  Appointment appointment = Awaited();
  EXPECT_EQ(DueOn(appointment, "2025-03-12"), 0);
  EXPECT_EQ(DueOn(appointment, "2025-03-13"), 7);
  Remind(appointment, "2025-03-13");
  EXPECT_EQ(DueOn(appointment, "2025-03-13"), 0) << "once";
  EXPECT_EQ(DueOn(appointment, "2025-03-18"), 0);
  EXPECT_EQ(DueOn(appointment, "2025-03-19"), 1);
  EXPECT_EQ(DueOn(appointment, "2025-03-20"), 1) << "the platform was down the day before";
  EXPECT_EQ(DueOn(appointment, "2025-03-21"), 0) << "over";
}

TEST(Appointment, OneMadeLateHasOnlyTheRemindersStillToCome) {
  Appointment appointment("appointments/a");
  appointment.Apply(
      appointment.Make(Opened(), At("2025-03-20"), Day("2025-03-15"), "agents/1", "").value());
  EXPECT_EQ(DueOn(appointment, "2025-03-15"), 0);
  EXPECT_EQ(DueOn(appointment, "2025-03-19"), 1);
}

TEST(Appointment, RemindersRestAndGoOn) {
  Appointment appointment = Awaited();
  appointment.Apply(appointment.Switch(true, Day("2025-03-10")).value());
  EXPECT_EQ(DueOn(appointment, "2025-03-13"), 0);
  appointment.Apply(appointment.Switch(false, Day("2025-03-14")).value());
  EXPECT_EQ(DueOn(appointment, "2025-03-14"), 7);
}

TEST(Appointment, AMovedOneIsRemindedOfAgain) {
  Appointment appointment = Awaited();
  Remind(appointment, "2025-03-13");
  appointment.Apply(appointment.Move(At("2025-03-27"), Day("2025-03-14")).value());
  EXPECT_EQ(DueOn(appointment, "2025-03-19"), 0) << "that was the day before";
  EXPECT_EQ(DueOn(appointment, "2025-03-20"), 7);
}

// Moved, suspended, settled and asked at will: no reminder twice, none while they rest or once it
// is known what became of the appointment, and the aggregate stays under 200 facts.
TEST(Appointment, IsNeverRemindedOfTwice) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Random random(seed);
    Appointment appointment = Awaited();
    CivilDate today = Day("2025-03-01");
    std::set<std::pair<std::string, int>> requested;
    int facts = 1;
    const auto apply = [&](const auto& decided) {
      if (!decided) return;
      appointment.Apply(*decided);
      ++facts;
    };
    for (int i = 0; i < 400; ++i) {
      switch (random.Between(0, 9)) {
        case 0:
          apply(appointment.Move(At(today.AddDays(random.Between(0, 12))), today));
          break;
        case 1:
          apply(appointment.Switch(random.Between(0, 1) == 0, today));
          break;
        case 2:
          if (random.Between(0, 20) == 0) apply(appointment.Become(v1::REVOKED, "", today));
          break;
        case 3:
          today = today.AddDays(1);
          break;
        default:
          if (const auto due = appointment.JudgeReminder(today, kReminders)) {
            ASSERT_FALSE(appointment.suspended()) << seed;
            ASSERT_EQ(appointment.state(), v1::UNKNOWN) << seed;
            ASSERT_TRUE(requested.emplace(due->appointment_date(), due->days_before()).second)
                << seed;
            appointment.Apply(*due);
            ++facts;
            ASSERT_FALSE(appointment.JudgeReminder(today, kReminders)) << seed;
          }
      }
    }
    EXPECT_LT(facts, 200) << seed;
  }
}

}  // namespace
}  // namespace parcours::followup
