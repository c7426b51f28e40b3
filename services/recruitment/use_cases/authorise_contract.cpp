#include <algorithm>

#include "services/platform/core/id.h"
#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/refusals.h"
#include "services/recruitment/projections/projections.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/journeys.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {
namespace {

ApprenticeshipContract::Terms TermsOf(const v1::AuthoriseContractRequest& request,
                                      const Mission& mission, Context& context) {
  int last_number = 0;
  for (const auto& contract : ContractsOn(mission.pathway(), context)) {
    last_number = std::max(last_number, contract.terms().number);
  }
  const auto employer = context.directory.FindOrganisation(mission.employer());
  return {.employer = mission.employer(),
          .employer_siret = employer ? employer->siret : std::string{},
          .number = last_number + 1,
          .start = DayOf(request.start_date()).value_or(CivilDate{}),
          .end = DayOf(request.end_date())};
}

ApprenticeshipContract::Apprentice ApprenticeOf(const Mission& mission, const Context& context) {
  const auto person = context.persons.Find(mission.person());
  return {.birth = DayOf(person.identity().birth_date()).value_or(CivilDate{})};
}

}  // namespace

Result<v1::ApprenticeshipContract> Handle(const v1::AuthoriseContractRequest& request,
                                          Context& context) {
  TRY(const auto mission, context.missions.Load(request.mission(), request.etag()));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  if (const auto other = FindContractOnMission(context.session.db(), mission.name())) {
    return Refuse(ContractAlreadyAuthorised(*other));
  }
  const ApprenticeshipContract blank(
      ResourceName(ApprenticeshipContract::kCollection, context.session.NewId()));
  TRY(const auto contract,
      context.contracts.Record(blank, blank.Authorise(mission, ApprenticeOf(mission, context),
                                                      TermsOf(request, mission, context),
                                                      context.session.actor(), day)));
  return ToProto(contract, context);
}

}  // namespace parcours::recruitment
