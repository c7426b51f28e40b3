#include "services/recruitment/use_cases/search_steps.h"

#include "services/platform/core/id.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/journeys.h"

namespace parcours::recruitment {
namespace {

// Every signed contract of the pathway but the broken one.
std::vector<ContractCover> OtherContracts(const EmployerSearch::Break& contract_break,
                                          Context& context) {
  std::vector<ContractCover> others;
  for (const auto& contract : ContractsOn(contract_break.pathway, context)) {
    if (contract.name() == contract_break.contract || !contract.signed_by_all()) continue;
    others.push_back({.start = contract.terms().start,
                      .end = contract.terms().end,
                      .broken_on = contract.broken_on()});
  }
  return others;
}

}  // namespace

EmployerSearch SearchOf(std::string_view pathway, const Context& context) {
  return context.searches.Find(
      ResourceName(EmployerSearch::kCollection, IdOf(pathway, "pathways")));
}

Result<void> StartSearch(const EmployerSearch::Break& contract_break, Context& context) {
  const auto journey = FindJourney(contract_break.pathway, context);
  const auto training = journey ? journey->training : TrainingPeriod{};
  const auto today = context.session.today();
  if (!LeavesWithoutEmployer(contract_break.broken_on, OtherContracts(contract_break, context),
                             training, today)) {
    return {};
  }
  const auto search = SearchOf(contract_break.pathway, context);
  TRY(RecordIfAny(context.searches, search, search.Open(contract_break, today)));
  return {};
}

Result<void> EndSearch(std::string_view pathway, EmployerSearch::CloseReason reason,
                       std::string_view contract, CivilDate day, Context& context) {
  const auto search = SearchOf(pathway, context);
  TRY(RecordIfAny(context.searches, search, search.Close(reason, contract, day)));
  return {};
}

}  // namespace parcours::recruitment
