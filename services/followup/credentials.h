#pragma once

// A milestone as a credential that the person takes along.

#include <nlohmann/json.hpp>
#include <string>

#include "services/followup/domain/passport.h"
#include "services/platform/security/data_integrity.h"

namespace parcours::followup {

struct CredentialIssuer {
  std::string name;  // of the organisation, as people know it
  const security::DocumentSigner& signer;
};

// Open Badges 3.0, signed (eddsa-jcs-2022). `milestone` has its credential.
[[nodiscard]] nlohmann::json OpenBadge(const PassportMilestone& milestone,
                                       const CredentialIssuer& issuer);

// European Learning Model 3, unsigned.
[[nodiscard]] nlohmann::json LearningCredential(const PassportMilestone& milestone,
                                                const CredentialIssuer& issuer);

}  // namespace parcours::followup
