#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"
#include "services/platform/security/actor.h"

namespace parcours::security {

// Signed tokens (JWT, ES256). Services hold the public key alone; the private one stays with whoever issues.
// Expiry is checked against the real clock given, also where the platform's day is virtual.
class TokenVerifier {
 public:
  virtual ~TokenVerifier() = default;
  // UNAUTHENTICATED with TOKEN_MISSING, TOKEN_MALFORMED, TOKEN_SIGNATURE_INVALID, TOKEN_EXPIRED or TOKEN_WRONG_AUDIENCE.
  // Thread-safe; verified tokens are remembered (bounded) until they expire.
  [[nodiscard]] virtual Result<Actor> Verify(std::string_view token) = 0;
};

[[nodiscard]] Result<std::unique_ptr<TokenVerifier>> MakeTokenVerifier(std::string_view public_key_pem, const Clock& clock);

class TokenIssuer {
 public:
  virtual ~TokenIssuer() = default;
  [[nodiscard]] virtual Result<std::string> Issue(const Actor& actor, std::chrono::seconds lifetime) const = 0;
};

[[nodiscard]] Result<std::unique_ptr<TokenIssuer>> MakeTokenIssuer(std::string_view private_key_pem, const Clock& clock);

// A fresh P-256 pair, PEM.
struct KeyPair {
  std::string private_key_pem;
  std::string public_key_pem;
};
[[nodiscard]] Result<KeyPair> GenerateKeyPair();

}  // namespace parcours::security
