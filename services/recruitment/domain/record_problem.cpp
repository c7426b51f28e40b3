#include "services/recruitment/domain/record_problem.h"

#include <algorithm>

#include "services/recruitment/domain/identifiers.h"
#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

constexpr std::size_t kLongestShown = 100;

}  // namespace

std::string Shown(std::string_view received) {
  if (!IsReadable(received) || ContainsNir(received)) return {};
  return Shortened(received, kLongestShown);
}

void ProblemList::SetAside(std::string_view field, const Fault& fault, std::string_view received) {
  problems_.push_back({std::string(field), fault, Shown(received), true});
}

void ProblemList::Warn(std::string_view field, const Fault& fault, std::string_view received) {
  problems_.push_back({std::string(field), fault, Shown(received), false});
}

bool ProblemList::SetsAside() const {
  return std::ranges::any_of(problems_, &RecordProblem::sets_aside);
}

std::vector<RecordProblem> ProblemList::Sorted() const {
  auto sorted = problems_;
  std::ranges::stable_partition(sorted, &RecordProblem::sets_aside);
  return sorted;
}

}  // namespace parcours::recruitment
