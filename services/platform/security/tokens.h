#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"
#include "services/platform/security/actor.h"

namespace parcours::security {

// Signed tokens (JWT, ES256 alone). Services hold the public key alone; the private one stays with
// whoever issues. Claims: sub = principal, org, person, roles (names), aud "parcours", iat, exp; no
// skew is allowed on exp. Expiry is checked against the real clock given, also where the platform's
// day is virtual.
class TokenVerifier {
 public:
  virtual ~TokenVerifier() = default;
  // UNAUTHENTICATED with TOKEN_MISSING, TOKEN_MALFORMED, TOKEN_SIGNATURE_INVALID, TOKEN_EXPIRED or
  // TOKEN_WRONG_AUDIENCE. Without "Bearer ". Thread-safe; verified tokens are remembered (bounded)
  // until they expire.
  [[nodiscard]] virtual Result<Actor> Verify(std::string_view token) = 0;
};

// INVALID_ARGUMENT, TOKEN_KEY_INVALID unless the PEM holds a P-256 key.
[[nodiscard]] Result<std::unique_ptr<TokenVerifier>> MakeTokenVerifier(
    std::string_view public_key_pem, const Clock& clock);

class TokenIssuer {
 public:
  virtual ~TokenIssuer() = default;
  // INVALID_ARGUMENT: TOKEN_PRINCIPAL_MISSING, TOKEN_ROLE_RESERVED (SERVICE belongs to "system/…"
  // alone) or TOKEN_LIFETIME_OUT_OF_RANGE (one second to 366 days).
  [[nodiscard]] virtual Result<std::string> Issue(const Actor& actor,
                                                  std::chrono::seconds lifetime) const = 0;
};

[[nodiscard]] Result<std::unique_ptr<TokenIssuer>> MakeTokenIssuer(std::string_view private_key_pem,
                                                                   const Clock& clock);

// A fresh P-256 pair, PEM.
struct KeyPair {
  std::string private_key_pem;
  std::string public_key_pem;
};
[[nodiscard]] Result<KeyPair> GenerateKeyPair();

}  // namespace parcours::security
