// Rights, duties, health and safety (L. 6231-2 4°).

#include <algorithm>

#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/pathway.h"
#include "services/followup/domain/presence_refusals.h"
#include "services/followup/domain/refusals.h"

namespace parcours::followup {

// Who has no contract of employment has no rights as an employee to be told of.
std::vector<v1::RightsTopic> Pathway::MissingRights() const {
  std::vector<v1::RightsTopic> missing;
  for (const auto topic : {v1::LEARNER_RIGHTS, v1::EMPLOYEE_RIGHTS, v1::HEALTH_AND_SAFETY}) {
    if (topic == v1::EMPLOYEE_RIGHTS && !IsApprenticeship()) continue;
    if (!state_.rights.contains(topic)) missing.push_back(topic);
  }
  return missing;
}

Result<v1::RightsInformed> Pathway::Inform(const v1::InformRightsRequest& request, CivilDate day,
                                           const std::string& agent) const {
  if (!state_.open) return Refuse(PathwayNotOpen(name_));
  const bool known = std::ranges::all_of(request.topics(), [&](int topic) {
    return state_.rights.contains(static_cast<v1::RightsTopic>(topic));
  });
  if (known) return Refuse(RightsAlreadyInformed());
  auto fact = FactOf<v1::RightsInformed>(*this);
  *fact.mutable_topics() = request.topics();
  fact.set_proof(request.proof());
  fact.set_informed_by(agent);
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

void Pathway::Apply(const v1::RightsInformed& fact) {
  Belongs(fact);
  const CivilDate day = EffectiveOf(fact);
  for (const int topic : fact.topics()) {
    state_.rights.try_emplace(static_cast<v1::RightsTopic>(topic), day);
  }
}

}  // namespace parcours::followup
