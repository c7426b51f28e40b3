#include "services/support/use_cases/answers.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {

Result<v1::SupportCase> Handle(const v1::GetCaseRequest& request, Context& context) {
  TRY(const auto support_case, LoadOpen(request.name(), {}, context));
  return ToProto(support_case, context);
}

}  // namespace parcours::support
