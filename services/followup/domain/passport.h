#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/passport.pb.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// One milestone as its facts make it.
struct PassportMilestone {
  v1::MilestoneKind kind = v1::MILESTONE_KIND_UNSPECIFIED;
  std::string title;
  std::string criteria = {};
  std::optional<CivilDate> due = {};
  std::optional<CivilDate> reached = {};
  std::optional<v1::CredentialIssued> credential = {};
};

// What a person has been recognised for on one pathway; it has the pathway's id.
class Passport {
 public:
  static constexpr std::string_view kCollection = "passports";
  // Milestones of a pathway: each has at most a few plans, a reaching and a credential.
  static constexpr std::size_t kMostMilestones = 40;
  static constexpr int kMostPlans = 100;
  using Facts = journal::FactList<v1::MilestonePlanned, v1::MilestoneReached, v1::CredentialIssued>;

  explicit Passport(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }
  // By code.
  [[nodiscard]] const std::map<std::string, PassportMilestone, std::less<>>& milestones() const {
    return milestones_;
  }

  [[nodiscard]] Result<v1::MilestonePlanned> Plan(const v1::RecordMilestoneRequest& request,
                                                  const Pathway& pathway, CivilDate today) const;
  [[nodiscard]] Result<v1::MilestoneReached> Reach(const v1::RecordMilestoneRequest& request,
                                                   const Pathway& pathway, CivilDate today,
                                                   const std::string& agent) const;
  // Once a milestone, and only of one that is reached.
  [[nodiscard]] Result<v1::CredentialIssued> Issue(const std::string& code,
                                                   const std::string& credential, CivilDate today,
                                                   Instant now, const std::string& agent) const;
  // The milestone with its credential; CREDENTIAL_NOT_ISSUED.
  [[nodiscard]] Result<PassportMilestone> Issued(const std::string& code) const;

  void Apply(const v1::MilestonePlanned& fact);
  void Apply(const v1::MilestoneReached& fact);
  void Apply(const v1::CredentialIssued& fact);

 private:
  [[nodiscard]] Result<void> MayRecord(const std::string& code, const Pathway& pathway) const;

  std::string name_;
  std::string organisation_;
  std::string person_;
  std::string pathway_;
  int plans_ = 0;
  std::map<std::string, PassportMilestone, std::less<>> milestones_;
};

// "passports/X" of "pathways/X".
[[nodiscard]] std::string PassportOf(std::string_view pathway);

}  // namespace parcours::followup
