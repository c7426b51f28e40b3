#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "services/platform/core/clock.h"

namespace parcours {

// Where randomness comes from. The only implementation that asks the system lives in platform/host.
class RandomSource {
 public:
  virtual ~RandomSource() = default;
  [[nodiscard]] virtual std::uint64_t Next() = 0;
};

// UUIDv7 (RFC 9562): time-ordered, and strictly increasing within one source even when the clock
// stands still or steps back. Thread-safe. Clock and random source outlive it.
class IdSource {
 public:
  IdSource(const Clock& clock, RandomSource& random) : clock_(clock), random_(random) {}

  // "0195718c-…", 36 characters.
  [[nodiscard]] std::string NewId();

 private:
  const Clock& clock_;
  RandomSource& random_;
  std::mutex mutex_;
  std::uint64_t last_milliseconds_ = 0;
  std::uint32_t counter_ = 0;
};

// True for 8-4-4-4-12 lower-case hexadecimal digits.
[[nodiscard]] bool IsUuid(std::string_view text);

// Resource names (AIP-122): "pathways/{id}".
[[nodiscard]] std::string ResourceName(std::string_view collection, std::string_view id);
// "pathways/x" → "x"; empty when the name is of another collection or has no id.
[[nodiscard]] std::string_view IdOf(std::string_view name, std::string_view collection);
// "pathways/x" → "pathways"; the whole text when there is no slash.
[[nodiscard]] std::string_view CollectionOf(std::string_view name);
// "pathways/x" → "x".
[[nodiscard]] std::string_view LastSegment(std::string_view name);

}  // namespace parcours
