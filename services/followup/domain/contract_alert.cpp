#include "services/followup/domain/contract_alert.h"

#include <algorithm>

namespace parcours::followup {
namespace {

bool HeldBetween(const Contract& contract, CivilDate from, CivilDate to, CivilDate session_end) {
  const Period in_force = contract.InForce(session_end);
  return !contract.cancelled && std::max(in_force.first, from) <= std::min(in_force.last, to);
}

}  // namespace

std::optional<int> AlertDue(const Contract& broken, const Training& training, CivilDate today,
                            const ContractAlertRule& rule) {
  if (!broken.broken_on || broken.cancelled) return std::nullopt;
  if (today < broken.broken_on->AddDays(rule.days_without_contract)) return std::nullopt;
  if (today > training.session.last) return std::nullopt;
  for (const auto& out : {training.excluded_on, training.exited_on}) {
    if (out && *out <= today) return std::nullopt;
  }
  const bool employed = std::ranges::any_of(training.contracts, [&](const Contract& contract) {
    return contract.name != broken.name &&
           HeldBetween(contract, *broken.broken_on, today, training.session.last);
  });
  if (employed) return std::nullopt;
  return today.DaysSince(*broken.broken_on);
}

bool AlertSettled(const AlertOutcome& outcome, CivilDate today) {
  if (outcome.exited) return true;
  return outcome.continuation && outcome.continuation->end == ContinuationEnd::kNewContract &&
         outcome.continuation->ended_on <= today && !outcome.barrier_open;
}

}  // namespace parcours::followup
