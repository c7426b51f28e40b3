#pragma once

// ES256 (ECDSA on P-256 with SHA-256) over OpenSSL, in the form that JWS wants: r and s, 32 bytes
// each.

#include <openssl/evp.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace parcours::security {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using SigningKey = std::unique_ptr<EVP_PKEY, FreeKey>;

// Null unless the PEM holds a P-256 key of that kind. Keys may be used by several threads.
[[nodiscard]] SigningKey ReadPublicKey(std::string_view pem);
[[nodiscard]] SigningKey ReadPrivateKey(std::string_view pem);
[[nodiscard]] SigningKey GenerateSigningKey();
// "" when OpenSSL refuses.
[[nodiscard]] std::string PublicPem(EVP_PKEY& key);
[[nodiscard]] std::string PrivatePem(EVP_PKEY& key);

// 64 bytes; nullopt when OpenSSL refuses.
[[nodiscard]] std::optional<std::string> SignEs256(EVP_PKEY& key, std::string_view text);
[[nodiscard]] bool VerifyEs256(EVP_PKEY& key, std::string_view text, std::string_view signature);

// Base64url without padding, strict.
[[nodiscard]] std::string ToBase64Url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> FromBase64Url(std::string_view text);

}  // namespace parcours::security
