#include "services/recruitment/use_cases/journeys.h"

#include "services/platform/core/id.h"
#include "services/recruitment/projections/projections.h"

namespace parcours::recruitment {

std::optional<Journey> FindJourney(std::string_view pathway, const Context& context) {
  const auto id = IdOf(pathway, "pathways");
  const auto enrolment = context.enrolments.Find(ResourceName(Enrolment::kCollection, id));
  if (!enrolment.pathway().empty()) {
    return Journey{.pathway = enrolment.pathway(),
                   .organisation = enrolment.organisation(),
                   .person = enrolment.person(),
                   .training = enrolment.training()};
  }
  const auto candidacy = context.candidacies.Find(ResourceName(Candidacy::kCollection, id));
  if (candidacy.pathway().empty()) return std::nullopt;
  const auto engagement =
      context.engagements.Find(ResourceName(EngagementContract::kCollection, id));
  return Journey{.pathway = candidacy.pathway(),
                 .organisation = candidacy.organisation(),
                 .person = candidacy.person(),
                 .training = {.end = engagement.training_end(), .excluded_on = std::nullopt}};
}

std::vector<ApprenticeshipContract> ContractsOn(std::string_view pathway, Context& context) {
  std::vector<ApprenticeshipContract> contracts;
  for (const auto& name : ContractsOfPathway(context.session.db(), pathway)) {
    auto contract = context.contracts.Find(name);
    if (!contract.withdrawn()) contracts.push_back(std::move(contract));
  }
  return contracts;
}

}  // namespace parcours::recruitment
