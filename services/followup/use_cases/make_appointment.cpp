#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/appointment_acts.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Appointment> Handle(const v1::MakeAppointmentRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  const std::string& agent =
      request.agent().empty() ? context.session.actor().principal : request.agent();
  if (!context.directory.FindAgent(agent)) return Refuse(AppointmentAgentUnknown());
  Appointment appointment(ResourceName(Appointment::kCollection, context.session.NewId()));
  const auto time =
      TimeOf(request.start_time(), request.end_time(), pathway.organisation(), context);
  TRY(appointment, context.appointments.Record(
                       appointment, appointment.Make(pathway, time, context.session.today(), agent,
                                                     request.place())));
  TRY(appointment, Remind(context, std::move(appointment)));
  return View(appointment, context);
}

}  // namespace parcours::followup
