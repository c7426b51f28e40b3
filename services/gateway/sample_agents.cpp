#include "services/gateway/sample_agents.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "parcours/partners/v1/partners_service.pb.h"
#include "services/gateway/refusals.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::gateway {
namespace {

using options::v1::Role;

Result<std::vector<partners::v1::PartnerRecord>> ReadRecords(const std::filesystem::path& file) {
  std::ifstream stream(file);
  const auto list = nlohmann::json::parse(stream, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) return Refuse(AgentsUnreadable(file.string()));
  std::vector<partners::v1::PartnerRecord> records;
  for (const auto& one : list) {
    TRY(const auto read, rpc::ReadJson(*partners::v1::PartnerRecord::descriptor(), one.dump()));
    records.emplace_back().CopyFrom(*read);
  }
  return records;
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
  TRY(const auto records, ReadRecords(partners));
  std::map<std::string, std::string> organisations;
  for (const auto& record : records) {
    if (record.has_organisation())
      organisations[record.organisation().name()] = record.organisation().display_name();
  }
  for (const auto& record : records) {
    if (!record.has_agent()) continue;
    const auto& agent = record.agent();
    security::Actor actor{
        .principal = agent.name(), .organisation = agent.organisation(), .person = {}, .roles = {}};
    for (const int role : agent.roles()) actor.roles.push_back(static_cast<Role>(role));
    agents.offered_.push_back(
        Offer(agent.display_name(), organisations[agent.organisation()], std::move(actor)));
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
