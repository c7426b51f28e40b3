#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/recruitment/context.h"

namespace parcours::recruitment {

// What recruitment knows of a pathway: an enrolment or a candidacy of the same id.
struct Journey {
  std::string pathway;
  std::string organisation;
  std::string person;
  TrainingPeriod training;
};

// nullopt where recruitment knows neither enrolment nor candidacy of the pathway.
[[nodiscard]] std::optional<Journey> FindJourney(std::string_view pathway, const Context& context);

// Contracts of a pathway that were not withdrawn, by number.
[[nodiscard]] std::vector<ApprenticeshipContract> ContractsOn(std::string_view pathway,
                                                              Context& context);

}  // namespace parcours::recruitment
