#include "services/followup/calendar.h"

#include <absl/time/time.h>

#include "services/platform/core/id.h"

namespace parcours::followup {
namespace {

constexpr std::size_t kLongestLine = 75;  // octets, RFC 5545 3.1

std::string Utc(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y%m%dT%H%M%SZ", absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

// RFC 5545 3.3.11.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\\' || c == ';' || c == ',') escaped += '\\';
    if (c == '\n') {
      escaped += "\\n";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

bool ContinuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// RFC 5545 3.1; no character is cut in two.
void AddLine(std::string& calendar, std::string_view line) {
  std::size_t longest = kLongestLine;
  while (line.size() > longest) {
    std::size_t end = longest;
    while (ContinuesCharacter(line[end])) --end;
    calendar.append(line.substr(0, end)).append("\r\n ");
    line.remove_prefix(end);
    longest = kLongestLine - 1;  // after the space
  }
  calendar.append(line).append("\r\n");
}

bool IsCancelled(v1::AppointmentState state) {
  return state == v1::REVOKED || state == v1::EXCUSED;
}

void AddEvent(std::string& calendar, const Appointment& appointment, std::string_view summary) {
  const v1::AppointmentMade& made = appointment.made();
  AddLine(calendar, "BEGIN:VEVENT");
  AddLine(calendar, "UID:" + std::string(IdOf(appointment.name(), Appointment::kCollection)));
  AddLine(calendar, "DTSTAMP:" + Utc(made.meta().record_time()));
  AddLine(calendar, "SEQUENCE:" + std::to_string(appointment.changes()));
  AddLine(calendar, "DTSTART:" + Utc(made.start_time()));
  AddLine(calendar, "DTEND:" + Utc(made.end_time()));
  AddLine(calendar, "SUMMARY:" + Escaped(summary));
  if (!made.place().empty()) AddLine(calendar, "LOCATION:" + Escaped(made.place()));
  AddLine(calendar, IsCancelled(appointment.state()) ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  AddLine(calendar, "END:VEVENT");
}

}  // namespace

std::string CalendarText(const std::vector<Appointment>& appointments, std::string_view summary) {
  std::string calendar;
  AddLine(calendar, "BEGIN:VCALENDAR");
  AddLine(calendar, "VERSION:2.0");
  AddLine(calendar, "PRODID:-//Parcours//followup//FR");
  for (const Appointment& appointment : appointments) AddEvent(calendar, appointment, summary);
  AddLine(calendar, "END:VCALENDAR");
  return calendar;
}

}  // namespace parcours::followup
