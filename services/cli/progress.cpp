#include "services/cli/progress.h"

#include <algorithm>
#include <ostream>
#include <utility>

namespace parcours::cli {
namespace {

constexpr std::uint64_t kCells = 30;
constexpr std::chrono::milliseconds kBetweenDrawings{100};

}  // namespace

std::string Bar(std::uint64_t done, std::uint64_t total) {
  if (total == 0) return std::to_string(done);
  done = std::min(done, total);
  const auto cells = static_cast<std::size_t>(done * kCells / total);
  const auto percent = std::to_string(done * 100 / total);
  return "[" + std::string(cells, '#') + std::string(kCells - cells, '-') + "] " +
         std::string(percent.size() < 3 ? 3 - percent.size() : 0, ' ') + percent + " %";
}

Progress::Progress(const Console& console, std::string title)
    : console_(console), title_(std::move(title)), next_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { Clear(); }

void Progress::Show(std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!console_.terminal || now < next_) return;
  next_ = now + kBetweenDrawings;
  console_.err << "\r\x1b[K" << title_ << " " << Bar(done, total) << std::flush;
  drawn_ = true;
}

void Progress::Clear() {
  if (drawn_) console_.err << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

}  // namespace parcours::cli
