#include "services/followup/civil_day.h"

#include <absl/time/time.h>

namespace parcours::followup {
namespace {

constexpr const char* kDefaultZone = "Europe/Paris";

absl::TimeZone Load(const std::string& name) {
  absl::TimeZone zone;
  if (!name.empty() && absl::LoadTimeZone(name, &zone)) return zone;
  absl::LoadTimeZone(kDefaultZone, &zone);
  return zone;
}

}  // namespace

CivilDate DayIn(const std::string& zone, Instant instant) {
  const auto day = absl::ToCivilDay(absl::FromChrono(instant), Load(zone));
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
          static_cast<unsigned>(day.day())};
}

}  // namespace parcours::followup
