#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "services/cli/console.h"

namespace parcours::cli {

// A bar on one line of a terminal; nothing where there is none. Redrawn a few times a second.
class Progress {
 public:
  Progress(const Console& console, std::string title);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // total 0 = unknown.
  void Show(std::uint64_t done, std::uint64_t total);
  // Takes the bar away, so that something else can be written.
  void Clear();

 private:
  const Console& console_;
  const std::string title_;
  std::chrono::steady_clock::time_point next_;
  bool drawn_ = false;
};

// "[#####-----]  50 %"
[[nodiscard]] std::string Bar(std::uint64_t done, std::uint64_t total);

}  // namespace parcours::cli
