#include "services/recruitment/domain/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <algorithm>

#include "services/platform/core/check.h"

namespace parcours::recruitment {
namespace {

constexpr UChar32 kByteOrderMark = 0xFEFF;

icu::UnicodeString Read(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string Write(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

bool IsSpace(UChar32 c) { return u_isUWhiteSpace(c) || c == kByteOrderMark; }

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool IsControl(UChar32 c) {
  return u_charType(c) == U_CONTROL_CHAR && c != '\t' && c != '\n' && c != '\r';
}

}  // namespace

std::string Trimmed(std::string_view text) {
  const auto unicode = Read(text);
  std::int32_t begin = 0;
  std::int32_t end = unicode.length();
  while (begin < end && IsSpace(unicode.char32At(begin))) begin = unicode.moveIndex32(begin, 1);
  while (end > begin && IsSpace(unicode.char32At(end - 1))) end = unicode.moveIndex32(end, -1);
  return Write(unicode.tempSubStringBetween(begin, end));
}

std::string Composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* composer = icu::Normalizer2::getNFCInstance(status);
  CHECK(U_SUCCESS(status));
  auto composed = composer->normalize(Read(text), status);
  CHECK(U_SUCCESS(status));
  return Write(composed);
}

std::string UpperCase(std::string_view text) {
  return Write(Read(text).toUpper(icu::Locale::getRoot()));
}

std::string Capitalised(std::string_view text) {
  auto unicode = Read(text);
  if (unicode.isEmpty()) return {};
  const auto first = unicode.moveIndex32(0, 1);
  auto head = icu::UnicodeString(unicode, 0, first).toUpper(icu::Locale::getRoot());
  auto tail = icu::UnicodeString(unicode, first).toLower(icu::Locale::getRoot());
  return Write(head.append(tail));
}

std::size_t Length(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, IsContinuation));
}

std::string Shortened(std::string_view text, std::size_t length) {
  if (Length(text) <= length) return std::string(text);
  const auto unicode = Read(text);
  const auto end = unicode.moveIndex32(0, static_cast<std::int32_t>(length));
  return Write(unicode.tempSubStringBetween(0, end)) + "…";
}

bool IsUtf8(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = 0;
  u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<std::int32_t>(text.size()), &status);
  return U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR;
}

bool IsReadable(std::string_view text) {
  if (!IsUtf8(text)) return false;
  const auto unicode = Read(text);
  for (std::int32_t at = 0; at < unicode.length(); ++at) {
    if (IsControl(unicode.charAt(at))) return false;
  }
  return true;
}

std::string WithoutSeparators(std::string_view text) {
  std::string kept;
  for (const char c : Trimmed(text)) {
    if (c != ' ' && c != '.' && c != '-' && c != '\t') kept.push_back(c);
  }
  return kept;
}

bool AllDigits(std::string_view text) { return std::ranges::all_of(text, IsDigit); }

}  // namespace parcours::recruitment
