#pragma once

#include <string>
#include <vector>

#include "services/platform/security/actor.h"

namespace parcours::testing {

using options::v1::Role;
using security::Actor;

// Agent({.agent = "agents/…", .organisation = "organisations/…", .roles = {options::v1::REFERENT}})
struct AgentParts {
  std::string agent = "agents/01950000-0000-7000-8000-0000000000a1";
  std::string organisation = "organisations/01950000-0000-7000-8000-0000000000b1";
  std::vector<Role> roles = {options::v1::REFERENT};
};
[[nodiscard]] inline Actor Agent(AgentParts parts) {
  return {.principal = std::move(parts.agent),
          .organisation = std::move(parts.organisation),
          .person = {},
          .roles = std::move(parts.roles)};
}

// The software of a partner.
[[nodiscard]] inline Actor PartnerSystem(std::string organisation) {
  return {.principal = "agents/01950000-0000-7000-8000-0000000000a9",
          .organisation = std::move(organisation),
          .person = {},
          .roles = {options::v1::PARTNER_SYSTEM}};
}

[[nodiscard]] inline Actor Beneficiary(const std::string& person) {
  return {.principal = person,
          .organisation = {},
          .person = person,
          .roles = {options::v1::BENEFICIARY}};
}

[[nodiscard]] inline Actor Operator() {
  return {.principal = "agents/01950000-0000-7000-8000-0000000000a0",
          .organisation = {},
          .person = {},
          .roles = {options::v1::PLATFORM_OPERATOR}};
}

}  // namespace parcours::testing
