#include "services/recruitment/domain/employer_search.h"

#include <algorithm>

#include "services/recruitment/domain/fact_days.h"

namespace parcours::recruitment {
namespace {

bool CoversOrFollows(const ContractCover& contract, CivilDate day) {
  if (contract.broken_on) return *contract.broken_on > day && *contract.broken_on > contract.start;
  return !contract.end || *contract.end >= day;
}

}  // namespace

bool LeavesWithoutEmployer(CivilDate broken_on, const std::vector<ContractCover>& others,
                           const TrainingPeriod& training, CivilDate today) {
  if (training.end && *training.end < today) return false;
  if (training.excluded_on && *training.excluded_on <= today) return false;
  return std::ranges::none_of(others, [broken_on](const ContractCover& contract) {
    return CoversOrFollows(contract, broken_on);
  });
}

void EmployerSearch::Apply(const v1::EmployerSearchOpened& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  pathway_ = fact.pathway();
  open_reason_ = fact.reason();
  broken_contract_ = fact.contract();
  break_date_ = fact.break_date();
  opened_on_ = EffectiveDayOf(fact);
  closed_on_.reset();
  close_reason_ = v1::EmployerSearchClosed::REASON_UNSPECIFIED;
  if (!create_time_) create_time_ = fact.meta().record_time();
}

void EmployerSearch::Apply(const v1::EmployerSearchClosed& fact) {
  closed_on_ = EffectiveDayOf(fact);
  close_reason_ = fact.reason();
}

std::optional<v1::EmployerSearchOpened> EmployerSearch::Open(const Break& contract_break,
                                                             CivilDate day) const {
  const bool same_break = broken_contract_ == contract_break.contract &&
                          break_date_ == contract_break.broken_on.ToString();
  if (open() || same_break) return std::nullopt;
  v1::EmployerSearchOpened fact;
  fact.set_employer_search(name_);
  fact.set_organisation(contract_break.organisation);
  fact.set_person(contract_break.person);
  fact.set_pathway(contract_break.pathway);
  fact.set_reason(v1::EmployerSearchOpened::CONTRACT_BROKEN);
  fact.set_contract(contract_break.contract);
  fact.set_break_date(contract_break.broken_on.ToString());
  return EffectiveOn(day, std::move(fact));
}

std::optional<v1::EmployerSearchClosed> EmployerSearch::Close(CloseReason reason,
                                                              std::string_view contract,
                                                              CivilDate day) const {
  if (!open()) return std::nullopt;
  v1::EmployerSearchClosed fact;
  fact.set_employer_search(name_);
  fact.set_organisation(organisation_);
  fact.set_person(person_);
  fact.set_pathway(pathway_);
  fact.set_reason(reason);
  fact.set_contract(std::string(contract));
  return EffectiveOn(day, std::move(fact));
}

v1::EmployerSearch EmployerSearch::ToProto() const {
  v1::EmployerSearch search;
  search.set_name(name_);
  search.set_person(person_);
  search.set_organisation(organisation_);
  search.set_pathway(pathway_);
  search.set_state(open() ? v1::EmployerSearch::OPEN : v1::EmployerSearch::CLOSED);
  search.set_open_reason(open_reason_);
  search.set_broken_contract(broken_contract_);
  search.set_open_date(TextOf(opened_on_));
  search.set_close_date(TextOf(closed_on_));
  search.set_close_reason(close_reason_);
  if (create_time_) *search.mutable_create_time() = *create_time_;
  return search;
}

}  // namespace parcours::recruitment
