#include "tests/chaos/findings.h"

#include <algorithm>

namespace parcours::chaos {
namespace {

constexpr std::size_t kMostNamed = 10;
constexpr std::array kNames{"lost", "doubled", "out of order", "differing"};

}  // namespace

void Findings::Add(Wrong wrong, const std::string& what) {
  auto& kind = kinds_.at(static_cast<std::size_t>(wrong));
  ++kind.count;
  if (kind.named.size() < kMostNamed) kind.named.push_back(what);
}

std::int64_t Findings::Count(Wrong wrong) const {
  return kinds_.at(static_cast<std::size_t>(wrong)).count;
}

bool Findings::clean() const {
  return std::all_of(kinds_.begin(), kinds_.end(),
                     [](const Kind& kind) { return kind.count == 0; });
}

const std::vector<std::string>& Findings::Named(Wrong wrong) const {
  return kinds_.at(static_cast<std::size_t>(wrong)).named;
}

void Findings::Print(std::ostream& out) const {
  out << "checked";
  for (const auto& [what, count] : looked_) {
    out << (what == looked_.front().first ? " " : ", ") << count << " " << what;
  }
  out << "\n";
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    out << (i == 0 ? "" : ", ") << kNames.at(i) << " " << kinds_.at(i).count;
  }
  out << "\n";
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    for (const auto& what : kinds_.at(i).named) out << "  " << kNames.at(i) << ": " << what << "\n";
  }
}

}  // namespace parcours::chaos
