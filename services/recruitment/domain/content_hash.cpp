#include "services/recruitment/domain/content_hash.h"

#include <openssl/evp.h>

#include <array>

#include "services/platform/core/check.h"

namespace parcours::recruitment {

std::string Sha256(std::string_view text) {
  std::array<unsigned char, 32> digest{};
  unsigned int size = 0;
  CHECK(EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1);
  CHECK(size == digest.size());
  return {digest.begin(), digest.end()};
}

}  // namespace parcours::recruitment
