#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace parcours::load {

using Steady = std::chrono::steady_clock;

// Commands that are not yet known to be applied, in order of sending per partition of the topic. A
// partition keeps that order, so that its position tells which of them are applied. Thread-safe.
class Ledger {
 public:
  // Facts seen applied from `from` until `until` are counted.
  Ledger(int partitions, Steady::time_point from, Steady::time_point until)
      : from_(from), until_(until), partitions_(static_cast<std::size_t>(partitions)) {}

  // `start`: when the command was due. Unmeasured commands are counted but not told.
  void Sent(int partition, std::uint64_t id, Steady::time_point start, bool measured);
  // It was refused: no fact will come. Where a fact was taken for its own, the oldest command of
  // its partition has had that fact.
  void Refused(int partition, std::uint64_t id);
  // So many more facts of the partition are applied.
  void Applied(int partition, std::int64_t facts, Steady::time_point seen);

  [[nodiscard]] std::size_t open() const;

  struct Outcome {
    std::vector<Steady::duration> delays;  // of the measured commands
    Steady::time_point last;               // when the last of them was seen applied
    std::int64_t applied = 0;              // facts of any command, in the measured time
  };
  [[nodiscard]] Outcome outcome() const;

 private:
  struct Entry {
    std::uint64_t id;
    Steady::time_point start;
    bool measured;
  };

  const Steady::time_point from_;
  const Steady::time_point until_;
  mutable std::mutex mutex_;
  std::vector<std::deque<Entry>> partitions_;
  Outcome outcome_;
};

}  // namespace parcours::load
