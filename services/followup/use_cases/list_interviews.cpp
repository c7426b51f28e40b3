#include "services/followup/use_cases/interview_view.h"
#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::ListInterviewsResponse> Handle(const v1::ListInterviewsRequest& request,
                                          Context& context) {
  v1::ListInterviewsResponse page;
  const auto add = [&](const Interview& interview) {
    *page.add_interviews() = View(interview, context);
    return true;
  };
  TRY(auto token,
      FillPage(context, context.interviews, request,
               {.collection = Interview::kCollection, .pathway = request.pathway()}, add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
