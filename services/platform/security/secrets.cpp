#include "services/platform/security/secrets.h"

#include <sodium.h>

#include "services/platform/security/bytes.h"
#include "services/platform/security/cipher.h"
#include "services/platform/security/signing.h"

namespace parcours::security {

std::string NewSecret() { return ToBase64Url(ToBytes(NewSecretKey())); }

bool SameSecret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(Bytes(one), Bytes(other), one.size()) == 0;
}

}  // namespace parcours::security
