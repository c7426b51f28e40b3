#include "services/support/domain/day_of_act.h"
#include "services/support/use_cases/answers.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {

Result<v1::SupportCase> Handle(const v1::LiftBarrierRequest& request, Context& context) {
  TRY(auto support_case, LoadOpen(request.name(), request.etag(), context));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  TRY(support_case,
      context.cases.Record(support_case, support_case.Lift(request.category(), request.note(),
                                                           context.session.actor(), day)));
  return ToProto(support_case, context);
}

}  // namespace parcours::support
