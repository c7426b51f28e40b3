#include "services/recruitment/domain/person_key.h"

#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

constexpr std::size_t kDateLength = 10;

bool IsOffset(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  if (text[0] != '+' && text[0] != '-') return false;
  const auto digits = text.substr(1);
  if (digits.size() == 5)
    return digits[2] == ':' && AllDigits(digits.substr(0, 2)) && AllDigits(digits.substr(3));
  return digits.size() == 4 && AllDigits(digits);
}

// What may follow the day: nothing, or "T04:05:47.647Z" and its shorter forms.
bool IsTimeOfDay(std::string_view text) {
  if (text.empty()) return true;
  const bool shaped = text.size() >= 6 && (text[0] == 'T' || text[0] == ' ') &&
                      AllDigits(text.substr(1, 2)) && text[3] == ':' &&
                      AllDigits(text.substr(4, 2));
  if (!shaped || text.substr(1, 2) > "24" || text.substr(4, 2) > "59") return false;
  auto rest = text.substr(6);
  if (rest.size() >= 3 && rest[0] == ':' && AllDigits(rest.substr(1, 2))) rest.remove_prefix(3);
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    while (!rest.empty() && IsDigit(rest.front())) rest.remove_prefix(1);
  }
  return IsOffset(rest);
}

}  // namespace

std::string NormaliseSurname(std::string_view text) { return UpperCase(Trimmed(Composed(text))); }

std::string NormaliseGivenName(std::string_view text) {
  return Capitalised(Trimmed(Composed(text)));
}

std::optional<CivilDate> ReadDate(std::string_view text) {
  const std::string date = Trimmed(text);
  const std::string_view view = date;
  if (view.size() < kDateLength || !IsTimeOfDay(view.substr(kDateLength))) return std::nullopt;
  return CivilDate::Parse(view.substr(0, kDateLength));
}

std::optional<CivilDate> ReadBirthDate(std::string_view text) {
  const std::string date = Trimmed(text);
  const auto day = ReadDate(date);
  if (!day || date.size() <= kDateLength) return day;
  const bool late_in_utc = date.back() == 'Z' && date.substr(kDateLength + 1, 2) >= "22";
  return late_in_utc ? day->AddDays(1) : *day;
}

std::string PersonKey(std::string_view surname, std::string_view given_name, CivilDate birth) {
  return NormaliseSurname(surname) + "\n" + NormaliseGivenName(given_name) + "\n" +
         birth.ToString();
}

}  // namespace parcours::recruitment
