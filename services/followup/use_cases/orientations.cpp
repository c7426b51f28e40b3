// Orientations: made, answered, listed.

#include <algorithm>

#include "services/followup/domain/break_refusals.h"
#include "services/followup/projections/records.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

v1::Orientation OrientationView(const Pathway& pathway) {
  v1::Orientation view;
  view.set_pathway(pathway.name());
  const PathwayState& state = pathway.state();
  if (state.orientation_due_on) view.set_propose_date(state.orientation_due_on->ToString());
  for (const OrientationTry& made : state.orientations) {
    auto& attempt = *view.add_attempts();
    attempt.set_body(made.body);
    attempt.set_orientation_date(made.made_on.ToString());
    attempt.set_reason(made.reason);
    attempt.set_answer(made.answer);
    attempt.set_answer_date(made.answered_on);
    attempt.set_note(made.note);
  }
  view.set_settled(std::ranges::any_of(state.orientations, [](const OrientationTry& made) {
    return made.answer == v1::RECEIVES || made.answer == v1::PERSON_DECLINES;
  }));
  return view;
}

}  // namespace

Result<v1::Orientation> Handle(const v1::OrientPersonRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.pathway()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  if (!context.directory.FindOrganisation(request.body())) {
    return Refuse(OrientationBodyUnknown(request.body()));
  }
  TRY(pathway,
      context.pathways.Record(pathway, pathway.OrientTo(request.body(), request.reason(), day,
                                                        context.session.actor().principal)));
  return OrientationView(pathway);
}

Result<v1::Orientation> Handle(const v1::AnswerOrientationRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.pathway()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  TRY(pathway,
      context.pathways.Record(pathway, pathway.AnswerOrientation(request.body(), request.answer(),
                                                                 request.note(), day)));
  return OrientationView(pathway);
}

Result<v1::ListOrientationsResponse> Handle(const v1::ListOrientationsRequest& request,
                                            Context& context) {
  v1::ListOrientationsResponse page;
  const auto add = [&](const Pathway& pathway) {
    *page.add_orientations() = OrientationView(pathway);
    return true;
  };
  TRY(auto token, FillPage(context, context.pathways, request,
                           {.collection = kOrientations,
                            .pathway = request.pathway(),
                            .open_only = request.open_only()},
                           add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
