#include "services/followup/use_cases/appointment_acts.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Appointment> Handle(const v1::SwitchRemindersRequest& request, Context& context) {
  TRY(auto appointment, context.appointments.Load(request.name(), request.etag()));
  if (appointment.suspended() != request.suspended()) {
    TRY(appointment,
        context.appointments.Record(
            appointment, appointment.Switch(request.suspended(), context.session.today())));
    TRY(appointment, Remind(context, std::move(appointment)));
  }
  return View(appointment, context);
}

}  // namespace parcours::followup
