#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "parcours/type/v1/consent.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"
#include "services/platform/security/actor.h"

namespace parcours::recruitment {

// Someone supported. Belongs to no tenant: enrolments and candidacies relate them to organisations.
// Identity and contacts live here alone; consents too.
class Person {
 public:
  static constexpr std::string_view kCollection = "persons";
  using Facts =
      journal::FactList<v1::PersonRegistered, v1::PersonCorrected, v1::PossibleDuplicateProposed,
                        v1::ConsentGiven, v1::ConsentWithdrawn>;

  explicit Person(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::PersonRegistered& fact);
  void Apply(const v1::PersonCorrected& fact);
  void Apply(const v1::PossibleDuplicateProposed& fact);
  void Apply(const v1::ConsentGiven& fact);
  void Apply(const v1::ConsentWithdrawn& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string organisation() const { return {}; }
  [[nodiscard]] const std::string& person() const { return name_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }

  [[nodiscard]] const v1::PersonIdentity& identity() const { return identity_; }
  [[nodiscard]] bool has_nir() const { return has_nir_; }
  // "Gaston Lenôtre".
  [[nodiscard]] std::string DisplayName() const;

  // What one organisation's record says of the person.
  struct Statement {
    v1::PersonIdentity identity;
    bool has_nir = false;
    std::string organisation;
  };
  [[nodiscard]] v1::PersonRegistered Register(const Statement& statement, CivilDate day) const;
  // The organisation that spoke last replaces what it said; another one only fills and corrects,
  // and empties nothing. nullopt when nothing changes.
  [[nodiscard]] std::optional<v1::PersonCorrected> Correct(const Statement& statement,
                                                           CivilDate day) const;

  // A record that looks like this person; a human decides. nullopt when it was proposed before.
  struct Lookalike {
    std::string other_person;  // empty when the record was set aside
    v1::DuplicateCriterion criterion = v1::SAME_IDENTITY;
    std::string proposed_by;
    std::string sender_reference;
    friend bool operator==(const Lookalike&, const Lookalike&) = default;
  };
  [[nodiscard]] std::optional<v1::PossibleDuplicateProposed> ProposeDuplicate(
      const Lookalike& lookalike, CivilDate day) const;

  struct ConsentTerms {
    type::v1::ConsentPurpose purpose = type::v1::CONSENT_PURPOSE_UNSPECIFIED;
    std::string recipient;
    v1::ConsentMeans means = v1::CONSENT_MEANS_UNSPECIFIED;
    std::optional<CivilDate> until;  // last day; nullopt: until withdrawn
  };
  // nullopt when the same consent holds already. CONSENT_ENDS_BEFORE_IT_BEGINS.
  [[nodiscard]] Result<std::optional<v1::ConsentGiven>> GiveConsent(const ConsentTerms& terms,
                                                                    const security::Actor& by,
                                                                    CivilDate day) const;
  // CONSENT_NOT_GIVEN, DATE_BEFORE_FORMER_ACT.
  [[nodiscard]] Result<v1::ConsentWithdrawn> WithdrawConsent(type::v1::ConsentPurpose purpose,
                                                             const std::string& recipient,
                                                             const security::Actor& by,
                                                             CivilDate day) const;

  // The latest consent for a purpose and a recipient; nullptr where there never was one.
  [[nodiscard]] const v1::Consent* FindConsent(type::v1::ConsentPurpose purpose,
                                               const std::string& recipient) const;

  // The resource, but for pathways and etag.
  [[nodiscard]] v1::Person ToProto() const;

 private:
  using ConsentKey = std::pair<type::v1::ConsentPurpose, std::string>;

  std::string name_;
  v1::PersonIdentity identity_;
  bool has_nir_ = false;
  std::string stated_by_;  // organisation whose statement the identity is
  std::vector<Lookalike> lookalikes_;
  std::map<ConsentKey, v1::Consent> consents_;
  google::protobuf::Timestamp create_time_;
};

}  // namespace parcours::recruitment
