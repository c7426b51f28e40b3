#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "services/platform/core/id.h"

namespace parcours::host {

// The system's generator, asked for many numbers at once. Thread-safe.
class SystemRandom final : public RandomSource {
 public:
  [[nodiscard]] std::uint64_t Next() override;

 private:
  std::mutex mutex_;
  std::array<std::uint64_t, 32> drawn_{};
  std::size_t left_ = 0;
};

}  // namespace parcours::host
