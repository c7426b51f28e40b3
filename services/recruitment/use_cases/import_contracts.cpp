#include "services/recruitment/use_cases/import_contracts.h"

#include <algorithm>
#include <utility>

#include "services/platform/core/id.h"
#include "services/recruitment/domain/contract_matching.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/journeys.h"
#include "services/recruitment/use_cases/search_steps.h"

namespace parcours::recruitment {
namespace {

using Terms = ApprenticeshipContract::Terms;

Terms TermsOf(const DossierContract& stated, int number, const Context& context) {
  const auto employer = stated.employer_siret.empty()
                            ? std::nullopt
                            : context.directory.FindBySiret(stated.employer_siret);
  return {.employer = employer ? employer->name : std::string{},
          .employer_siret = stated.employer_siret,
          .number = number,
          .start = stated.start,
          .end = stated.end};
}

Result<ApprenticeshipContract> ReportBreak(const ApprenticeshipContract& contract,
                                           const DossierContract& stated, Context& context) {
  return RecordIfAny(
      context.contracts, contract,
      contract.ReportBreak(
          {.broken_on = stated.broken_on, .source = type::v1::CFA, .cause = stated.break_cause},
          context.session.today()));
}

Result<ApprenticeshipContract> AddContract(const DossierContract& stated, int number,
                                           const Enrolment& enrolment, Context& context) {
  const ApprenticeshipContract blank(
      ResourceName(ApprenticeshipContract::kCollection, context.session.NewId()));
  const ApprenticeshipContract::Parties owner{.organisation = enrolment.organisation(),
                                              .person = enrolment.person(),
                                              .pathway = enrolment.pathway()};
  return context.contracts.Record(blank, blank.Import(owner, TermsOf(stated, number, context)));
}

// What the record says of a contract that is known. One signed on the platform keeps its terms: a
// file reports its break at most.
Result<ApprenticeshipContract> CorrectContract(const ApprenticeshipContract& known,
                                               const DossierContract& stated, Context& context) {
  if (!known.imported()) return known;
  return RecordIfAny(
      context.contracts, known,
      known.Correct(TermsOf(stated, known.terms().number, context), context.session.today()));
}

// A new contract ends the search that a break before it opened.
Result<void> EndSearchFor(const ApprenticeshipContract& contract, const DossierContract& stated,
                          Context& context) {
  const auto search = SearchOf(contract.pathway(), context);
  const bool follows =
      search.broken_on() && contract.terms().start >= *search.broken_on() && !stated.broken_on;
  if (!follows || search.broken_contract() == contract.name()) return {};
  return EndSearch(contract.pathway(), v1::EmployerSearchClosed::CONTRACT_SIGNED, contract.name(),
                   context.session.today(), context);
}

}  // namespace

Result<std::vector<std::string>> ImportContracts(const std::vector<DossierContract>& stated,
                                                 const Enrolment& enrolment, Context& context) {
  auto known = ContractsOn(enrolment.pathway(), context);
  int last_number = 0;
  for (const auto& contract : known) last_number = std::max(last_number, contract.terms().number);
  std::vector<std::pair<ApprenticeshipContract, DossierContract>> held;
  for (const auto& match : MatchContracts(std::move(known), stated)) {
    if (!match.stated) {
      TRY(RecordIfAny(context.contracts, *match.known,
                      match.known->Withdraw(context.session.today())));
      continue;
    }
    TRY(auto contract, match.known ? CorrectContract(*match.known, *match.stated, context)
                                   : AddContract(*match.stated, ++last_number, enrolment, context));
    held.emplace_back(std::move(contract), *match.stated);
  }
  // Contracts before breaks: whoever judges a break then knows the contract that came after it.
  std::vector<std::string> names;
  for (auto& [contract, record] : held) {
    TRY(contract, ReportBreak(contract, record, context));
    TRY(EndSearchFor(contract, record, context));
    names.push_back(contract.name());
  }
  return names;
}

}  // namespace parcours::recruitment
