#include "services/platform/store/admission.h"

#include <algorithm>

namespace parcours::store {
namespace {

constexpr int kRemembered = 8;  // rounds

// Those who were let in come again as well, and a refusal costs a part of a command: of the turns
// those turned away get every fourth one.
constexpr int kEveryTurn = 4;

}  // namespace

void Admission::Served(std::size_t jobs, std::chrono::nanoseconds took) {
  const auto per_job = took / static_cast<std::chrono::nanoseconds::rep>(jobs);
  per_job_ += (per_job - per_job_) / kRemembered;
}

bool Admission::HasRoom(std::size_t waiting) const {
  return waiting < options_.always ||
         static_cast<std::chrono::nanoseconds::rep>(waiting) * per_job_ < options_.longest_wait;
}

std::chrono::milliseconds Admission::NextTurn(Time now) {
  const Time first = now + options_.longest_wait;
  last_turn_ = std::max(last_turn_, first) + kEveryTurn * per_job_;
  if (last_turn_ > now + options_.longest_hint) last_turn_ = first;
  return std::chrono::ceil<std::chrono::milliseconds>(last_turn_ - now);
}

}  // namespace parcours::store
