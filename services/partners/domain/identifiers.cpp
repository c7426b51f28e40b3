#include "services/partners/domain/identifiers.h"

#include <algorithm>
#include <cstdint>

namespace parcours::partners {
namespace {

constexpr std::size_t kSiretLength = 14;
constexpr std::size_t kSirenLength = 9;
constexpr std::string_view kLaPosteSiren = "356000000";
constexpr std::size_t kUaiLength = 8;
// No I, O or Q.
constexpr std::string_view kUaiLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
constexpr std::size_t kCommuneLength = 5;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool AreDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }

bool PassesLuhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    const int value = (*digit - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    twice = !twice;
  }
  return sum % 10 == 0;
}

bool PassesPostalSum(std::string_view digits) {
  int sum = 0;
  for (const char digit : digits) sum += digit - '0';
  return sum % 5 == 0;
}

template <typename Keep>
std::string Kept(std::string_view text, Keep keep) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), keep);
  return kept;
}

}  // namespace

std::string NormaliseSiret(std::string_view text) {
  return Kept(text, [](char c) { return c != ' ' && c != '.' && c != '-'; });
}

IdentifierVerdict CheckSiret(std::string_view siret) {
  if (siret.size() != kSiretLength || !AreDigits(siret)) return IdentifierVerdict::kMalformed;
  const auto siren = siret.substr(0, kSirenLength);
  const bool right = siren == kLaPosteSiren ? PassesPostalSum(siret) || PassesLuhn(siret)
                                            : PassesLuhn(siret) && PassesLuhn(siren);
  return right ? IdentifierVerdict::kValid : IdentifierVerdict::kWrongKey;
}

std::string NormaliseUai(std::string_view text) {
  auto uai = Kept(text, [](char c) { return c != ' '; });
  std::transform(uai.begin(), uai.end(), uai.begin(),
                 [](char c) { return IsLower(c) ? static_cast<char>(c - 'a' + 'A') : c; });
  if (!uai.empty() && uai.size() < kUaiLength) uai.insert(0, kUaiLength - uai.size(), '0');
  return uai;
}

IdentifierVerdict CheckUai(std::string_view uai) {
  if (uai.size() != kUaiLength || !AreDigits(uai.substr(0, kUaiLength - 1)) ||
      !IsUpper(uai.back())) {
    return IdentifierVerdict::kMalformed;
  }
  std::size_t number = 0;
  for (const char digit : uai.substr(0, kUaiLength - 1)) {
    number = number * 10 + static_cast<std::size_t>(digit - '0');
  }
  const bool right = uai.back() == kUaiLetters[number % kUaiLetters.size()];
  return right ? IdentifierVerdict::kValid : IdentifierVerdict::kWrongKey;
}

bool IsCommuneCode(std::string_view code) {
  if (code.size() != kCommuneLength || !IsDigit(code[0])) return false;
  if (!IsDigit(code[1]) && code.substr(0, 2) != "2A" && code.substr(0, 2) != "2B") return false;
  return AreDigits(code.substr(2));
}

bool LooksLikeTimeZone(std::string_view name) {
  const auto slash = name.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == name.size()) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return IsUpper(c) || IsLower(c) || c == '/' || c == '_' || c == '-';
  });
}

}  // namespace parcours::partners
