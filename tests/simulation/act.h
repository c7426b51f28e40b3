#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "services/platform/security/actor.h"

namespace parcours::simulation {

// One command as data. Texts hold ${names} that each run fills with its own ids.
struct Act {
  int number = 0;
  std::string service;
  std::string method;
  nlohmann::json request;
  security::Actor actor;
  std::string learner;  // whom it concerns
  // The answer's name is known under this one from then on; of an import, one for each record.
  std::vector<std::string> save;

  [[nodiscard]] bool IsImport() const { return method.starts_with("Import"); }
  [[nodiscard]] std::string RequestId() const { return "simulated-" + std::to_string(number); }
};

}  // namespace parcours::simulation
