#include "services/platform/bus/relay_window.h"

#include <algorithm>

#include "services/platform/core/check.h"

namespace parcours::bus {

RelayWindow::RelayWindow(std::int64_t watermark, const std::vector<Position>& heads)
    : last_(watermark) {
  for (const auto& head : heads) heads_[{head.topic, head.partition}] = head.next_offset;
}

std::int64_t RelayWindow::watermark() const {
  return flights_.empty() ? last_ : flights_.front().position - 1;
}

void RelayWindow::Pass(std::int64_t position) {
  CHECK(position > last_);
  last_ = position;
  reported_.erase(position);
}

void RelayWindow::Sent(std::int64_t position) {
  CHECK(position > last_);
  last_ = position;
  flights_.push_back({.position = position, .reported = false});
  ++unreported_;
}

void RelayWindow::Reported(std::int64_t position, const Place& place) {
  const auto flight =
      std::lower_bound(flights_.begin(), flights_.end(), position,
                       [](const Flight& f, std::int64_t wanted) { return f.position < wanted; });
  if (flight == flights_.end() || flight->position != position || flight->reported) return;
  flight->reported = true;
  --unreported_;
  while (!flights_.empty() && flights_.front().reported) flights_.pop_front();
  auto& head = heads_[{place.topic, place.partition}];
  head = std::max(head, place.offset + 1);
}

void RelayWindow::Restart() {
  const auto from = watermark();
  for (const auto& flight : flights_) {
    if (flight.reported) reported_.insert(flight.position);
  }
  flights_.clear();
  unreported_ = 0;
  last_ = from;
}

std::vector<Position> RelayWindow::Heads() const {
  std::vector<Position> heads;
  for (const auto& [place, next] : heads_) {
    heads.push_back({.topic = place.first, .partition = place.second, .next_offset = next});
  }
  return heads;
}

}  // namespace parcours::bus
