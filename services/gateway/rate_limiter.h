#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

#include "services/gateway/http.h"

namespace parcours::gateway {

// How many requests a caller may send per minute. Used by one thread.
class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RateLimiter(int per_minute) : per_minute_(per_minute) {}

  struct Answer {
    bool admitted;
    int limit;
    int remaining;
    std::chrono::seconds reset;  // until the count begins anew
  };
  // Counts a request. Callers past a bounded number share one count.
  [[nodiscard]] Answer Count(const std::string& caller, Time now);

 private:
  const int per_minute_;
  Time window_end_{};
  std::unordered_map<std::string, int> counts_;  // of this minute
};

// RateLimit-Limit, -Remaining and -Reset.
void SetCount(const RateLimiter::Answer& count, http::fields& headers);

}  // namespace parcours::gateway
