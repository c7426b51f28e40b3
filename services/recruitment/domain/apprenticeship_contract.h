#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "parcours/type/v1/contract_break.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"
#include "services/platform/security/actor.h"
#include "services/recruitment/domain/mission.h"

namespace parcours::recruitment {

// An apprenticeship contract: authorised on a validated mission and signed here, or found in a
// learner record. Follow-up owns the break; what a source says of it is reported, and what
// follow-up established is applied.
class ApprenticeshipContract {
 public:
  static constexpr std::string_view kCollection = "apprenticeshipContracts";
  using Facts = journal::FactList<v1::ContractAuthorised, v1::ContractSigned, v1::ContractCorrected,
                                  v1::ContractBreakReported, v1::ContractEnded>;

  // Whose contract it is.
  struct Parties {
    std::string organisation;
    std::string person;
    std::string pathway;
  };
  // What may be corrected.
  struct Terms {
    std::string employer;  // empty when the directory does not know the SIRET
    std::string employer_siret;
    int number = 1;  // place among the pathway's contracts
    CivilDate start;
    std::optional<CivilDate> end;  // nullopt: to the end of the training
    friend bool operator==(const Terms&, const Terms&) = default;
  };

  explicit ApprenticeshipContract(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::ContractAuthorised& fact);
  void Apply(const v1::ContractSigned& fact);
  void Apply(const v1::ContractCorrected& fact);
  void Apply(const v1::ContractBreakReported& fact);
  void Apply(const v1::ContractEnded& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return owner_.organisation; }
  [[nodiscard]] const std::string& person() const { return owner_.person; }
  [[nodiscard]] std::vector<std::string> parties() const { return {terms_.employer}; }

  [[nodiscard]] const std::string& pathway() const { return owner_.pathway; }
  [[nodiscard]] const Terms& terms() const { return terms_; }
  // missions/{id}; empty on import.
  [[nodiscard]] const std::string& mission() const { return mission_; }
  [[nodiscard]] bool imported() const { return imported_; }
  // The learner record no longer holds it: it never was.
  [[nodiscard]] bool withdrawn() const { return withdrawn_; }
  [[nodiscard]] bool signed_by_all() const { return signed_; }
  // First day without it, as follow-up established.
  [[nodiscard]] std::optional<CivilDate> broken_on() const { return broken_on_; }
  // What a source says of a break.
  [[nodiscard]] std::optional<CivilDate> ReportedBreak(type::v1::BreakSource source) const;

  // The gate of the mission, then the controls of the form.
  struct Apprentice {
    CivilDate birth;
  };
  [[nodiscard]] Result<v1::ContractAuthorised> Authorise(const Mission& mission,
                                                         const Apprentice& apprentice,
                                                         const Terms& terms,
                                                         const security::Actor& by,
                                                         CivilDate day) const;
  // `mission` is the one it was authorised on. CONTRACT_NOT_AWAITING_SIGNATURE,
  // DATE_BEFORE_FORMER_ACT, CONTRACT_SIGNED_AFTER_ITS_START.
  [[nodiscard]] Result<v1::ContractSigned> Sign(const Mission& mission, CivilDate day) const;
  // Found in a learner record: holds from its first day, the mission's gate not observed.
  [[nodiscard]] v1::ContractSigned Import(const Parties& owner, const Terms& terms) const;

  // nullopt where nothing would change.
  [[nodiscard]] std::optional<v1::ContractCorrected> Correct(const Terms& terms,
                                                             CivilDate day) const;
  [[nodiscard]] std::optional<v1::ContractCorrected> Withdraw(CivilDate day) const;
  struct BreakStatement {
    std::optional<CivilDate> broken_on;  // nullopt: no break, or taken back
    type::v1::BreakSource source = type::v1::CFA;
    std::string cause;
  };
  [[nodiscard]] std::optional<v1::ContractBreakReported> ReportBreak(
      const BreakStatement& statement, CivilDate day) const;
  // What follow-up established; nullopt takes the break back. `owner` serves where the contract is
  // not known here.
  [[nodiscard]] std::optional<v1::ContractEnded> Break(const Parties& owner,
                                                       std::optional<CivilDate> broken_on,
                                                       CivilDate day) const;

  // The resource, but for etag.
  [[nodiscard]] v1::ApprenticeshipContract ToProto() const;

 private:
  [[nodiscard]] v1::ContractCorrected Correction(const Terms& terms, bool withdrawn,
                                                 CivilDate day) const;

  std::string name_;
  Parties owner_;
  Terms terms_;
  std::string mission_;
  std::optional<CivilDate> authorised_on_;
  std::optional<CivilDate> signed_on_;
  bool signed_ = false;
  bool imported_ = false;
  bool withdrawn_ = false;
  v1::MissionGate gate_ = v1::MISSION_GATE_UNSPECIFIED;
  std::map<type::v1::BreakSource, CivilDate> reported_breaks_;
  std::optional<CivilDate> broken_on_;
  bool ended_ = false;
  std::optional<google::protobuf::Timestamp> create_time_;
};

}  // namespace parcours::recruitment
