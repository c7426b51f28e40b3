#include "services/platform/security/signing.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <sodium.h>

#include <array>
#include <limits>

#include "services/platform/security/bytes.h"

namespace parcours::security {
namespace {

constexpr int kHalf = 32;
constexpr int kBase64Url = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

template <auto Free>
struct FreeWith {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;

Bio Reading(std::string_view pem) {
  if (pem.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

SigningKey OnlyP256(EVP_PKEY* key) {
  SigningKey owned(key);
  std::array<char, 32> curve{};
  const bool fits = key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 &&
                    EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, curve.data(),
                                                   curve.size(), nullptr) == 1 &&
                    std::string_view(curve.data()) == "prime256v1";
  return fits ? std::move(owned) : nullptr;
}

std::string Written(BIO& bio) {
  char* text = nullptr;
  const auto size = BIO_get_mem_data(&bio, &text);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

std::string FromDer(std::string_view der) {
  const unsigned char* cursor = Bytes(der);
  const Signature signature(d2i_ECDSA_SIG(nullptr, &cursor, static_cast<long>(der.size())));
  if (signature == nullptr) return {};
  std::string halves(2 * kHalf, '\0');
  const bool written =
      BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), Bytes(halves), kHalf) == kHalf &&
      BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), Bytes(halves) + kHalf, kHalf) == kHalf;
  return written ? halves : std::string();
}

std::string ToDer(std::string_view halves) {
  Number r(BN_bin2bn(Bytes(halves), kHalf, nullptr));
  Number s(BN_bin2bn(Bytes(halves) + kHalf, kHalf, nullptr));
  const Signature signature(ECDSA_SIG_new());
  if (r == nullptr || s == nullptr || signature == nullptr) return {};
  if (ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
  static_cast<void>(r.release());  // now the signature's
  static_cast<void>(s.release());
  const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
  if (size <= 0) return {};
  std::string der(static_cast<std::size_t>(size), '\0');
  unsigned char* cursor = Bytes(der);
  i2d_ECDSA_SIG(signature.get(), &cursor);
  return der;
}

}  // namespace

SigningKey ReadPublicKey(std::string_view pem) {
  const Bio bio = Reading(pem);
  return bio == nullptr ? nullptr
                        : OnlyP256(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
}

SigningKey ReadPrivateKey(std::string_view pem) {
  // A passphrase is never asked for on a terminal: an empty one is given.
  const Bio bio = Reading(pem);
  std::array<char, 1> passphrase{};
  return bio == nullptr
             ? nullptr
             : OnlyP256(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, passphrase.data()));
}

SigningKey GenerateSigningKey() { return SigningKey(EVP_EC_gen("P-256")); }

std::string PublicPem(EVP_PKEY& key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || PEM_write_bio_PUBKEY(bio.get(), &key) != 1) return {};
  return Written(*bio);
}

std::string PrivatePem(EVP_PKEY& key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr ||
      PEM_write_bio_PrivateKey(bio.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return {};
  return Written(*bio);
}

std::optional<std::string> SignEs256(EVP_PKEY& key, std::string_view text) {
  const DigestContext context(EVP_MD_CTX_new());
  std::size_t size = 0;
  if (context == nullptr ||
      EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, &key) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &size, Bytes(text), text.size()) != 1) {
    return std::nullopt;
  }
  std::string der(size, '\0');
  if (EVP_DigestSign(context.get(), Bytes(der), &size, Bytes(text), text.size()) != 1)
    return std::nullopt;
  std::string halves = FromDer(std::string_view(der).substr(0, size));
  if (halves.empty()) return std::nullopt;
  return halves;
}

bool VerifyEs256(EVP_PKEY& key, std::string_view text, std::string_view signature) {
  if (signature.size() != 2 * kHalf) return false;
  const std::string der = ToDer(signature);
  const DigestContext context(EVP_MD_CTX_new());
  return !der.empty() && context != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, &key) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(der), der.size(), Bytes(text), text.size()) == 1;
}

std::string ToBase64Url(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kBase64Url), '\0');
  sodium_bin2base64(text.data(), text.size(), Bytes(bytes), bytes.size(), kBase64Url);
  text.pop_back();  // its terminating zero
  return text;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int decoded = sodium_base642bin(Bytes(bytes), bytes.size(), text.data(), text.size(),
                                        nullptr, &size, &end, kBase64Url);
  if (decoded != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace parcours::security
