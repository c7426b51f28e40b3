#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/domain/early_warning.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// What the facts of a pathway say to early warning. `known_on` is the day on which the platform
// heard of it: what nobody did before then is nobody's silence.
[[nodiscard]] std::vector<RiskFact> RiskFactsOf(const Pathway& pathway, CivilDate known_on);

// A band that somebody set, from a day to another, both included.
struct SetBand {
  v1::RiskBand band;
  Period days;
  std::string reason;
  std::string by;
};

// The risk of a break on one pathway, as it was assessed and as people see it.
class RiskAssessment {
 public:
  static constexpr std::string_view kCollection = "riskAssessments";
  // An aggregate stays under 200 facts (DOMAIN 2): the last ones are kept for assessments.
  static constexpr int kMostOverrides = 50;
  using Facts = journal::FactList<v1::RiskBandChanged, v1::RiskOverridden>;

  explicit RiskAssessment(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] static std::vector<std::string> parties() { return {}; }

  // What somebody set for that day; nullptr = the rules hold.
  [[nodiscard]] const SetBand* SetFor(CivilDate day) const;
  // As recorded, oldest first.
  [[nodiscard]] const std::vector<v1::RiskStep>& steps() const { return steps_; }

  // The band that holds that day by this score; nullopt where it is recorded already.
  [[nodiscard]] std::optional<v1::RiskBandChanged> Assess(const Pathway& pathway,
                                                          const RiskScore& score,
                                                          CivilDate day) const;
  [[nodiscard]] Result<v1::RiskOverridden> Override(const v1::OverrideRiskRequest& request,
                                                    const Pathway& pathway, CivilDate today,
                                                    const std::string& by) const;

  void Apply(const v1::RiskBandChanged& fact);
  void Apply(const v1::RiskOverridden& fact);

 private:
  template <typename Fact>
  [[nodiscard]] Fact Of(const Pathway& pathway) const {
    auto fact = FactOf<Fact>(pathway);
    fact.set_risk_assessment(name_);
    return fact;
  }

  std::string name_;
  std::string organisation_;
  std::string person_;
  std::vector<v1::RiskStep> steps_;
  std::vector<SetBand> set_;  // by day
};

// The band that holds: what somebody set, else what the score says.
[[nodiscard]] v1::RiskBand BandOn(const RiskAssessment& assessment, const RiskScore& score,
                                  CivilDate day);

}  // namespace parcours::followup
