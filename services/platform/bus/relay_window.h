#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/platform/bus/bus.h"

namespace parcours::bus {

// What of a journal was acknowledged by the bus. The watermark is contiguous: it never passes a row
// whose delivery was not reported, whatever came after it (DELIVERY section 5.3, 5.6).
class RelayWindow {
 public:
  RelayWindow(std::int64_t watermark, const std::vector<Position>& heads);

  // First row not looked at yet.
  [[nodiscard]] std::int64_t next() const { return last_ + 1; }
  [[nodiscard]] std::int64_t watermark() const;
  [[nodiscard]] std::size_t in_flight() const { return unreported_; }

  // The row after the last one: it does not travel, or its delivery was reported before a restart.
  void Pass(std::int64_t position);
  void Sent(std::int64_t position);
  // Reports may come in any order; of a row that is not in flight they are ignored.
  void Reported(std::int64_t position, const Place& place);
  [[nodiscard]] bool WasReported(std::int64_t position) const {
    return reported_.contains(position);
  }

  // Everything unreported is to be sent again; next() is the row after the watermark.
  void Restart();

  // Per topic and partition, the offset after the last one reported.
  [[nodiscard]] std::vector<Position> Heads() const;

 private:
  struct Flight {
    std::int64_t position = 0;
    bool reported = false;
  };

  std::int64_t last_;
  std::deque<Flight> flights_;  // ascending; the first one is unreported
  std::size_t unreported_ = 0;
  std::set<std::int64_t> reported_;  // past the watermark, before the last restart
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> heads_;
};

}  // namespace parcours::bus
