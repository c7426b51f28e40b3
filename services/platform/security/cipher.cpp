#include "services/platform/security/cipher.h"

#include <sodium.h>

#include <algorithm>
#include <cstdint>

#include "services/platform/core/check.h"
#include "services/platform/security/bytes.h"

namespace parcours::security {
namespace {

constexpr char kFormat = 1;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kProofBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeaderBytes = 1 + kNonceBytes;
static_assert(std::tuple_size_v<SecretKey> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

// The length of the first part keeps ("ab", "c") apart from ("a", "bc").
std::string Joined(std::string_view first, std::string_view second) {
  std::string joined;
  joined.reserve(8 + first.size() + second.size());
  for (std::uint64_t length = first.size(), i = 0; i < 8; ++i, length >>= 8U) {
    joined.push_back(static_cast<char>(length & 0xFFU));
  }
  return joined.append(first).append(second);
}

}  // namespace

void StartSodium() { CHECK(sodium_init() >= 0); }

SecretKey NewSecretKey() {
  SecretKey key;
  randombytes_buf(key.data(), key.size());
  return key;
}

std::optional<SecretKey> SecretKeyFrom(std::string_view bytes) {
  SecretKey key;
  if (bytes.size() != key.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

std::string ToBytes(const SecretKey& key) { return {key.begin(), key.end()}; }

std::string SealWith(const SecretKey& key, std::string_view subject, std::string_view context,
                     std::string_view text) {
  const std::string authenticated = Joined(subject, context);
  std::string sealed(kHeaderBytes + text.size() + kProofBytes, '\0');
  sealed[0] = kFormat;
  unsigned char* const nonce = Bytes(sealed) + 1;
  randombytes_buf(nonce, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(sealed) + kHeaderBytes, nullptr, Bytes(text),
                                             text.size(), Bytes(authenticated),
                                             authenticated.size(), nullptr, nonce, key.data());
  return sealed;
}

std::optional<std::string> OpenWith(const SecretKey& key, std::string_view subject,
                                    std::string_view context, std::string_view sealed) {
  if (sealed.size() < kHeaderBytes + kProofBytes || sealed[0] != kFormat) return std::nullopt;
  const std::string authenticated = Joined(subject, context);
  const auto box = sealed.substr(kHeaderBytes);
  std::string text(box.size() - kProofBytes, '\0');
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      Bytes(text), nullptr, nullptr, Bytes(box), box.size(), Bytes(authenticated),
      authenticated.size(), Bytes(sealed) + 1, key.data());
  if (opened != 0) return std::nullopt;
  return text;
}

std::string FingerprintWith(const SecretKey& key, std::string_view purpose, std::string_view text) {
  const std::string joined = Joined(purpose, text);
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), Bytes(joined), joined.size(), key.data(),
                     key.size());
  std::array<char, hash.size() * 2 + 1> digits{};
  sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
  return {digits.data(), hash.size() * 2};
}

std::string Digest(std::string_view text) {
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash(Bytes(hash), hash.size(), Bytes(text), text.size(), nullptr, 0);
  return hash;
}

}  // namespace parcours::security
