#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/judge.h"
#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

ClosingReview ReviewOf(const v1::CompletePathwayRequest& request, CivilDate day,
                       const Context& context) {
  ClosingReview review{.result = request.result(),
                       .day = day,
                       .last_day = CivilDate::Parse(request.last_day()),
                       .reason = request.reason(),
                       .closed_by = context.session.actor().principal};
  if (request.has_review()) review.reached = request.review().reached();
  for (const int barrier : request.review().open_barriers()) {
    review.open_barriers.push_back(static_cast<type::v1::BarrierCategory>(barrier));
  }
  return review;
}

}  // namespace

Result<v1::Pathway> Handle(const v1::CompletePathwayRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.name(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  const ClosingReview review = ReviewOf(request, day, context);
  if (review.result == v1::LEFT_EARLY) {
    TRY(pathway, context.pathways.Record(pathway, pathway.Interrupt(review)));
  } else {
    TRY(pathway, context.pathways.Record(pathway, pathway.Complete(review)));
  }
  TRY(pathway, JudgeAll(context, std::move(pathway)));
  if (auto proposed = pathway.ProposeOrientation()) {
    TRY(pathway, context.pathways.Record(pathway, *std::move(proposed)));
  }
  return View(pathway, context.session.today(), context);
}

}  // namespace parcours::followup
