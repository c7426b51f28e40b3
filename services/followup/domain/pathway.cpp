#include "services/followup/domain/pathway.h"

#include <algorithm>

#include "services/followup/domain/refusals.h"

namespace parcours::followup {
namespace {

std::string TextOf(const std::optional<CivilDate>& day) { return day ? day->ToString() : ""; }

// PathwayOpened and PathwayCorrected say these alike.
template <typename Fact>
void SetRecord(Fact& fact, const Enrolment& enrolment) {
  fact.set_trainer_organisation(enrolment.trainer_organisation);
  fact.set_programme(enrolment.programme);
  fact.set_programme_kind(enrolment.programme_kind);
  fact.set_training_start_date(enrolment.session.first.ToString());
  fact.set_training_end_date(enrolment.session.last.ToString());
  fact.set_exclusion_date(TextOf(enrolment.excluded_on));
  fact.set_rncp(enrolment.rncp);
  fact.set_cfd(enrolment.cfd);
}

bool SaysTheSame(const PathwayState& state, const Enrolment& enrolment) {
  return state.trainer_organisation == enrolment.trainer_organisation &&
         state.programme == enrolment.programme &&
         state.programme_kind == enrolment.programme_kind && state.session == enrolment.session &&
         state.excluded_on == enrolment.excluded_on && state.rncp == enrolment.rncp &&
         state.cfd == enrolment.cfd;
}

v1::ContractAttached Statement(const Pathway& pathway, const Owner& owner,
                               const AttachedContract& attached) {
  auto fact = FactOf<v1::ContractAttached>(pathway, owner);
  const Contract& contract = attached.contract;
  fact.set_contract(contract.name);
  fact.set_number(attached.number);
  if (attached.start_known) {
    fact.set_start_date(contract.start.ToString());
    fact.mutable_meta()->set_effective_date(contract.start.ToString());
  }
  fact.set_end_date(TextOf(contract.end));
  fact.set_break_date(TextOf(contract.broken_on));
  fact.set_employer(contract.employer);
  fact.set_employer_siret(attached.employer_siret);
  fact.set_imported(attached.imported);
  fact.set_withdrawn(contract.cancelled);
  return fact;
}

}  // namespace

std::vector<std::string> Pathway::parties() const {
  std::vector<std::string> parties{state_.trainer_organisation, state_.prescriber};
  if (!state_.referents.empty()) parties.push_back(state_.referents.back().referent);
  for (const auto& [referent, last_day] : state_.former_readers) parties.push_back(referent);
  return parties;
}

Training Pathway::training() const {
  Training training{.session = state_.session, .excluded_on = state_.excluded_on};
  for (const auto& [name, attached] : state_.contracts) {
    if (attached.start_known) training.contracts.push_back(attached.contract);
  }
  if (state_.closing) training.exited_on = state_.closing->last_day.AddDays(1);
  return training;
}

bool Pathway::IsApprenticeship() const {
  return state_.open && state_.programme_kind == type::v1::APPRENTICESHIP;
}

const ReferentSpell* Pathway::ReferentOn(CivilDate day) const {
  return followup::ReferentOn(state_.referents, day);
}

bool Pathway::HasOpenBarrier() const {
  return std::ranges::any_of(state_.barriers,
                             [](const auto& entry) { return entry.second.open(); });
}

Result<v1::PathwayOpened> Pathway::Open(const Enrolment& enrolment) const {
  if (state_.open) return Refuse(PathwayAlreadyOpen(name_));
  auto fact = FactOf<v1::PathwayOpened>(*this, enrolment.owner);
  fact.set_origin(enrolment.origin);
  fact.set_prescriber(enrolment.prescriber);
  SetRecord(fact, enrolment);
  fact.mutable_meta()->set_effective_date(enrolment.opened_on.ToString());
  return fact;
}

std::optional<v1::PathwayCorrected> Pathway::Correct(const Enrolment& enrolment) const {
  if (SaysTheSame(state_, enrolment)) return std::nullopt;
  auto fact = FactOf<v1::PathwayCorrected>(*this, enrolment.owner);
  SetRecord(fact, enrolment);
  return fact;
}

std::optional<v1::ContractAttached> Pathway::Attach(const ContractStatement& statement,
                                                    const Owner& owner) const {
  AttachedContract attached{.contract = {.name = statement.contract,
                                         .employer = statement.employer,
                                         .start = statement.start.value_or(CivilDate{}),
                                         .end = statement.end,
                                         .cancelled = statement.withdrawn},
                            .number = statement.number,
                            .imported = statement.imported,
                            .start_known = statement.start.has_value(),
                            .employer_siret = statement.employer_siret};
  const auto known = state_.contracts.find(statement.contract);
  if (known != state_.contracts.end()) {
    attached.contract.broken_on = known->second.contract.broken_on;
    if (attached == known->second) return std::nullopt;
  }
  return Statement(*this, owner, attached);
}

std::optional<v1::ContractAttached> Pathway::MarkBroken(std::string_view contract,
                                                        std::optional<CivilDate> broken_on,
                                                        const Owner& owner) const {
  const auto known = state_.contracts.find(contract);
  AttachedContract attached;
  if (known != state_.contracts.end()) attached = known->second;
  if (attached.contract.broken_on == broken_on) return std::nullopt;
  attached.contract.name = std::string(contract);
  attached.contract.broken_on = broken_on;
  return Statement(*this, owner, attached);
}

v1::BarrierNoted Pathway::Note(type::v1::BarrierCategory category, int severity, bool lifted,
                               CivilDate day, const Owner& owner) const {
  auto fact = FactOf<v1::BarrierNoted>(*this, owner);
  fact.set_category(category);
  fact.set_severity(severity);
  fact.set_lifted(lifted);
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

v1::EmployerWindow ToProto(const EmployerWindow& window) {
  v1::EmployerWindow proto;
  proto.set_kind(window.kind == WindowKind::kLast ? v1::LAST_WINDOW : v1::FIRST_WINDOW);
  proto.set_from_date(window.days.first.ToString());
  proto.set_to_date(window.days.last.ToString());
  proto.set_contract(window.contract);
  return proto;
}

}  // namespace parcours::followup
