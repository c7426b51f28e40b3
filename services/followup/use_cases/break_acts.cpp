#include "services/followup/use_cases/break_acts.h"

#include <utility>

#include "services/followup/use_cases/judge.h"

namespace parcours::followup {
namespace {

// The pathway learns the day that now holds.
Result<Pathway> Mark(const ContractBreak& contract_break, const BreakStatement& statement,
                     Context& context) {
  auto pathway = context.pathways.Find(statement.pathway);
  auto attached =
      pathway.MarkBroken(statement.contract, contract_break.broken_on(),
                         {.organisation = statement.organisation, .person = statement.person});
  if (attached) {
    TRY(pathway, context.pathways.Record(pathway, *std::move(attached)));
  }
  return pathway;
}

}  // namespace

Result<ContractBreak> TakeStatement(Context& context, const BreakStatement& statement) {
  const auto rules = RulesOn(statement.broken_on.value_or(context.session.today()));
  auto contract_break = context.breaks.Find(BreakOf(statement.contract));
  if (auto testimony = contract_break.Testify(statement)) {
    TRY(contract_break, context.breaks.Record(contract_break, *std::move(testimony)));
  }
  auto decision = contract_break.Hear(statement, rules.continuation);
  if (auto* broken = std::get_if<v1::ContractBroken>(&decision)) {
    TRY(contract_break, context.breaks.Record(contract_break, std::move(*broken)));
    TRY(auto pathway, Mark(contract_break, statement, context));
    TRY(TakeUp(context, std::move(pathway)));
  } else if (auto* rectified = std::get_if<v1::BreakRectified>(&decision)) {
    TRY(contract_break, context.breaks.Record(contract_break, std::move(*rectified)));
    TRY(auto pathway, Mark(contract_break, statement, context));
    TRY(JudgeAll(context, std::move(pathway)));
  }
  return contract_break;
}

}  // namespace parcours::followup
