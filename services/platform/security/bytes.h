#pragma once

#include <string>
#include <string_view>

namespace parcours::security {

// Text as the cryptographic libraries read and write it.
inline const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace parcours::security
