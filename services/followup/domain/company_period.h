#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/company_side.pb.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// A period in a company outside apprenticeship (004 2.4): purpose and frame of appraisal are agreed
// before it begins.
class CompanyPeriod {
 public:
  static constexpr std::string_view kCollection = "companyPeriods";
  using Facts = journal::FactList<v1::CompanyPeriodAgreed, v1::CompanyPeriodHeld>;

  explicit CompanyPeriod(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return agreed_.organisation(); }
  [[nodiscard]] const std::string& person() const { return agreed_.person(); }
  [[nodiscard]] std::vector<std::string> parties() const { return {agreed_.agreed_by()}; }
  [[nodiscard]] const v1::CompanyPeriodAgreed& agreed() const { return agreed_; }
  [[nodiscard]] const v1::CompanyPeriodHeld& held() const { return held_; }

  [[nodiscard]] Result<v1::CompanyPeriodAgreed> Agree(const v1::AgreeCompanyPeriodRequest& request,
                                                      const Pathway& pathway, CivilDate today,
                                                      const std::string& agent) const;
  [[nodiscard]] Result<v1::CompanyPeriodHeld> Appraise(const std::string& appraisal,
                                                       CivilDate today,
                                                       const std::string& agent) const;

  void Apply(const v1::CompanyPeriodAgreed& fact) { agreed_ = fact; }
  void Apply(const v1::CompanyPeriodHeld& fact) { held_ = fact; }

 private:
  std::string name_;
  v1::CompanyPeriodAgreed agreed_;
  v1::CompanyPeriodHeld held_;
};

}  // namespace parcours::followup
