#pragma once

#include <optional>
#include <string>
#include <utility>

#include "services/platform/core/civil_date.h"

// Days as facts carry them: text, empty where there is none.
namespace parcours::recruitment {

[[nodiscard]] inline std::optional<CivilDate> DayOf(const std::string& text) {
  return CivilDate::Parse(text);
}

[[nodiscard]] inline std::string TextOf(const std::optional<CivilDate>& day) {
  return day ? day->ToString() : std::string{};
}

// The day from which the fact holds.
template <typename Fact>
[[nodiscard]] Fact EffectiveOn(CivilDate day, Fact fact) {
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

template <typename Fact>
[[nodiscard]] CivilDate EffectiveDayOf(const Fact& fact) {
  return DayOf(fact.meta().effective_date()).value_or(CivilDate{});
}

}  // namespace parcours::recruitment
