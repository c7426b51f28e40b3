#include "services/followup/use_cases/appointment_acts.h"

#include <utility>

#include "services/followup/civil_day.h"
#include "services/followup/domain/rules.h"

namespace parcours::followup {

v1::Appointment View(const Appointment& appointment, const Context& context) {
  const v1::AppointmentMade& made = appointment.made();
  v1::Appointment view;
  view.set_name(appointment.name());
  view.set_pathway(made.pathway());
  view.set_person(made.person());
  view.set_agent(made.agent());
  *view.mutable_start_time() = made.start_time();
  *view.mutable_end_time() = made.end_time();
  view.set_appointment_date(made.appointment_date());
  view.set_place(made.place());
  view.set_state(appointment.state());
  view.set_reminders_suspended(appointment.suspended());
  view.set_etag(context.appointments.Etag(appointment));
  return view;
}

AppointmentTime TimeOf(const google::protobuf::Timestamp& start,
                       const google::protobuf::Timestamp& end, const std::string& organisation,
                       const Context& context) {
  const auto known = context.directory.FindOrganisation(organisation);
  const Instant instant{std::chrono::seconds{start.seconds()}};
  return {.start = start, .end = end, .day = DayIn(known ? known->time_zone : "", instant)};
}

Result<Appointment> Remind(Context& context, Appointment appointment) {
  const CivilDate today = context.session.today();
  const ReminderRule rule = RulesOn(today).reminders;
  if (auto due = appointment.JudgeReminder(today, rule)) {
    TRY(appointment, context.appointments.Record(appointment, *std::move(due)));
  }
  for (const int days : rule.days_before) {
    const CivilDate due = appointment.day().AddDays(-days);
    if (due <= today) continue;
    context.session.timers().Set(
        {.kind = kAppointmentReminder, .aggregate = appointment.name(), .due = due});
  }
  return appointment;
}

Result<void> JudgeAppointmentReminder(const schedule::Timer& timer, Context& context) {
  TRY(Remind(context, context.appointments.Find(timer.aggregate)));
  return {};
}

}  // namespace parcours::followup
