#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Text as people write it, in UTF-8. The Unicode work is ICU's, in the root locale, so that the
// same name gives the same letters on every machine.
namespace parcours::recruitment {

// Without the white space (no-break spaces and byte order mark included) around it.
[[nodiscard]] std::string Trimmed(std::string_view text);

// Canonical composition (NFC): one code point for "ô", however it was typed.
[[nodiscard]] std::string Composed(std::string_view text);

[[nodiscard]] std::string UpperCase(std::string_view text);

// First letter in upper case, the rest in lower case: "JEAN-PAUL" → "Jean-paul".
[[nodiscard]] std::string Capitalised(std::string_view text);

// Number of Unicode code points. The text is valid UTF-8.
[[nodiscard]] std::size_t Length(std::string_view text);

// The first `length` code points, followed by "…" where something was cut off.
[[nodiscard]] std::string Shortened(std::string_view text, std::size_t length);

[[nodiscard]] bool IsUtf8(std::string_view text);

// True for valid UTF-8 without control characters; tabs and line ends are allowed.
[[nodiscard]] bool IsReadable(std::string_view text);

// Without spaces, dots and hyphens: how people group the digits of an identifier.
[[nodiscard]] std::string WithoutSeparators(std::string_view text);

// Digits and letters of ASCII alone, without the locale.
[[nodiscard]] constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] bool AllDigits(std::string_view text);

}  // namespace parcours::recruitment
