#include "services/platform/host/system_random.h"

#include <sys/random.h>

#include "services/platform/core/check.h"

namespace parcours::host {

std::uint64_t SystemRandom::Next() {
  const std::scoped_lock lock(mutex_);
  if (left_ == 0) {
    // Up to 256 bytes are never interrupted nor shortened (getrandom(2)).
    static_assert(sizeof(drawn_) <= 256);
    CHECK(::getrandom(drawn_.data(), sizeof(drawn_), 0) == static_cast<ssize_t>(sizeof(drawn_)));
    left_ = drawn_.size();
  }
  return drawn_[--left_];
}

}  // namespace parcours::host
