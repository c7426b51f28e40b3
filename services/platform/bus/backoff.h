#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "services/platform/core/id.h"

namespace parcours::bus {

struct BackoffOptions {
  std::chrono::milliseconds first{50};
  std::chrono::milliseconds longest{5'000};
};

// Waits that double up to a bound, each between half and the whole of it, so that many waiters
// spread out.
class Backoff {
 public:
  // Asks `random` once, here: the waits may then be drawn on another thread.
  Backoff(BackoffOptions options, RandomSource& random)
      : options_(options), state_(random.Next()), next_(options.first) {}

  [[nodiscard]] std::chrono::milliseconds Next() {
    const auto whole = next_;
    next_ = std::min(next_ * 2, options_.longest);
    ++failures_;
    const auto half = whole.count() / 2;
    const auto spread = static_cast<std::uint64_t>(whole.count() - half) + 1;
    return std::chrono::milliseconds{half + static_cast<std::int64_t>(Draw() % spread)};
  }

  void Reset() {
    next_ = options_.first;
    failures_ = 0;
  }

  [[nodiscard]] int failures() const { return failures_; }

 private:
  // SplitMix64.
  std::uint64_t Draw() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }

  BackoffOptions options_;
  std::uint64_t state_;
  std::chrono::milliseconds next_;
  int failures_ = 0;
};

}  // namespace parcours::bus
