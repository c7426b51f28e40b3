#pragma once

// The days that facts say, and what every fact of a record repeats of its first one.

#include <string>

#include "services/platform/core/civil_date.h"

namespace parcours::followup {

[[nodiscard]] inline CivilDate DayOr(const std::string& text, CivilDate otherwise) {
  return CivilDate::Parse(text).value_or(otherwise);
}

template <typename Fact>
[[nodiscard]] CivilDate EffectiveOf(const Fact& fact) {
  return DayOr(fact.meta().effective_date(), {});
}

// A fact of the record that began with `first`, effective on the day.
template <typename Fact, typename First>
[[nodiscard]] Fact Following(const First& first, CivilDate day) {
  Fact fact;
  fact.set_organisation(first.organisation());
  fact.set_person(first.person());
  fact.set_pathway(first.pathway());
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

}  // namespace parcours::followup
