#include "services/recruitment/domain/contract_matching.h"

#include <algorithm>

namespace parcours::recruitment {
namespace {

// Takes the first stated contract that fits out of the list.
template <typename Fits>
std::optional<DossierContract> Take(std::vector<DossierContract>& stated, Fits fits) {
  const auto found = std::ranges::find_if(stated, fits);
  if (found == stated.end()) return std::nullopt;
  auto taken = std::move(*found);
  stated.erase(found);
  return taken;
}

std::optional<DossierContract> TakeSameStart(std::vector<DossierContract>& stated,
                                             const ApprenticeshipContract& known) {
  return Take(stated, [&known](const DossierContract& contract) {
    return contract.start == known.terms().start;
  });
}

std::optional<DossierContract> TakeSameEmployer(std::vector<DossierContract>& stated,
                                                const ApprenticeshipContract& known) {
  return Take(stated, [&known](const DossierContract& contract) {
    return contract.employer_siret == known.terms().employer_siret;
  });
}

}  // namespace

std::vector<ContractMatch> MatchContracts(std::vector<ApprenticeshipContract> known,
                                          std::vector<DossierContract> stated) {
  std::ranges::stable_sort(stated, {}, &DossierContract::start);
  std::ranges::stable_sort(
      known, {}, [](const ApprenticeshipContract& contract) { return contract.terms().start; });
  std::vector<ContractMatch> matches;
  for (auto& contract : known) {
    auto same = TakeSameStart(stated, contract);
    matches.push_back({.known = std::move(contract), .stated = std::move(same)});
  }
  for (auto& match : matches) {
    const bool may_have_moved =
        !match.stated && match.known->imported() && !match.known->withdrawn();
    if (may_have_moved) match.stated = TakeSameEmployer(stated, *match.known);
  }
  std::erase_if(matches, [](const ContractMatch& match) {
    return !match.stated && !match.known->imported();
  });
  for (auto& contract : stated)
    matches.push_back({.known = std::nullopt, .stated = std::move(contract)});
  return matches;
}

}  // namespace parcours::recruitment
