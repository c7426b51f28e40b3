#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"
#include "services/platform/security/actor.h"
#include "services/platform/security/tokens.h"

namespace parcours::cli {

struct TokenDeskOptions {
  std::filesystem::path private_key;  // PEM, as `token keys` makes it
  // A JSON array of partners.v1.PartnerRecord: whom its agents act for and as what. May be empty.
  std::filesystem::path partners;
  std::chrono::seconds lifetime{std::chrono::hours{12}};
};

// Signs tokens, for whoever holds the private key.
class TokenDesk {
 public:
  // TOKEN_KEY_UNREADABLE, TOKEN_KEY_INVALID, PARTNERS_UNREADABLE.
  [[nodiscard]] static Result<TokenDesk> Open(const TokenDeskOptions& options);

  [[nodiscard]] Result<std::string> For(const security::Actor& actor) const;

  // An agent of the partners file. NOT_FOUND, AGENT_UNKNOWN.
  [[nodiscard]] Result<security::Actor> Agent(std::string_view name) const;

  // Who may ask for everything that concerns the platform as a whole.
  [[nodiscard]] static security::Actor Operator();

 private:
  TokenDesk() = default;

  std::unique_ptr<Clock> clock_;
  std::unique_ptr<security::TokenIssuer> issuer_;
  std::map<std::string, security::Actor, std::less<>> agents_;
  std::chrono::seconds lifetime_{0};
};

}  // namespace parcours::cli
