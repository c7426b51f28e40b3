#include "services/followup/use_cases/interview_view.h"

namespace parcours::followup {

v1::Interview View(const Interview& interview, const Context& context) {
  const auto& fact = interview.recorded();
  v1::Interview view;
  view.set_name(interview.name());
  view.set_pathway(fact.pathway());
  view.set_person(fact.person());
  view.set_kind(fact.kind());
  view.set_interview_date(fact.meta().effective_date());
  if (fact.has_start_time()) *view.mutable_start_time() = fact.start_time();
  if (fact.has_end_time()) *view.mutable_end_time() = fact.end_time();
  view.set_minutes(fact.minutes());
  view.set_objective(fact.objective());
  view.set_objective_verdict(fact.objective_verdict());
  view.set_note(fact.note());
  view.set_held_by(fact.held_by());
  if (fact.has_content()) *view.mutable_content() = fact.content();
  if (fact.has_agreement()) *view.mutable_agreement() = fact.agreement();
  view.set_etag(context.interviews.Etag(interview));
  *view.mutable_create_time() = fact.meta().record_time();
  return view;
}

}  // namespace parcours::followup
