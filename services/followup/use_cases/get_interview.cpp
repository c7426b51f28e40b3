#include "services/followup/use_cases/interview_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::Interview> Handle(const v1::GetInterviewRequest& request, Context& context) {
  TRY(const auto interview, context.interviews.Load(request.name()));
  return View(interview, context);
}

}  // namespace parcours::followup
