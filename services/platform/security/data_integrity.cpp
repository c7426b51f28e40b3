#include "services/platform/security/data_integrity.h"

#include <sodium.h>

#include <algorithm>
#include <vector>

#include "services/platform/core/check.h"
#include "services/platform/security/bytes.h"

namespace parcours::security {
namespace {

// Multicodec prefix of an Ed25519 public key.
constexpr std::string_view kEd25519Public{"\xed\x01", 2};

bool IsAscii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool IsCanonical(const nlohmann::json& value) {
  if (value.is_number_float() || value.is_binary()) return false;
  for (const auto& [key, item] : value.items()) {
    if ((value.is_object() && !IsAscii(key)) || (value.is_structured() && !IsCanonical(item))) {
      return false;
    }
  }
  return true;
}

std::string Sha256(std::string_view text) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(Bytes(hash), Bytes(text), text.size());
  return hash;
}

}  // namespace

std::string CanonicalJson(const nlohmann::json& document) {
  // The library orders keys by bytes and escapes as RFC 8785 does.
  CHECK(IsCanonical(document));
  return document.dump();
}

std::string Multibase58(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  std::vector<unsigned> digits;  // base 58, least significant first
  for (const char c : bytes) {
    unsigned carry = static_cast<unsigned char>(c);
    for (unsigned& digit : digits) {
      carry += digit * 256;
      digit = carry % 58;
      carry /= 58;
    }
    for (; carry > 0; carry /= 58) digits.push_back(carry % 58);
  }
  const std::size_t zeros = std::min(bytes.find_first_not_of('\0'), bytes.size());
  std::string text = "z" + std::string(zeros, kAlphabet.front());
  std::for_each(digits.rbegin(), digits.rend(), [&](unsigned digit) { text += kAlphabet[digit]; });
  return text;
}

DocumentSigner::DocumentSigner(std::string_view seed) {
  CHECK(seed.size() == crypto_sign_SEEDBYTES);
  std::string key(crypto_sign_PUBLICKEYBYTES, '\0');
  CHECK(crypto_sign_seed_keypair(Bytes(key), secret_.data(), Bytes(seed)) == 0);
  key_ = Multibase58(std::string(kEd25519Public) + key);
  did_ = "did:key:" + key_;
}

nlohmann::json DocumentSigner::Sign(nlohmann::json document, const std::string& created) const {
  nlohmann::json proof{{"type", "DataIntegrityProof"},
                       {"cryptosuite", "eddsa-jcs-2022"},
                       {"created", created},
                       {"verificationMethod", did_ + "#" + key_},
                       {"proofPurpose", "assertionMethod"}};
  if (document.contains("@context")) proof["@context"] = document["@context"];
  const std::string hashes = Sha256(CanonicalJson(proof)) + Sha256(CanonicalJson(document));
  std::string signature(crypto_sign_BYTES, '\0');
  CHECK(crypto_sign_detached(Bytes(signature), nullptr, Bytes(hashes), hashes.size(),
                             secret_.data()) == 0);
  proof["proofValue"] = Multibase58(signature);
  document["proof"] = std::move(proof);
  return document;
}

DocumentSigner SignerOf(const Keyring& keyring, std::string_view issuer) {
  const std::string digits = keyring.Fingerprint("credential issuer", issuer);
  std::string seed(crypto_sign_SEEDBYTES, '\0');
  CHECK(sodium_hex2bin(Bytes(seed), seed.size(), digits.data(), digits.size(), nullptr, nullptr,
                       nullptr) == 0);
  return DocumentSigner(seed);
}

}  // namespace parcours::security
