#include "services/followup/civil_day.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

Instant InstantOf(const google::protobuf::Timestamp& time) {
  return Instant{std::chrono::seconds{time.seconds()} +
                 std::chrono::duration_cast<std::chrono::microseconds>(
                     std::chrono::nanoseconds{time.nanos()})};
}

InterviewTimes TimesOf(const v1::RecordInterviewRequest& request, const Pathway& pathway,
                       const Context& context) {
  InterviewTimes times{.started_on = std::nullopt, .today = context.session.today()};
  if (request.has_start_time()) {
    const auto organisation = context.directory.FindOrganisation(pathway.organisation());
    times.started_on =
        DayIn(organisation ? organisation->time_zone : "", InstantOf(request.start_time()));
  }
  return times;
}

v1::Interview ToProto(const Interview& interview, const v1::RecordInterviewRequest& request,
                      const Context& context) {
  const auto& fact = interview.recorded();
  v1::Interview answer;
  answer.set_name(interview.name());
  answer.set_pathway(fact.pathway());
  answer.set_person(fact.person());
  answer.set_kind(fact.kind());
  answer.set_interview_date(fact.meta().effective_date());
  answer.set_minutes(fact.minutes());
  answer.set_objective(fact.objective());
  answer.set_objective_verdict(fact.objective_verdict());
  *answer.mutable_barriers() = request.barriers();
  answer.set_note(fact.note());
  answer.set_held_by(fact.held_by());
  answer.set_etag(context.interviews.Etag(interview));
  *answer.mutable_create_time() = fact.meta().record_time();
  return answer;
}

}  // namespace

Result<v1::Interview> Handle(const v1::RecordInterviewRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.pathway()));
  Interview interview(ResourceName(Interview::kCollection, context.session.NewId()));
  TRY(auto recorded, interview.Record(request, pathway, TimesOf(request, pathway, context),
                                      context.session.actor().principal));
  TRY(auto barriers, BarriersOf(request, recorded));
  TRY(interview, context.interviews.Record(interview, std::move(recorded)));
  for (auto& barrier : barriers) {
    TRY(pathway, context.pathways.Record(pathway, std::move(barrier)));
  }
  return ToProto(interview, request, context);
}

}  // namespace parcours::followup
