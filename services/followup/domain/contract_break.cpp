#include "services/followup/domain/contract_break.h"

#include <algorithm>

namespace parcours::followup {
namespace {

// An unnamed source ranks last.
int RankOf(type::v1::BreakSource source) {
  return source == type::v1::BREAK_SOURCE_UNSPECIFIED ? static_cast<int>(type::v1::OTHER_SOURCE) + 1
                                                      : static_cast<int>(source);
}

template <typename Fact>
Fact Said(const std::string& contract_break, const BreakStatement& statement,
          const ContinuationRule& rule) {
  Fact fact;
  fact.set_contract_break(contract_break);
  fact.set_organisation(statement.organisation);
  fact.set_person(statement.person);
  fact.set_pathway(statement.pathway);
  fact.set_contract(statement.contract);
  fact.set_number(statement.number);
  fact.set_source(statement.source);
  if (statement.broken_on) {
    fact.set_break_date(statement.broken_on->ToString());
    fact.set_cover_until_date(statement.broken_on->AddMonths(rule.months).ToString());
  }
  return fact;
}

}  // namespace

bool ContractBreak::Outweighs(const BreakStatement& statement) const {
  if (!heard_ || RankOf(statement.source) < RankOf(source_)) return true;
  return RankOf(statement.source) == RankOf(source_) && statement.stated_on >= stated_on_;
}

ContractBreak::Decision ContractBreak::Hear(const BreakStatement& statement,
                                            const ContinuationRule& rule) const {
  if (!heard_) {
    if (!statement.broken_on) return {};
    auto fact = Said<v1::ContractBroken>(name_, statement, rule);
    fact.set_employer(statement.employer);
    fact.set_state_date(statement.stated_on.ToString());
    fact.mutable_meta()->set_effective_date(statement.broken_on->ToString());
    return fact;
  }
  if (!Outweighs(statement)) return {};
  if (statement.broken_on == broken_on_ && statement.source == source_) return {};
  auto fact = Said<v1::BreakRectified>(name_, statement, rule);
  if (broken_on_) fact.set_previous_break_date(broken_on_->ToString());
  fact.mutable_meta()->set_effective_date(statement.stated_on.ToString());
  return fact;
}

bool ContractBreak::Holds(const v1::BreakStated& statement) const {
  return heard_ && statement.source() == source_ &&
         CivilDate::Parse(statement.break_date()) == broken_on_ &&
         CivilDate::Parse(statement.meta().effective_date()) == stated_on_;
}

std::optional<v1::BreakStated> ContractBreak::Testify(const BreakStatement& statement) const {
  v1::BreakStated fact;
  fact.set_contract_break(name_);
  fact.set_organisation(statement.organisation);
  fact.set_person(statement.person);
  fact.set_pathway(statement.pathway);
  if (statement.broken_on) fact.set_break_date(statement.broken_on->ToString());
  fact.set_source(statement.source);
  fact.set_reason(statement.reason);
  fact.set_declared_by(statement.declared_by);
  fact.mutable_meta()->set_effective_date(statement.stated_on.ToString());
  const auto last =
      std::find_if(testimonies_.rbegin(), testimonies_.rend(),
                   [&](const auto& known) { return known.source() == fact.source(); });
  const bool known = last != testimonies_.rend() && last->break_date() == fact.break_date() &&
                     last->meta().effective_date() == fact.meta().effective_date();
  if (known || testimonies_.size() >= kMostTestimonies) return std::nullopt;
  return fact;
}

void ContractBreak::Apply(const v1::ContractBroken& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  pathway_ = fact.pathway();
  heard_ = true;
  broken_on_ = CivilDate::Parse(fact.break_date());
  source_ = fact.source();
  stated_on_ = CivilDate::Parse(fact.state_date()).value_or(stated_on_);
}

void ContractBreak::Apply(const v1::BreakRectified& fact) {
  broken_on_ = CivilDate::Parse(fact.break_date());
  source_ = fact.source();
  stated_on_ = CivilDate::Parse(fact.meta().effective_date()).value_or(stated_on_);
}

void ContractBreak::Apply(const v1::BreakStated& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  pathway_ = fact.pathway();
  testimonies_.push_back(fact);
}

}  // namespace parcours::followup
