#include "services/platform/host/clocks.h"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <algorithm>

namespace parcours::host {
namespace {

// Instants of a virtual day stay between noon and this much later.
constexpr std::chrono::hours kLongestTicking{11};

absl::CivilDay ToCivilDay(CivilDate day) {
  return absl::CivilDay(1970, 1, 1) + day.days().time_since_epoch().count();
}

}  // namespace

struct Zone::Rules {
  absl::TimeZone zone;
};

Result<Zone> Zone::Load(const std::string& name) {
  auto rules = std::make_shared<Rules>();
  if (!absl::LoadTimeZone(name, &rules->zone)) {
    return Refuse({.code = Code::kInvalidArgument,
                   .reason = "TIME_ZONE_UNKNOWN",
                   .field = "--zone",
                   .french = "Le fuseau horaire « " + name +
                             " » est inconnu de cette machine ; exemple : Europe/Paris.",
                   .english = "The time zone '" + name +
                              "' is unknown to this machine; example: Europe/Paris."});
  }
  return Zone(std::move(rules));
}

CivilDate Zone::DayOf(Instant instant) const {
  const auto day =
      absl::ToCivilDay(absl::FromUnixMicros(instant.time_since_epoch().count()), rules_->zone);
  return CivilDate(std::chrono::sys_days{std::chrono::days{day - absl::CivilDay(1970, 1, 1)}});
}

Instant Zone::NoonOf(CivilDate day) const {
  const auto noon = absl::FromCivil(absl::CivilHour(ToCivilDay(day)) + 12, rules_->zone);
  return Instant{std::chrono::microseconds{absl::ToUnixMicros(noon)}};
}

Instant Zone::StartOf(CivilDate day) const {
  return Instant{std::chrono::microseconds{
      absl::ToUnixMicros(absl::FromCivil(ToCivilDay(day), rules_->zone))}};
}

Instant SystemClock::Now() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

VirtualClock::VirtualClock(Zone zone, CivilDate day)
    : zone_(std::move(zone)),
      started_(std::chrono::steady_clock::now()),
      day_(day.days().time_since_epoch()) {}

Instant VirtualClock::Now() const {
  const auto ticking = std::chrono::steady_clock::now() - started_;
  const auto since_noon = std::min<std::chrono::steady_clock::duration>(ticking, kLongestTicking);
  return zone_.NoonOf(Today()) + std::chrono::duration_cast<std::chrono::microseconds>(since_noon);
}

}  // namespace parcours::host
