#pragma once

#include <array>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace parcours::chaos {

enum class Wrong { kLost, kDoubled, kOutOfOrder, kDiffering };

// What the check found, and what it looked at.
class Findings {
 public:
  void Add(Wrong wrong, const std::string& what);
  void Looked(const std::string& at, std::int64_t count) { looked_.emplace_back(at, count); }

  [[nodiscard]] std::int64_t Count(Wrong wrong) const;
  [[nodiscard]] bool clean() const;
  // The first of each kind.
  [[nodiscard]] const std::vector<std::string>& Named(Wrong wrong) const;
  void Print(std::ostream& out) const;

 private:
  struct Kind {
    std::int64_t count = 0;
    std::vector<std::string> named;
  };
  std::array<Kind, 4> kinds_;
  std::vector<std::pair<std::string, std::int64_t>> looked_;
};

}  // namespace parcours::chaos
