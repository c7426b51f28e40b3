#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace parcours {

// A day of the civil calendar, without a zone: where the law speaks of days and months
// (ARCHITECTURE section 4).
class CivilDate {
 public:
  constexpr CivilDate() = default;
  constexpr explicit CivilDate(std::chrono::sys_days days) : days_(days) {}
  constexpr CivilDate(int year, unsigned month, unsigned day)
      : days_(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}) {}

  // Exactly `YYYY-MM-DD`, a day that exists (2024-02-30 does not), years 1900 to 2200; nullopt
  // otherwise.
  [[nodiscard]] static std::optional<CivilDate> Parse(std::string_view text);

  [[nodiscard]] std::string ToString() const;

  [[nodiscard]] constexpr CivilDate AddDays(int days) const {
    return CivilDate(days_ + std::chrono::days{days});
  }
  // Calendar months, clamped to the end of the month: 31 August + 6 months = 28 or 29 February.
  [[nodiscard]] CivilDate AddMonths(int months) const;

  // Days from `earlier` to this day; negative when this day comes first.
  [[nodiscard]] constexpr int DaysSince(CivilDate earlier) const {
    return static_cast<int>((days_ - earlier.days_).count());
  }

  [[nodiscard]] constexpr std::chrono::sys_days days() const { return days_; }
  [[nodiscard]] int year() const;
  [[nodiscard]] unsigned month() const;
  [[nodiscard]] unsigned day() const;

  friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;

 private:
  std::chrono::sys_days days_{};
};

}  // namespace parcours
