#include "services/followup/use_cases/appointment_acts.h"
#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::ListAppointmentsResponse> Handle(const v1::ListAppointmentsRequest& request,
                                            Context& context) {
  v1::ListAppointmentsResponse page;
  const auto add = [&](const Appointment& appointment) {
    const bool asked = request.state() == v1::APPOINTMENT_STATE_UNSPECIFIED ||
                       request.state() == appointment.state();
    if (asked) *page.add_appointments() = View(appointment, context);
    return asked;
  };
  TRY(auto token,
      FillPage(context, context.appointments, request,
               {.collection = Appointment::kCollection, .pathway = request.pathway()}, add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
