#include "services/recruitment/domain/phone.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>

#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr std::array kRegions = {"RE", "YT", "GP", "MQ", "GF", "PM", "NC", "PF", "WF", "FR"};
constexpr int kMainland = 33;

// The regulator keeps 06 39 98 xx xx for works of fiction: nobody's number, and the only mobile
// numbers that samples and demonstrations may use. libphonenumber knows them in no region.
constexpr std::string_view kFictionBlock = "63998";

bool CanBeCalled(PhoneNumberUtil::PhoneNumberType type) {
  switch (type) {
    case PhoneNumberUtil::PREMIUM_RATE:
    case PhoneNumberUtil::SHARED_COST:
    case PhoneNumberUtil::PAGER:
    case PhoneNumberUtil::VOICEMAIL:
      return false;
    default:
      return true;
  }
}

std::string Written(const PhoneNumberUtil& util, const PhoneNumber& number) {
  std::string text;
  if (number.country_code() == kMainland) {
    util.GetNationalSignificantNumber(number, &text);
    return "0" + text;
  }
  util.Format(number, PhoneNumberUtil::E164, &text);
  return text;
}

std::optional<std::string> ReadIn(const std::string& text, const std::string& region) {
  const auto& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (util.Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return std::nullopt;
  if (!util.IsValidNumber(number) || !CanBeCalled(util.GetNumberType(number))) return std::nullopt;
  return Written(util, number);
}

std::optional<std::string> ReadFiction(std::string_view text) {
  std::string digits = WithoutSeparators(text);
  if (digits.starts_with("+33")) digits.replace(0, 3, "0");
  if (digits.size() != 10 || !AllDigits(digits) || digits[0] != '0') return std::nullopt;
  if (!std::string_view(digits).substr(1).starts_with(kFictionBlock)) return std::nullopt;
  return digits;
}

// Letters are refused although phone keypads spell with them: "06abc38424988" is a typing error.
bool HasLetter(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

std::optional<std::string> NormalisePhone(std::string_view text) {
  static constexpr std::size_t kLongest = 32;
  const std::string number = Trimmed(text);
  if (number.empty() || number.size() > kLongest || HasLetter(number)) return std::nullopt;
  if (auto fiction = ReadFiction(number)) return fiction;
  for (const char* region : kRegions) {
    if (auto read = ReadIn(number, region)) return read;
  }
  return std::nullopt;
}

std::string InternationalPhone(std::string_view normalised) {
  const bool mainland = normalised.starts_with('0');
  return mainland ? "+33" + std::string(normalised.substr(1)) : std::string(normalised);
}

}  // namespace parcours::recruitment
