#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/search_steps.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {
namespace {

// ContractBroken and BreakRectified name the same contract; an empty day means that there was no
// break.
template <typename Fact>
Result<void> FollowBreak(const Fact& fact, Context& context) {
  const auto contract = context.contracts.Find(fact.contract());
  const ApprenticeshipContract::Parties owner{
      .organisation = fact.organisation(), .person = fact.person(), .pathway = fact.pathway()};
  TRY(RecordIfAny(context.contracts, contract,
                  contract.Break(owner, DayOf(fact.break_date()), context.session.today())));
  return {};
}

template <typename Fact>
Result<void> SeekEmployer(const Fact& fact, Context& context) {
  const auto broken_on = DayOf(fact.break_date());
  if (!broken_on) return {};
  return StartSearch({.organisation = fact.organisation(),
                      .person = fact.person(),
                      .pathway = fact.pathway(),
                      .contract = fact.contract(),
                      .broken_on = *broken_on},
                     context);
}

}  // namespace

Result<void> EndBrokenContract(const followup::v1::ContractBroken& fact,
                               const journal::FactMeta& /*meta*/, Context& context) {
  return FollowBreak(fact, context);
}

Result<void> OpenEmployerSearch(const followup::v1::ContractBroken& fact,
                                const journal::FactMeta& /*meta*/, Context& context) {
  return SeekEmployer(fact, context);
}

Result<void> RectifyBrokenContract(const followup::v1::BreakRectified& fact,
                                   const journal::FactMeta& /*meta*/, Context& context) {
  return FollowBreak(fact, context);
}

Result<void> RectifyEmployerSearch(const followup::v1::BreakRectified& fact,
                                   const journal::FactMeta& /*meta*/, Context& context) {
  if (!fact.break_date().empty()) return SeekEmployer(fact, context);
  if (SearchOf(fact.pathway(), context).broken_contract() != fact.contract()) return {};
  return EndSearch(fact.pathway(), v1::EmployerSearchClosed::BREAK_WITHDRAWN, {},
                   context.session.today(), context);
}

}  // namespace parcours::recruitment
