#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"
#include "services/platform/security/actor.h"

namespace parcours::recruitment {

// The work an employer proposes to a future apprentice. The training lead or dedicated staff, of
// the training organisation or of the certifier, validates it within a week, before a contract may
// be authorised (003 P2.2).
class Mission {
 public:
  static constexpr std::string_view kCollection = "missions";
  using Facts =
      journal::FactList<v1::MissionSubmitted, v1::MissionValidated, v1::MissionValidationOverdue>;

  explicit Mission(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::MissionSubmitted& fact);
  void Apply(const v1::MissionValidated& fact);
  void Apply(const v1::MissionValidationOverdue& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {employer_}; }

  [[nodiscard]] const std::string& pathway() const { return pathway_; }
  [[nodiscard]] const std::string& employer() const { return employer_; }
  [[nodiscard]] CivilDate submitted_on() const { return submitted_on_; }
  // Last day on which a validation is in time.
  [[nodiscard]] CivilDate due_on() const { return due_on_; }
  // First day on which a missing validation is overdue.
  [[nodiscard]] CivilDate overdue_from() const { return due_on_.AddDays(1); }

  // What a submission says.
  struct Proposal {
    std::string organisation;
    std::string person;
    std::string pathway;
    std::string employer;
    std::string title;
    std::string description;
    std::string progression;
  };
  [[nodiscard]] v1::MissionSubmitted Submit(const Proposal& proposal, const security::Actor& by,
                                            CivilDate day) const;

  // MISSION_NOT_AWAITING_VALIDATION, VALIDATOR_OF_THE_EMPLOYER, DATE_BEFORE_FORMER_ACT.
  [[nodiscard]] Result<v1::MissionValidated> Validate(const security::Actor& by, CivilDate day,
                                                      std::string_view comment) const;

  // The judgement of the eighth day: nullopt while there is time, when it was validated in time, or
  // judged before.
  [[nodiscard]] std::optional<v1::MissionValidationOverdue> JudgeOverdue(CivilDate today) const;

  // The gate: what is known of the validation on a day; MISSION_NOT_VALIDATED with the rule and its
  // source.
  [[nodiscard]] Result<v1::MissionGate> PassGate(CivilDate day) const;

  // The resource, but for contract and etag.
  [[nodiscard]] v1::Mission ToProto() const;

 private:
  std::string name_;
  std::string organisation_;
  std::string person_;
  std::string pathway_;
  std::string employer_;
  std::string title_;
  std::string description_;
  std::string progression_;
  CivilDate submitted_on_;
  CivilDate due_on_;
  std::optional<CivilDate> validated_on_;
  std::string validator_;
  bool overdue_ = false;
  google::protobuf::Timestamp create_time_;
};

}  // namespace parcours::recruitment
