#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"

namespace parcours::host {

// Turns instants into civil days and back, in one IANA zone.
class Zone {
 public:
  // INVALID_ARGUMENT, TIME_ZONE_UNKNOWN.
  [[nodiscard]] static Result<Zone> Load(const std::string& name);
  [[nodiscard]] CivilDate DayOf(Instant instant) const;
  [[nodiscard]] Instant NoonOf(CivilDate day) const;
  [[nodiscard]] Instant StartOf(CivilDate day) const;

 private:
  struct Rules;
  explicit Zone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}
  // Shared because clocks copy the zone and its rules never change.
  std::shared_ptr<const Rules> rules_;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  explicit SystemClock(Zone zone) : zone_(std::move(zone)) {}
  [[nodiscard]] Instant Now() const override;
  [[nodiscard]] CivilDate Today() const override { return zone_.DayOf(Now()); }
  [[nodiscard]] const Zone& zone() const { return zone_; }

 private:
  const Zone zone_;
};

// A day that moves only when told to. Instants tick from its noon, and never leave it. Thread-safe.
class VirtualClock final : public Clock {
 public:
  VirtualClock(Zone zone, CivilDate day);
  [[nodiscard]] Instant Now() const override;
  [[nodiscard]] CivilDate Today() const override {
    return CivilDate(std::chrono::sys_days{day_.load()});
  }
  void Set(CivilDate day) { day_.store(day.days().time_since_epoch()); }

 private:
  const Zone zone_;
  const std::chrono::steady_clock::time_point started_;
  std::atomic<std::chrono::days> day_;
};

}  // namespace parcours::host
