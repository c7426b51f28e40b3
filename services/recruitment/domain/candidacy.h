#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "parcours/type/v1/barrier.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"
#include "services/platform/security/actor.h"

namespace parcours::recruitment {

// Someone sent to a training organisation by a prescriber. Its id is that of the pathway that an
// engagement opens.
class Candidacy {
 public:
  static constexpr std::string_view kCollection = "candidacies";
  using Facts =
      journal::FactList<v1::CandidacyPrescribed, v1::InterviewHeld, v1::BarrierIdentified>;

  explicit Candidacy(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::CandidacyPrescribed& fact);
  void Apply(const v1::InterviewHeld& fact);
  void Apply(const v1::BarrierIdentified& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {prescriber_}; }

  [[nodiscard]] const std::string& pathway() const { return pathway_; }
  [[nodiscard]] const std::string& programme() const { return programme_; }
  [[nodiscard]] type::v1::ProgrammeKind programme_kind() const { return programme_kind_; }
  [[nodiscard]] const std::string& prescriber() const { return prescriber_; }
  [[nodiscard]] CivilDate prescribed_on() const { return prescribed_on_; }
  // Of the row that opened it.
  [[nodiscard]] const std::string& content_hash() const { return content_hash_; }

  struct Prescription {
    std::string organisation;
    std::string person;
    std::string programme;
    type::v1::ProgrammeKind programme_kind = type::v1::PROGRAMME_KIND_UNSPECIFIED;
    std::string prescriber;
    std::string sender_reference;
    std::string content_hash;  // SHA-256 of CanonicalText, 32 bytes
  };
  [[nodiscard]] v1::CandidacyPrescribed Prescribe(const Prescription& prescription,
                                                  const security::Actor& by, CivilDate day) const;

  // The length comes from start and end where both are known, else from `minutes`.
  struct Interview {
    type::v1::InterviewKind kind = type::v1::INTERVIEW_KIND_UNSPECIFIED;
    std::optional<google::protobuf::Timestamp> start;
    std::optional<google::protobuf::Timestamp> end;
    int minutes = 0;
    std::string objective;
    type::v1::ObjectiveVerdict verdict = type::v1::OBJECTIVE_VERDICT_UNSPECIFIED;
    std::string note;
  };
  // INTERVIEW_TIMES_INVALID, DATE_BEFORE_FORMER_ACT.
  [[nodiscard]] Result<v1::InterviewHeld> HoldInterview(const Interview& interview,
                                                        const security::Actor& by,
                                                        CivilDate day) const;
  [[nodiscard]] v1::BarrierIdentified IdentifyBarrier(const type::v1::BarrierStatement& barrier,
                                                      const security::Actor& by,
                                                      CivilDate day) const;

  // The resource, but for the engagement contract, its effect on the state, and etag.
  [[nodiscard]] v1::Candidacy ToProto() const;

 private:
  std::string name_;
  std::string organisation_;
  std::string person_;
  std::string pathway_;
  std::string programme_;
  type::v1::ProgrammeKind programme_kind_ = type::v1::PROGRAMME_KIND_UNSPECIFIED;
  std::string prescriber_;
  CivilDate prescribed_on_;
  std::string content_hash_;
  int interviews_ = 0;
  std::vector<type::v1::BarrierStatement> barriers_;  // the last statement of each category
  google::protobuf::Timestamp create_time_;
};

}  // namespace parcours::recruitment
