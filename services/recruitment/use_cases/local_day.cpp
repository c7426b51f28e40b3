#include "services/recruitment/use_cases/local_day.h"

#include <absl/time/time.h>

namespace parcours::recruitment {
namespace {

constexpr const char* kDefaultZone = "Europe/Paris";

absl::TimeZone ZoneOf(const std::string& name) {
  absl::TimeZone zone;
  if (!name.empty() && absl::LoadTimeZone(name, &zone)) return zone;
  if (absl::LoadTimeZone(kDefaultZone, &zone)) return zone;
  return absl::UTCTimeZone();
}

}  // namespace

CivilDate LocalDay(const google::protobuf::Timestamp& instant, const std::string& zone) {
  const auto day = absl::ToCivilDay(absl::FromUnixSeconds(instant.seconds()), ZoneOf(zone));
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
          static_cast<unsigned>(day.day())};
}

}  // namespace parcours::recruitment
