#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace parcours::security {

// The cryptography of the keyring, without its storage. libsodium must have been started
// (StartSodium).
using SecretKey = std::array<unsigned char, 32>;

// Idempotent and thread-safe; CHECK-fails where the system has no randomness.
void StartSodium();

[[nodiscard]] SecretKey NewSecretKey();
// nullopt unless exactly 32 bytes.
[[nodiscard]] std::optional<SecretKey> SecretKeyFrom(std::string_view bytes);
[[nodiscard]] std::string ToBytes(const SecretKey& key);

// XChaCha20-Poly1305: one byte of format, 24 of nonce, then the text and its 16 bytes of proof.
// `subject` and `context` are authenticated, not kept.
[[nodiscard]] std::string SealWith(const SecretKey& key, std::string_view subject,
                                   std::string_view context, std::string_view text);
[[nodiscard]] std::optional<std::string> OpenWith(const SecretKey& key, std::string_view subject,
                                                  std::string_view context,
                                                  std::string_view sealed);

// Keyed BLAKE2b-256, as 64 hexadecimal digits.
[[nodiscard]] std::string FingerprintWith(const SecretKey& key, std::string_view purpose,
                                          std::string_view text);

// BLAKE2b-256 of a text, as 32 bytes.
[[nodiscard]] std::string Digest(std::string_view text);

}  // namespace parcours::security
