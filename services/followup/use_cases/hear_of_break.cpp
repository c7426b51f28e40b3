#include "services/followup/use_cases/judge.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

BreakStatement StatementOf(const recruitment::v1::ContractBreakReported& fact,
                           CivilDate stated_on) {
  return {.organisation = fact.organisation(),
          .person = fact.person(),
          .pathway = fact.pathway(),
          .contract = fact.contract(),
          .number = fact.number(),
          .employer = fact.employer(),
          .broken_on = CivilDate::Parse(fact.break_date()),
          .source = fact.source(),
          .stated_on = stated_on};
}

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

Result<void> HearOfBreak(const recruitment::v1::ContractBreakReported& fact,
                         const journal::FactMeta& meta, Context& context) {
  const auto statement = StatementOf(fact, meta.effective);
  const auto rules = RulesOn(statement.broken_on.value_or(context.session.today()));
  auto contract_break = context.breaks.Find(BreakOf(fact.contract()));
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
  return {};
}

}  // namespace parcours::followup
