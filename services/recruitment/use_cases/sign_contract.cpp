#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/search_steps.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<v1::ApprenticeshipContract> Handle(const v1::SignContractRequest& request,
                                          Context& context) {
  TRY(auto contract, context.contracts.Load(request.name(), request.etag()));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  TRY(contract, context.contracts.Record(
                    contract, contract.Sign(context.missions.Find(contract.mission()), day)));
  TRY(EndSearch(contract.pathway(), v1::EmployerSearchClosed::CONTRACT_SIGNED, contract.name(), day,
                context));
  return ToProto(contract, context);
}

}  // namespace parcours::recruitment
