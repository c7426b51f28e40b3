#include "services/gateway/rate_limiter.h"

#include <algorithm>

namespace parcours::gateway {
namespace {

constexpr std::chrono::minutes kWindow{1};
constexpr std::size_t kMostCallers = 100'000;
constexpr const char* kEverybodyElse = "";

}  // namespace

RateLimiter::Answer RateLimiter::Count(const std::string& caller, Time now) {
  if (now >= window_end_) {
    counts_.clear();
    window_end_ = now + kWindow;
  }
  const bool known = counts_.size() < kMostCallers || counts_.contains(caller);
  int& count = counts_[known ? caller : kEverybodyElse];
  const bool admitted = count < per_minute_;
  if (admitted) ++count;
  return {.admitted = admitted,
          .limit = per_minute_,
          .remaining = per_minute_ - count,
          .reset = std::chrono::ceil<std::chrono::seconds>(window_end_ - now)};
}

void SetCount(const RateLimiter::Answer& count, http::fields& headers) {
  headers.set("RateLimit-Limit", std::to_string(count.limit));
  headers.set("RateLimit-Remaining", std::to_string(count.remaining));
  headers.set("RateLimit-Reset", std::to_string(count.reset.count()));
}

}  // namespace parcours::gateway
