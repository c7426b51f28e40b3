#include "services/cli/token_desk.h"

#include <google/protobuf/util/json_util.h>

#include "parcours/partners/v1/partners_service.pb.h"
#include "services/cli/files.h"
#include "services/cli/record_reader.h"
#include "services/cli/refusals.h"
#include "services/platform/host/clocks.h"

namespace parcours::cli {
namespace {

constexpr const char* kZone = "Europe/Paris";

security::Actor ActorOf(const partners::v1::Agent& agent) {
  security::Actor actor{
      .principal = agent.name(), .organisation = agent.organisation(), .person = {}, .roles = {}};
  for (const int role : agent.roles()) actor.roles.push_back(static_cast<security::Role>(role));
  return actor;
}

Result<std::map<std::string, security::Actor, std::less<>>> ReadAgents(
    const std::filesystem::path& file) {
  std::map<std::string, security::Actor, std::less<>> agents;
  TRY(const auto reader, OpenJsonRecords(file));
  for (;;) {
    TRY(const auto record, reader->Next());
    if (!record) return agents;
    partners::v1::PartnerRecord read;
    if (!google::protobuf::util::JsonStringToMessage(record->text, &read).ok())
      return Refuse(PartnersUnreadable(file.string()));
    if (read.has_agent()) agents[read.agent().name()] = ActorOf(read.agent());
  }
}

}  // namespace

Result<TokenDesk> TokenDesk::Open(const TokenDeskOptions& options) {
  TokenDesk desk;
  TRY(auto zone, host::Zone::Load(kZone));
  desk.clock_ = std::make_unique<host::SystemClock>(std::move(zone));
  const auto key = ReadSmallFile(options.private_key);
  if (!key) return Refuse(KeyUnreadable(options.private_key.string()));
  TRY(desk.issuer_, security::MakeTokenIssuer(*key, *desk.clock_));
  if (!options.partners.empty()) {
    TRY(desk.agents_, ReadAgents(options.partners));
  }
  desk.lifetime_ = options.lifetime;
  return desk;
}

Result<std::string> TokenDesk::For(const security::Actor& actor) const {
  return issuer_->Issue(actor, lifetime_);
}

Result<security::Actor> TokenDesk::Agent(std::string_view name) const {
  const auto found = agents_.find(name);
  if (found == agents_.end()) return Refuse(AgentUnknown(name));
  return found->second;
}

security::Actor TokenDesk::Operator() {
  return {.principal = "agents/operator",
          .organisation = {},
          .person = {},
          .roles = {options::v1::PLATFORM_OPERATOR}};
}

}  // namespace parcours::cli
