#include "services/followup/civil_day.h"
#include "services/followup/use_cases/interview_view.h"
#include "services/followup/use_cases/risk.h"
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
  WatchRisk(context, pathway.name());
  auto answer = View(interview, context);
  *answer.mutable_barriers() = request.barriers();
  return answer;
}

}  // namespace parcours::followup
