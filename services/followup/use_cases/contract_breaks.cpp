// Breaks: declared, read with what every source said.

#include <algorithm>

#include "services/followup/domain/break_refusals.h"
#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/break_acts.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

v1::ContractBreakRecord View(const ContractBreak& contract_break, const Context& context) {
  v1::ContractBreakRecord view;
  view.set_name(contract_break.name());
  view.set_pathway(contract_break.pathway());
  view.set_contract(ContractOf(contract_break.name()));
  if (const auto day = contract_break.broken_on()) view.set_break_date(day->ToString());
  for (const auto& statement : contract_break.testimonies()) {
    auto& testimony = *view.add_testimonies();
    testimony.set_state_date(statement.meta().effective_date());
    testimony.set_source(statement.source());
    testimony.set_break_date(statement.break_date());
    testimony.set_holds(contract_break.Holds(statement));
    testimony.set_reason(statement.reason());
    testimony.set_declared_by(statement.declared_by());
  }
  std::stable_sort(view.mutable_testimonies()->begin(), view.mutable_testimonies()->end(),
                   [](const auto& a, const auto& b) { return a.state_date() < b.state_date(); });
  view.set_etag(context.breaks.Etag(contract_break));
  return view;
}

Result<void> CheckBreakDay(std::optional<CivilDate> day, const Contract& contract,
                           CivilDate today) {
  if (!day) return {};
  if (*day > today) return Refuse(ActInTheFuture("break_date"));
  if (*day < contract.start) return Refuse(BreakBeforeContract(contract.start));
  if (contract.end && *day > *contract.end) return Refuse(BreakAfterContract(*contract.end));
  return {};
}

}  // namespace

Result<v1::ContractBreakRecord> Handle(const v1::DeclareBreakRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  const auto attached = pathway.state().contracts.find(request.contract());
  if (attached == pathway.state().contracts.end() || attached->second.contract.cancelled) {
    return Refuse(ContractNotOfPathway(request.contract()));
  }
  const Contract& contract = attached->second.contract;
  const CivilDate today = context.session.today();
  const auto day = CivilDate::Parse(request.break_date());
  TRY(CheckBreakDay(day, contract, today));
  const auto known = context.breaks.Find(BreakOf(contract.name));
  if (known.testimonies().size() >= ContractBreak::kMostTestimonies) {
    return Refuse(BreakStatedTooOften());
  }
  TRY(const auto contract_break,
      TakeStatement(context, {.organisation = pathway.organisation(),
                              .person = pathway.person(),
                              .pathway = pathway.name(),
                              .contract = contract.name,
                              .number = attached->second.number,
                              .employer = contract.employer,
                              .broken_on = day,
                              .source = request.source(),
                              .stated_on = today,
                              .reason = request.reason(),
                              .declared_by = context.session.actor().principal}));
  return View(contract_break, context);
}

Result<v1::ContractBreakRecord> Handle(const v1::GetContractBreakRequest& request,
                                       Context& context) {
  TRY(const auto contract_break, context.breaks.Load(request.name()));
  return View(contract_break, context);
}

}  // namespace parcours::followup
