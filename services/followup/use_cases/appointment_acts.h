#pragma once

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/context.h"
#include "services/platform/schedule/timers.h"

namespace parcours::followup {

// Kind of timer; the aggregate is appointments/{id}.
inline constexpr const char* kAppointmentReminder = "appointment_reminder";

[[nodiscard]] v1::Appointment View(const Appointment& appointment, const Context& context);

// The instants with their civil day where the organisation is.
[[nodiscard]] AppointmentTime TimeOf(const google::protobuf::Timestamp& start,
                                     const google::protobuf::Timestamp& end,
                                     const std::string& organisation, const Context& context);

// Requests the reminder that is due, and sets timers for those to come.
[[nodiscard]] Result<Appointment> Remind(Context& context, Appointment appointment);

[[nodiscard]] Result<void> JudgeAppointmentReminder(const schedule::Timer& timer, Context& context);

}  // namespace parcours::followup
