#include "services/followup/use_cases/appointment_acts.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Appointment> Handle(const v1::GetAppointmentRequest& request, Context& context) {
  TRY(const auto appointment, context.appointments.Load(request.name()));
  return View(appointment, context);
}

}  // namespace parcours::followup
