#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<v1::Mission> Handle(const v1::ValidateMissionRequest& request, Context& context) {
  TRY(auto mission, context.missions.Load(request.name(), request.etag()));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  TRY(mission, context.missions.Record(
                   mission, mission.Validate(context.session.actor(), day, request.comment())));
  return ToProto(mission, context);
}

}  // namespace parcours::recruitment
