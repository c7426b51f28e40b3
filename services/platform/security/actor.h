#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "parcours/options/v1/options.pb.h"

namespace parcours::security {

using options::v1::Role;

// Who acts, as the verified token says; never from a payload.
struct Actor {
  std::string principal;     // "agents/…", "persons/…" or "system/<service>"
  std::string organisation;  // "organisations/…"; empty for a beneficiary or a service
  std::string person;        // "persons/…" of a beneficiary; else empty
  std::vector<Role> roles;

  [[nodiscard]] bool Has(Role role) const {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  }
};

// The service itself, when it reacts to a fact or a timer.
[[nodiscard]] inline Actor SystemActor(std::string_view service) {
  return {.principal = "system/" + std::string(service),
          .organisation = {},
          .person = {},
          .roles = {options::v1::SERVICE}};
}

}  // namespace parcours::security
