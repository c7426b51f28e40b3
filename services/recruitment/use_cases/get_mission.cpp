#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<v1::Mission> Handle(const v1::GetMissionRequest& request, Context& context) {
  TRY(const auto mission, context.missions.Load(request.name()));
  return ToProto(mission, context);
}

}  // namespace parcours::recruitment
