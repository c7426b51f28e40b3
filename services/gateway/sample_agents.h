#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "services/gateway/sessions.h"
#include "services/platform/security/tokens.h"

namespace parcours::gateway {

// "See the platform as…": the agents of the sample and its operator, for whom the gateway signs
// tokens itself. There is none unless the gateway was started for a sample.
class SampleAgents {
 public:
  // `partners`: a JSON array of partners.v1.PartnerRecord. AGENTS_UNREADABLE. The issuer outlives
  // it.
  [[nodiscard]] static Result<SampleAgents> Read(const std::filesystem::path& partners,
                                                 const security::TokenIssuer& issuer);

  struct Offered {
    SessionAgent shown;
    security::Actor actor;
  };
  [[nodiscard]] const std::vector<Offered>& offered() const { return offered_; }

  // NOT_FOUND, AGENT_NOT_OFFERED.
  [[nodiscard]] Result<const Session*> SignIn(std::string_view agent, Sessions& sessions) const;

 private:
  explicit SampleAgents(const security::TokenIssuer& issuer) : issuer_(&issuer) {}

  const security::TokenIssuer* issuer_;
  std::vector<Offered> offered_;
};

}  // namespace parcours::gateway
