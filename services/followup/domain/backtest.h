#pragma once

#include <optional>
#include <vector>

#include "services/followup/domain/early_warning.h"

namespace parcours::followup {

// What became of one pathway of a cohort.
struct CohortPathway {
  std::vector<RiskFact> facts;         // FOLLOWED among them
  std::optional<CivilDate> broken_on;  // absent = it held as long as it was observed
  CivilDate observed_to;               // last day on which a break would be known
};

// A part of a whole, with the interval in which the true part lies (Wilson, 95 %).
struct Proportion {
  int part = 0;
  int whole = 0;

  [[nodiscard]] double value() const;
  [[nodiscard]] double low() const;
  [[nodiscard]] double high() const;
};

// Pathways that were ever in the band before a break, counted from their first day in it, and how
// many broke within so many days. Those not observed that long without a break count for neither.
struct BandOutcome {
  v1::RiskBand band;
  int pathways = 0;
  Proportion within_60;
  Proportion within_120;
};

// How well the bands told breaks, over a cohort of any size. The rules are those of each day.
class Backtest {
 public:
  Backtest();
  void Count(const CohortPathway& pathway);
  // One row per band, low first.
  [[nodiscard]] const std::vector<BandOutcome>& outcomes() const { return outcomes_; }

 private:
  std::vector<BandOutcome> outcomes_;
};

}  // namespace parcours::followup
