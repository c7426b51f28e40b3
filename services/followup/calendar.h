#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/followup/domain/appointment.h"

namespace parcours::followup {

// Appointments as one VCALENDAR (RFC 5545): UTC times, lines folded at 75 octets, CRLF. It names no
// person; those revoked or excused are CANCELLED.
[[nodiscard]] std::string CalendarText(const std::vector<Appointment>& appointments,
                                       std::string_view summary);

}  // namespace parcours::followup
