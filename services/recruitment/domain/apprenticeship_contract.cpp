#include "services/recruitment/domain/apprenticeship_contract.h"

#include "services/recruitment/domain/contract_form.h"
#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/refusals.h"

namespace parcours::recruitment {
namespace {

template <typename Fact>
ApprenticeshipContract::Parties OwnerOf(const Fact& fact) {
  return {.organisation = fact.organisation(), .person = fact.person(), .pathway = fact.pathway()};
}

template <typename Fact>
ApprenticeshipContract::Terms TermsOf(const Fact& fact) {
  return {.employer = fact.employer(),
          .employer_siret = fact.employer_siret(),
          .number = fact.number(),
          .start = DayOf(fact.start_date()).value_or(CivilDate{}),
          .end = DayOf(fact.end_date())};
}

template <typename Fact>
void Write(Fact& fact, const std::string& name, const ApprenticeshipContract::Parties& owner) {
  fact.set_contract(name);
  fact.set_organisation(owner.organisation);
  fact.set_person(owner.person);
  fact.set_pathway(owner.pathway);
}

template <typename Fact>
void Write(Fact& fact, const ApprenticeshipContract::Terms& terms) {
  fact.set_employer(terms.employer);
  fact.set_employer_siret(terms.employer_siret);
  fact.set_number(terms.number);
  fact.set_start_date(terms.start.ToString());
  fact.set_end_date(TextOf(terms.end));
}

}  // namespace

void ApprenticeshipContract::Apply(const v1::ContractAuthorised& fact) {
  owner_ = OwnerOf(fact);
  terms_ = TermsOf(fact);
  mission_ = fact.mission();
  authorised_on_ = EffectiveDayOf(fact);
  create_time_ = fact.meta().record_time();
}

void ApprenticeshipContract::Apply(const v1::ContractSigned& fact) {
  owner_ = OwnerOf(fact);
  terms_ = TermsOf(fact);
  mission_ = fact.mission();
  gate_ = fact.mission_gate();
  imported_ = fact.imported();
  signed_ = true;
  if (!imported_) signed_on_ = EffectiveDayOf(fact);
  if (!create_time_) create_time_ = fact.meta().record_time();
}

void ApprenticeshipContract::Apply(const v1::ContractCorrected& fact) {
  terms_ = TermsOf(fact);
  withdrawn_ = fact.withdrawn();
}

void ApprenticeshipContract::Apply(const v1::ContractBreakReported& fact) {
  if (const auto day = DayOf(fact.break_date())) {
    reported_breaks_[fact.source()] = *day;
  } else {
    reported_breaks_.erase(fact.source());
  }
}

void ApprenticeshipContract::Apply(const v1::ContractEnded& fact) {
  if (owner_.pathway.empty()) owner_ = OwnerOf(fact);
  if (!create_time_) create_time_ = fact.meta().record_time();
  if (fact.reason() == v1::ContractEnded::BROKEN) {
    broken_on_ = DayOf(fact.end_date());
  } else {
    ended_ = true;
  }
}

std::optional<CivilDate> ApprenticeshipContract::ReportedBreak(type::v1::BreakSource source) const {
  const auto found = reported_breaks_.find(source);
  return found == reported_breaks_.end() ? std::nullopt : std::optional(found->second);
}

Result<v1::ContractAuthorised> ApprenticeshipContract::Authorise(const Mission& mission,
                                                                 const Apprentice& apprentice,
                                                                 const Terms& terms,
                                                                 const security::Actor& by,
                                                                 CivilDate day) const {
  TRY(mission.PassGate(day));
  TRY(CheckContractForm(
      {.birth = apprentice.birth, .start = terms.start, .end = terms.end.value_or(terms.start)}));
  v1::ContractAuthorised fact;
  Write(fact, name_,
        {.organisation = mission.organisation(),
         .person = mission.person(),
         .pathway = mission.pathway()});
  Write(fact, terms);
  fact.set_mission(mission.name());
  fact.set_authorised_by(by.principal);
  return EffectiveOn(day, std::move(fact));
}

Result<v1::ContractSigned> ApprenticeshipContract::Sign(const Mission& mission,
                                                        CivilDate day) const {
  if (signed_ || withdrawn_ || !authorised_on_) return Refuse(ContractNotAwaitingSignature(name_));
  if (day < *authorised_on_) return Refuse(DateBeforeFormerAct(day, *authorised_on_));
  if (day > terms_.start) return Refuse(ContractSignedAfterItsStart(day, terms_.start));
  TRY(const auto gate, mission.PassGate(day));
  v1::ContractSigned fact;
  Write(fact, name_, owner_);
  Write(fact, terms_);
  fact.set_mission_gate(gate);
  fact.set_mission(mission_);
  return EffectiveOn(day, std::move(fact));
}

v1::ContractSigned ApprenticeshipContract::Import(const Parties& owner, const Terms& terms) const {
  v1::ContractSigned fact;
  Write(fact, name_, owner);
  Write(fact, terms);
  fact.set_imported(true);
  fact.set_mission_gate(v1::NOT_OBSERVED);
  return EffectiveOn(terms.start, std::move(fact));
}

v1::ContractCorrected ApprenticeshipContract::Correction(const Terms& terms, bool withdrawn,
                                                         CivilDate day) const {
  v1::ContractCorrected fact;
  Write(fact, name_, owner_);
  Write(fact, terms);
  fact.set_withdrawn(withdrawn);
  return EffectiveOn(day, std::move(fact));
}

std::optional<v1::ContractCorrected> ApprenticeshipContract::Correct(const Terms& terms,
                                                                     CivilDate day) const {
  if (terms == terms_ && !withdrawn_) return std::nullopt;
  return Correction(terms, false, day);
}

std::optional<v1::ContractCorrected> ApprenticeshipContract::Withdraw(CivilDate day) const {
  if (withdrawn_) return std::nullopt;
  return Correction(terms_, true, day);
}

std::optional<v1::ContractBreakReported> ApprenticeshipContract::ReportBreak(
    const BreakStatement& statement, CivilDate day) const {
  if (ReportedBreak(statement.source) == statement.broken_on) return std::nullopt;
  v1::ContractBreakReported fact;
  Write(fact, name_, owner_);
  fact.set_employer(terms_.employer);
  fact.set_number(terms_.number);
  fact.set_break_date(TextOf(statement.broken_on));
  fact.set_source(statement.source);
  fact.set_cause(statement.cause);
  return EffectiveOn(day, std::move(fact));
}

std::optional<v1::ContractEnded> ApprenticeshipContract::Break(const Parties& owner,
                                                               std::optional<CivilDate> broken_on,
                                                               CivilDate day) const {
  if (broken_on_ == broken_on) return std::nullopt;
  v1::ContractEnded fact;
  Write(fact, name_, owner_.pathway.empty() ? owner : owner_);
  fact.set_reason(v1::ContractEnded::BROKEN);
  fact.set_end_date(TextOf(broken_on));
  return EffectiveOn(broken_on.value_or(day), std::move(fact));
}

v1::ApprenticeshipContract ApprenticeshipContract::ToProto() const {
  using State = v1::ApprenticeshipContract;
  v1::ApprenticeshipContract contract;
  contract.set_name(name_);
  contract.set_pathway(owner_.pathway);
  contract.set_person(owner_.person);
  contract.set_organisation(owner_.organisation);
  contract.set_employer(terms_.employer);
  contract.set_employer_siret(terms_.employer_siret);
  contract.set_state(broken_on_ ? State::BROKEN
                     : ended_   ? State::ENDED
                     : signed_  ? State::SIGNED
                                : State::AUTHORISED);
  contract.set_number(terms_.number);
  contract.set_start_date(terms_.start.ToString());
  contract.set_end_date(TextOf(terms_.end));
  contract.set_authorise_date(TextOf(authorised_on_));
  contract.set_sign_date(TextOf(signed_on_));
  contract.set_break_date(TextOf(broken_on_));
  contract.set_mission(mission_);
  contract.set_mission_gate(gate_);
  if (create_time_) *contract.mutable_create_time() = *create_time_;
  return contract;
}

}  // namespace parcours::recruitment
