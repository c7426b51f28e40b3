#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/journal/fact_list.h"
#include "services/recruitment/domain/dossier_record.h"
#include "services/recruitment/domain/employer_search.h"

namespace parcours::recruitment {

// A learner record that was taken in. Its id is the pathway's. The record itself holds no identity:
// that is the person's.
class Enrolment {
 public:
  static constexpr std::string_view kCollection = "enrolments";
  using Facts = journal::FactList<v1::EnrolmentImported, v1::EnrolmentCorrected>;

  explicit Enrolment(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::EnrolmentImported& fact);
  void Apply(const v1::EnrolmentCorrected& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return content_.organisation(); }
  [[nodiscard]] const std::string& person() const { return content_.person(); }
  [[nodiscard]] std::vector<std::string> parties() const {
    return {content_.trainer_organisation()};
  }

  [[nodiscard]] const std::string& pathway() const { return content_.pathway(); }
  [[nodiscard]] const std::string& sender_reference() const { return content_.sender_reference(); }
  [[nodiscard]] const std::string& content_hash() const { return content_.content_hash(); }
  [[nodiscard]] TrainingPeriod training() const;

  // Who the record was found to be about.
  struct Places {
    std::string organisation;
    std::string trainer_organisation;
    std::string person;
    std::string source_system;
    std::string content_hash;  // SHA-256 of CanonicalText, 32 bytes
  };
  [[nodiscard]] v1::EnrolmentImported Import(const DossierRecord& record,
                                             const Places& places) const;
  // The same record with other content; `changed_fields` may be empty when only person or contracts
  // changed.
  [[nodiscard]] v1::EnrolmentCorrected Correct(const DossierRecord& record, const Places& places,
                                               CivilDate day) const;

 private:
  std::string name_;
  v1::EnrolmentCorrected content_;
};

}  // namespace parcours::recruitment
