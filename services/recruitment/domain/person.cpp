#include "services/recruitment/domain/person.h"

#include <algorithm>

#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/identity.h"
#include "services/recruitment/domain/refusals.h"

namespace parcours::recruitment {
namespace {

// Who recorded it: empty when the person did.
std::string RecorderOf(const security::Actor& by) {
  return by.person.empty() ? by.principal : std::string{};
}

}  // namespace

void Person::Apply(const v1::PersonRegistered& fact) {
  identity_ = fact.identity();
  has_nir_ = fact.has_nir();
  stated_by_ = fact.introduced_by();
  create_time_ = fact.meta().record_time();
}

void Person::Apply(const v1::PersonCorrected& fact) {
  identity_ = fact.identity();
  has_nir_ = fact.has_nir();
  stated_by_ = fact.corrected_by();
}

void Person::Apply(const v1::PossibleDuplicateProposed& fact) {
  lookalikes_.push_back({.other_person = fact.other_person(),
                         .criterion = fact.criterion(),
                         .proposed_by = fact.proposed_by(),
                         .sender_reference = fact.sender_reference()});
}

void Person::Apply(const v1::ConsentGiven& fact) {
  v1::Consent consent;
  consent.set_person(name_);
  consent.set_purpose(fact.purpose());
  consent.set_recipient(fact.recipient());
  consent.set_means(fact.means());
  consent.set_given_date(fact.meta().effective_date());
  consent.set_until_date(fact.until_date());
  consents_[{fact.purpose(), fact.recipient()}] = std::move(consent);
}

void Person::Apply(const v1::ConsentWithdrawn& fact) {
  consents_[{fact.purpose(), fact.recipient()}].set_withdrawn_date(fact.meta().effective_date());
}

std::string Person::DisplayName() const {
  return identity_.given_name() + " " + identity_.family_name();
}

v1::PersonRegistered Person::Register(const Statement& statement, CivilDate day) const {
  v1::PersonRegistered fact;
  fact.set_person(name_);
  fact.set_introduced_by(statement.organisation);
  *fact.mutable_identity() = statement.identity;
  fact.set_has_nir(statement.has_nir);
  return EffectiveOn(day, std::move(fact));
}

std::optional<v1::PersonCorrected> Person::Correct(const Statement& statement,
                                                   CivilDate day) const {
  const bool own = statement.organisation == stated_by_;
  const auto identity = own ? statement.identity : Completed(identity_, statement.identity);
  const bool has_nir = statement.has_nir || (has_nir_ && !own);
  auto changed = ChangedFields(identity_, identity);
  if (changed.empty() && has_nir == has_nir_) return std::nullopt;
  v1::PersonCorrected fact;
  fact.set_person(name_);
  fact.set_corrected_by(statement.organisation);
  *fact.mutable_identity() = identity;
  fact.set_has_nir(has_nir);
  for (auto& field : changed) fact.add_changed_fields(std::move(field));
  if (has_nir != has_nir_) fact.add_changed_fields("has_nir");
  return EffectiveOn(day, std::move(fact));
}

std::optional<v1::PossibleDuplicateProposed> Person::ProposeDuplicate(const Lookalike& lookalike,
                                                                      CivilDate day) const {
  if (std::ranges::find(lookalikes_, lookalike) != lookalikes_.end()) return std::nullopt;
  v1::PossibleDuplicateProposed fact;
  fact.set_person(name_);
  fact.set_other_person(lookalike.other_person);
  fact.set_criterion(lookalike.criterion);
  fact.set_proposed_by(lookalike.proposed_by);
  fact.set_sender_reference(lookalike.sender_reference);
  return EffectiveOn(day, std::move(fact));
}

Result<std::optional<v1::ConsentGiven>> Person::GiveConsent(const ConsentTerms& terms,
                                                            const security::Actor& by,
                                                            CivilDate day) const {
  if (terms.until && *terms.until < day)
    return Refuse(ConsentEndsBeforeItBegins(*terms.until, day));
  const auto* known = FindConsent(terms.purpose, terms.recipient);
  const bool holds = known != nullptr && known->withdrawn_date().empty() &&
                     known->given_date() <= day.ToString() &&
                     known->until_date() == TextOf(terms.until);
  if (holds) return std::nullopt;
  v1::ConsentGiven fact;
  fact.set_person(name_);
  fact.set_purpose(terms.purpose);
  fact.set_recipient(terms.recipient);
  fact.set_means(by.person.empty() ? terms.means : v1::OWN_ACCOUNT);
  fact.set_recorded_by(RecorderOf(by));
  fact.set_until_date(TextOf(terms.until));
  return EffectiveOn(day, std::move(fact));
}

Result<v1::ConsentWithdrawn> Person::WithdrawConsent(type::v1::ConsentPurpose purpose,
                                                     const std::string& recipient,
                                                     const security::Actor& by,
                                                     CivilDate day) const {
  const auto* known = FindConsent(purpose, recipient);
  if (known == nullptr || !known->withdrawn_date().empty())
    return Refuse(ConsentNotGiven(purpose, recipient));
  const auto given = DayOf(known->given_date());
  if (given && day < *given) return Refuse(DateBeforeFormerAct(day, *given));
  v1::ConsentWithdrawn fact;
  fact.set_person(name_);
  fact.set_purpose(purpose);
  fact.set_recipient(recipient);
  fact.set_recorded_by(RecorderOf(by));
  return EffectiveOn(day, std::move(fact));
}

const v1::Consent* Person::FindConsent(type::v1::ConsentPurpose purpose,
                                       const std::string& recipient) const {
  const auto found = consents_.find({purpose, recipient});
  return found == consents_.end() ? nullptr : &found->second;
}

v1::Person Person::ToProto() const {
  v1::Person person;
  person.set_name(name_);
  *person.mutable_identity() = identity_;
  person.set_has_nir(has_nir_);
  for (const auto& [key, consent] : consents_) *person.add_consents() = consent;
  for (const auto& lookalike : lookalikes_) {
    if (!lookalike.other_person.empty()) person.add_possible_duplicates(lookalike.other_person);
  }
  *person.mutable_create_time() = create_time_;
  return person;
}

}  // namespace parcours::recruitment
