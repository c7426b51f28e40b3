#include "services/platform/core/civil_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace parcours {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;

std::optional<int> ParseDigits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-')
    return std::nullopt;
  return value;
}

std::chrono::year_month_day Parts(std::chrono::sys_days days) {
  return std::chrono::year_month_day{days};
}

}  // namespace

std::optional<CivilDate> CivilDate::Parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = ParseDigits(text.substr(0, 4));
  const auto month = ParseDigits(text.substr(5, 2));
  const auto day = ParseDigits(text.substr(8, 2));
  if (!year || !month || !day || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return CivilDate(std::chrono::sys_days{date});
}

std::string CivilDate::ToString() const {
  std::array<char, 16> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", year(), month(), day());
  return {text.data(), static_cast<std::size_t>(length)};
}

CivilDate CivilDate::AddMonths(int months) const {
  const auto date = Parts(days_);
  const auto month =
      std::chrono::year_month{date.year(), date.month()} + std::chrono::months{months};
  const auto last =
      std::chrono::year_month_day_last{month.year(), std::chrono::month_day_last{month.month()}};
  const auto day = std::min(date.day(), last.day());
  return CivilDate(std::chrono::sys_days{month / day});
}

int CivilDate::year() const { return static_cast<int>(Parts(days_).year()); }
unsigned CivilDate::month() const { return static_cast<unsigned>(Parts(days_).month()); }
unsigned CivilDate::day() const { return static_cast<unsigned>(Parts(days_).day()); }

}  // namespace parcours
