#pragma once

#include <chrono>
#include <cstddef>

namespace parcours::store {

// How many callers may wait for the writer, and when those who are turned away may come again. The
// bound is one of time: whoever is let in is answered within about `longest_wait` at the pace of
// the last rounds. Whoever is not gets a turn of their own, so that they come back one after the
// other, as slowly as they can be served. Not thread-safe.
class Admission {
 public:
  using Time = std::chrono::steady_clock::time_point;
  struct Options {
    std::chrono::milliseconds longest_wait{50};
    std::size_t always = 64;  // may wait, however slow the rounds are
    std::chrono::milliseconds longest_hint{10'000};
  };

  explicit Admission(Options options) : options_(options) {}

  // A round of so many jobs took so long.
  void Served(std::size_t jobs, std::chrono::nanoseconds took);

  // Whether one more may wait beside so many.
  [[nodiscard]] bool HasRoom(std::size_t waiting) const;

  // After how long one who is turned away now may come again.
  [[nodiscard]] std::chrono::milliseconds NextTurn(Time now);

 private:
  const Options options_;
  std::chrono::nanoseconds per_job_{std::chrono::microseconds{250}};  // until rounds were seen
  Time last_turn_{};
};

}  // namespace parcours::store
