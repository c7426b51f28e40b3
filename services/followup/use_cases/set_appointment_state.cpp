#include "services/followup/use_cases/appointment_acts.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Appointment> Handle(const v1::SetAppointmentStateRequest& request, Context& context) {
  TRY(auto appointment, context.appointments.Load(request.name(), request.etag()));
  TRY(appointment,
      context.appointments.Record(appointment, appointment.Become(request.state(), request.reason(),
                                                                  context.session.today())));
  WatchRisk(context, appointment.made().pathway());
  return View(appointment, context);
}

}  // namespace parcours::followup
