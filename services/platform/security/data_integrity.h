#pragma once

// JSON documents that anybody can verify: W3C Data Integrity with the cryptosuite eddsa-jcs-2022
// (Ed25519 over RFC 8785), issued under a did:key. libsodium must have been started (StartSodium).

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "services/platform/security/keyring.h"

namespace parcours::security {

// RFC 8785 for what we write: keys in ASCII, numbers integer; anything else is a programmer error.
[[nodiscard]] std::string CanonicalJson(const nlohmann::json& document);

// "z" and the bytes in the alphabet of Bitcoin.
[[nodiscard]] std::string Multibase58(std::string_view bytes);

class DocumentSigner {
 public:
  // The same key for the same 32 bytes, which are secret.
  explicit DocumentSigner(std::string_view seed);

  // "did:key:z6Mk…".
  [[nodiscard]] const std::string& did() const { return did_; }

  // The document with its proof; the same bytes for the same document and instant
  // ("2025-03-06T10:00:00Z").
  [[nodiscard]] nlohmann::json Sign(nlohmann::json document, const std::string& created) const;

 private:
  std::array<unsigned char, 64> secret_{};
  std::string key_;  // public, in multibase
  std::string did_;
};

// The signer of an issuer: its key follows from the secret of the service.
[[nodiscard]] DocumentSigner SignerOf(const Keyring& keyring, std::string_view issuer);

}  // namespace parcours::security
