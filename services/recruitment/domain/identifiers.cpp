#include "services/recruitment/domain/identifiers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <numeric>

#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

// The alphabet of check letters: no I, O or Q.
constexpr std::string_view kCheckLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
constexpr std::string_view kLaPosteSiren = "356000000";

// `shape` has one sign per character: '#' a digit, '@' an upper-case letter, '*' one of either,
// else itself.
bool HasShape(std::string_view text, std::string_view shape) {
  return std::ranges::equal(text, shape, [](char c, char expected) {
    if (expected == '#') return IsDigit(c);
    if (expected == '@') return IsUpper(c);
    if (expected == '*') return IsDigit(c) || IsUpper(c);
    return c == expected;
  });
}

std::uint64_t Number(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool EndsWithCheckLetter(std::string_view text) {
  const auto digits = text.substr(0, text.size() - 1);
  return text.back() == kCheckLetters[Number(digits) % kCheckLetters.size()];
}

Verdict KeyVerdict(bool right) { return right ? Verdict::kValid : Verdict::kWrongKey; }

int DigitSum(std::string_view digits) {
  return std::accumulate(digits.begin(), digits.end(), 0,
                         [](int sum, char c) { return sum + (c - '0'); });
}

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

// 0 to 9, A = 10 to Z = 35.
int Base36(char c) { return IsDigit(c) ? c - '0' : c - 'A' + 10; }

bool OldInePassesKey(std::string_view ine) {
  const auto first_nine = ine.substr(0, 9);
  const int sum = std::accumulate(first_nine.begin(), first_nine.end(), 0,
                                  [](int total, char c) { return total + Base36(c); });
  return (sum * 6 + Base36(ine[9])) % 10 == ine[10] - '0';
}

bool NirMonthExists(int month) {
  return !(month >= 13 && month <= 19) && !(month >= 43 && month <= 49);
}

// The 13 characters before the key, Corsican départements included.
bool NirBodyHasShape(std::string_view body) {
  static constexpr std::string_view kFirstDigits = "123478";
  const bool shaped = HasShape(body, "#############") || HasShape(body, "#####2A######") ||
                      HasShape(body, "#####2B######");
  return shaped && kFirstDigits.find(body[0]) != std::string_view::npos &&
         NirMonthExists(static_cast<int>(Number(body.substr(3, 2))));
}

std::uint64_t NirKey(std::string_view body) {
  std::string digits(body);
  if (digits[6] == 'A') digits.replace(5, 2, "19");
  if (digits[6] == 'B') digits.replace(5, 2, "18");
  return 97 - Number(digits) % 97;
}

// The NIR that may begin at `text[0]`, separators taken out; empty when fewer than 15 characters
// follow or a longer number does.
std::string NirCandidate(std::string_view text) {
  constexpr std::size_t kLength = 15;
  std::string candidate;
  std::size_t at = 0;
  for (; at < text.size() && candidate.size() < kLength; ++at) {
    const char c = text[at];
    if (IsDigit(c) || c == 'A' || c == 'B') {
      candidate.push_back(c);
    } else if (c != ' ' && c != '.' && c != '-') {
      return {};
    }
  }
  const bool goes_on = at < text.size() && IsDigit(text[at]);
  return candidate.size() == kLength && !goes_on ? candidate : std::string{};
}

}  // namespace

Verdict CheckSiret(std::string_view siret) {
  if (!HasShape(siret, "##############")) return Verdict::kMalformed;
  const auto siren = siret.substr(0, 9);
  if (PassesLuhn(siret)) return KeyVerdict(PassesLuhn(siren));
  return KeyVerdict(siren == kLaPosteSiren && DigitSum(siret) % 5 == 0);
}

Verdict CheckUai(std::string_view uai) {
  if (!HasShape(uai, "#######@")) return Verdict::kMalformed;
  return KeyVerdict(EndsWithCheckLetter(uai));
}

std::string NormaliseUai(std::string_view text) {
  constexpr std::size_t kLength = 8;
  std::string uai = UpperCase(Trimmed(text));
  const bool digits_and_letter = uai.size() > 1 && uai.size() < kLength && IsUpper(uai.back()) &&
                                 AllDigits(std::string_view(uai).substr(0, uai.size() - 1));
  if (digits_and_letter) uai.insert(0, kLength - uai.size(), '0');
  return uai;
}

Verdict CheckIne(std::string_view ine) {
  if (HasShape(ine, "##########@")) return KeyVerdict(EndsWithCheckLetter(ine));
  if (HasShape(ine, "#########@@") || HasShape(ine, "####A#####@")) return Verdict::kValid;
  if (HasShape(ine, "**********#")) return KeyVerdict(OldInePassesKey(ine));
  return Verdict::kMalformed;
}

Verdict CheckNir(std::string_view nir) {
  const std::string compact = WithoutSeparators(nir);
  if (compact.size() != 15 || !AllDigits(std::string_view(compact).substr(13)))
    return Verdict::kMalformed;
  const auto body = std::string_view(compact).substr(0, 13);
  if (!NirBodyHasShape(body)) return Verdict::kMalformed;
  return KeyVerdict(NirKey(body) == Number(std::string_view(compact).substr(13)));
}

bool IsNirWithoutKey(std::string_view nir) {
  const std::string compact = WithoutSeparators(nir);
  return compact.size() == 13 && NirBodyHasShape(compact);
}

bool ContainsNir(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool number_begins = IsDigit(text[at]) && (at == 0 || !IsDigit(text[at - 1]));
    if (!number_begins) continue;
    const auto candidate = NirCandidate(text.substr(at));
    if (!candidate.empty() && CheckNir(candidate) == Verdict::kValid) return true;
  }
  return false;
}

bool IsCfd(std::string_view code) { return HasShape(code, "***###**"); }

bool IsRncp(std::string_view code) {
  return HasShape(code, "RNCP###") || HasShape(code, "RNCP####") || HasShape(code, "RNCP#####");
}

std::string NormaliseRncp(std::string_view text) {
  std::string code = UpperCase(WithoutSeparators(text));
  return code.starts_with("RNCP") ? code : "RNCP" + code;
}

bool IsRome(std::string_view code) { return HasShape(code, "@####"); }

bool IsNaf(std::string_view code) { return HasShape(code, "####@"); }

bool IsNsf(std::string_view code) {
  const bool lettered = !code.empty() && code.back() >= 'a' && code.back() <= 'z';
  const auto digits = lettered ? code.substr(0, code.size() - 1) : code;
  return (digits.size() == 2 || digits.size() == 3) && AllDigits(digits);
}

bool IsFranceTravailId(std::string_view text) {
  return HasShape(text, "#######*") || HasShape(text, "###########");
}

bool IsDecaNumber(std::string_view text) {
  constexpr std::size_t kTail = 12;  // year and month, "NC" or two digits, a number
  const std::string number = UpperCase(text);
  if (number.size() < kTail) return false;
  const auto tail = std::string_view(number).substr(number.size() - kTail);
  const auto department = std::string_view(number).substr(0, number.size() - kTail);
  const bool tail_fits = (HasShape(tail, "############") || HasShape(tail, "######NC####")) &&
                         (tail[4] == '0' || tail[4] == '1');
  const bool mainland = HasShape(department, "0##") || department == "02A" || department == "02B";
  const bool greater_paris = HasShape(department, "9#") && department[1] <= '5';
  const bool overseas = HasShape(department, "97#") &&
                        std::string_view("12346").find(department[2]) != std::string_view::npos;
  return tail_fits && (mainland || greater_paris || overseas);
}

bool IsCommuneCode(std::string_view code) {
  return HasShape(code, "#####") || HasShape(code, "2A###") || HasShape(code, "2B###");
}

bool IsPostcode(std::string_view code) { return HasShape(code, "#####"); }

std::string NormalisePostcode(std::string_view text) {
  constexpr std::size_t kLength = 5;
  std::string code = Trimmed(text);
  if (!code.empty() && code.size() < kLength && AllDigits(code))
    code.insert(0, kLength - code.size(), '0');
  return code;
}

bool IsLastEstablishment(std::string_view text) {
  static constexpr std::array<std::string_view, 14> kOthers = {"971", "972", "973", "974", "976",
                                                               "977", "978", "986", "987", "988",
                                                               "990", "991", "993", "995"};
  if (HasShape(text, "#######@")) return true;
  if (std::ranges::find(kOthers, text) != kOthers.end()) return true;
  const auto department = text.size() == 3 && text[0] == '0' ? text.substr(1) : text;
  return HasShape(department, "##") || department == "2A" || department == "2B";
}

bool IsEmail(std::string_view text) {
  static constexpr std::size_t kLongest = 254;
  const auto at = text.find('@');
  if (text.size() > kLongest || at == 0 || at == std::string_view::npos) return false;
  const auto local = text.substr(0, at);
  const auto domain = text.substr(at + 1);
  const auto dot = domain.rfind('.');
  const bool plain = std::ranges::none_of(
      text, [](char c) { return c <= ' ' || c == 127 || c == ',' || c == ';'; });
  const bool dots_apart = text.find("..") == std::string_view::npos && !local.starts_with('.') &&
                          !local.ends_with('.') && !domain.starts_with('.');
  return plain && dots_apart && domain.find('@') == std::string_view::npos &&
         dot != std::string_view::npos && domain.size() - dot > 2;
}

}  // namespace parcours::recruitment
