#pragma once

#include <chrono>
#include <string>

#include "services/platform/core/civil_date.h"

namespace parcours {

// An instant that a clock read, in microseconds since 1970-01-01 UTC.
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

// Where time comes from. The only implementations that read a real clock live in platform/host.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant Now() const = 0;
  // Civil day in the platform's zone (Europe/Paris unless configured).
  [[nodiscard]] virtual CivilDate Today() const = 0;
};

}  // namespace parcours
