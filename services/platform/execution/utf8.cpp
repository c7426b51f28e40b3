#include "services/platform/execution/utf8.h"

namespace parcours::execution {
namespace {

unsigned At(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

// Bytes of the sequence that `lead` opens; 0 for a byte that opens none.
std::size_t SequenceLength(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Lowest and highest second byte: what keeps overlong forms, surrogates and too high code points
// out.
bool SecondByteFits(unsigned lead, unsigned second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return second >= 0x80 && second <= 0xBF;
  }
}

}  // namespace

std::optional<std::size_t> CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const unsigned lead = At(text, i);
    const std::size_t length = SequenceLength(lead);
    if (length == 0 || i + length > text.size()) return std::nullopt;
    if (length > 1 && !SecondByteFits(lead, At(text, i + 1))) return std::nullopt;
    for (std::size_t next = 2; next < length; ++next) {
      if ((At(text, i + next) & 0xC0U) != 0x80U) return std::nullopt;
    }
    i += length;
  }
  return count;
}

}  // namespace parcours::execution
