#include "services/followup/domain/backtest.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "services/followup/domain/rules.h"

namespace parcours::followup {
namespace {

// Days of the pathway on which its score may change, from the first on which it is followed to the
// last that is observed before a break.
template <typename Visit>
void EachDayOfChange(const CohortPathway& pathway, const Visit& visit) {
  std::optional<CivilDate> day;
  for (const RiskFact& fact : pathway.facts) {
    if (fact.kind == v1::FOLLOWED && (!day || fact.from < *day)) day = fact.from;
  }
  CivilDate last = pathway.observed_to;
  if (pathway.broken_on) last = std::min(last, pathway.broken_on->AddDays(-1));
  while (day && *day <= last) {
    const RiskRules rules = RiskRulesOn(*day);
    const bool followed = std::ranges::any_of(pathway.facts, [&](const RiskFact& fact) {
      return fact.kind == v1::FOLLOWED && fact.HoldsOn(*day);
    });
    if (followed) visit(*day, ScoreOn(pathway.facts, rules, *day).band);
    day = NextChange(pathway.facts, rules, *day);
  }
}

void CountWithin(Proportion& within, const CohortPathway& pathway, CivilDate from, int days) {
  const CivilDate last = from.AddDays(days);
  const bool broke = pathway.broken_on && *pathway.broken_on <= last;
  if (!broke && pathway.observed_to < last) return;
  within.part += broke ? 1 : 0;
  ++within.whole;
}

// Half the width of the interval and its middle, for 95 %.
struct Interval {
  double middle;
  double half;
};

Interval Wilson(const Proportion& proportion) {
  constexpr double kZ = 1.959964;
  const double n = proportion.whole;
  const double p = proportion.value();
  const double scale = 1 + kZ * kZ / n;
  return {.middle = (p + kZ * kZ / (2 * n)) / scale,
          .half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n)) / scale};
}

}  // namespace

double Proportion::value() const {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

double Proportion::low() const {
  if (whole == 0) return 0;
  const auto [middle, half] = Wilson(*this);
  return std::max(0.0, middle - half);
}

double Proportion::high() const {
  if (whole == 0) return 1;
  const auto [middle, half] = Wilson(*this);
  return std::min(1.0, middle + half);
}

Backtest::Backtest() {
  for (const auto band : {v1::LOW_RISK, v1::WATCH, v1::HIGH_RISK, v1::CRITICAL}) {
    outcomes_.push_back({.band = band, .within_60 = {}, .within_120 = {}});
  }
}

void Backtest::Count(const CohortPathway& pathway) {
  std::map<v1::RiskBand, CivilDate> first_days;
  EachDayOfChange(pathway,
                  [&](CivilDate day, v1::RiskBand band) { first_days.emplace(band, day); });
  for (BandOutcome& outcome : outcomes_) {
    const auto first = first_days.find(outcome.band);
    if (first == first_days.end()) continue;
    ++outcome.pathways;
    CountWithin(outcome.within_60, pathway, first->second, 60);
    CountWithin(outcome.within_120, pathway, first->second, 120);
  }
}

}  // namespace parcours::followup
