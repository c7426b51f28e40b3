#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <map>
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
#include "services/recruitment/domain/candidacy.h"

namespace parcours::recruitment {

// What person and organisation commit to (004 2.1). One signature opens nothing; both open the
// pathway. One contract per candidacy, under its id.
class EngagementContract {
 public:
  static constexpr std::string_view kCollection = "engagementContracts";
  using Facts = journal::FactList<v1::EngagementSignatureAdded, v1::EngagementSigned>;

  explicit EngagementContract(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::EngagementSignatureAdded& fact);
  void Apply(const v1::EngagementSigned& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }

  // Both parties have signed, and the pathway was told to open.
  [[nodiscard]] bool complete() const { return complete_; }
  // As the parties signed.
  [[nodiscard]] std::optional<CivilDate> training_end() const { return training_end_; }

  struct Terms {
    std::optional<CivilDate> training_start;  // of the first signature; later nullopt or the same
    std::optional<CivilDate> training_end;
    std::string commitments;
  };
  // A beneficiary signs for the person, anybody else for the organisation.
  // ENGAGEMENT_ALREADY_SIGNED, ENGAGEMENT_DATES_MISSING, ENGAGEMENT_DATES_DIFFER,
  // TRAINING_ENDS_BEFORE_IT_STARTS, DATE_BEFORE_FORMER_ACT.
  [[nodiscard]] Result<v1::EngagementSignatureAdded> Sign(const Candidacy& candidacy,
                                                          const Terms& terms,
                                                          const security::Actor& by,
                                                          CivilDate day) const;
  // nullopt while a signature is missing.
  [[nodiscard]] std::optional<v1::EngagementSigned> Complete(const Candidacy& candidacy) const;

  // The resource, but for etag.
  [[nodiscard]] v1::EngagementContract ToProto() const;

 private:
  struct Signature {
    std::string signed_by;
    CivilDate day;
  };
  [[nodiscard]] Result<void> CheckDates(const Terms& terms) const;

  std::string name_;
  std::string organisation_;
  std::string person_;
  std::string pathway_;
  std::string candidacy_;
  std::map<v1::EngagementParty, Signature> signatures_;
  std::optional<CivilDate> training_start_;
  std::optional<CivilDate> training_end_;
  std::string commitments_;
  bool complete_ = false;
  google::protobuf::Timestamp create_time_;
};

}  // namespace parcours::recruitment
