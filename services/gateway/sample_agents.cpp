#include "services/gateway/sample_agents.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/gateway/refusals.h"

namespace parcours::gateway {
namespace {

using options::v1::Role;

// An agent's actor; throws nlohmann::json::exception where the record is none.
security::Actor ActorOf(const nlohmann::json& agent) {
  security::Actor actor{.principal = agent.at("name"),
                        .organisation = agent.at("organisation"),
                        .person = {},
                        .roles = {}};
  for (const std::string name : agent.at("roles")) {
    Role role{};
    if (options::v1::Role_Parse(name, &role)) actor.roles.push_back(role);
  }
  return actor;
}

SampleAgents::Offered Offer(std::string name, const std::string& organisation_name,
                            security::Actor actor) {
  std::string role;
  for (const auto one : actor.roles)
    role += (role.empty() ? "" : ", ") + options::v1::Role_Name(one);
  return {.shown = {.id = actor.principal,
                    .name = std::move(name),
                    .role = std::move(role),
                    .organisation = organisation_name},
          .actor = std::move(actor)};
}

}  // namespace

Result<SampleAgents> SampleAgents::Read(const std::filesystem::path& partners,
                                        const security::TokenIssuer& issuer) {
  SampleAgents agents(issuer);
  try {
    std::ifstream stream(partners);
    const auto records = nlohmann::json::parse(stream);
    std::map<std::string, std::string> organisations;
    for (const auto& record : records) {
      if (const auto known = record.find("organisation"); known != record.end())
        organisations[known->at("name")] = known->at("displayName");
    }
    for (const auto& record : records) {
      const auto agent = record.find("agent");
      if (agent == record.end()) continue;
      auto actor = ActorOf(*agent);
      const auto organisation = organisations[actor.organisation];
      agents.offered_.push_back(Offer(agent->at("displayName"), organisation, std::move(actor)));
    }
  } catch (const nlohmann::json::exception&) {
    return Refuse(AgentsUnreadable(partners.string()));
  }
  agents.offered_.push_back(Offer("Exploitation de la plateforme", "",
                                  {.principal = "agents/operator",
                                   .organisation = {},
                                   .person = {},
                                   .roles = {options::v1::PLATFORM_OPERATOR}}));
  return agents;
}

Result<const Session*> SampleAgents::SignIn(std::string_view agent, Sessions& sessions) const {
  const auto found = std::find_if(offered_.begin(), offered_.end(),
                                  [agent](const auto& one) { return one.shown.id == agent; });
  if (found == offered_.end()) return Refuse(AgentNotOffered(agent));
  TRY(auto token, issuer_->Issue(found->actor, sessions.lifetime()));
  return sessions.Open(found->shown, std::move(token));
}

}  // namespace parcours::gateway
