#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/refusals.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/local_day.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {
namespace {

Candidacy::Interview InterviewOf(const v1::RecordInterviewRequest& request) {
  Candidacy::Interview interview{.kind = request.kind(),
                                 .start = std::nullopt,
                                 .end = std::nullopt,
                                 .minutes = request.minutes(),
                                 .objective = request.objective(),
                                 .verdict = request.objective_verdict(),
                                 .note = request.note()};
  if (request.has_start_time()) interview.start = request.start_time();
  if (request.has_end_time()) interview.end = request.end_time();
  return interview;
}

std::string ZoneOf(const std::string& organisation, const Context& context) {
  const auto found = context.directory.FindOrganisation(organisation);
  return found ? found->time_zone : std::string{};
}

// The day of the interview: stated, else that of its start, else today. Start and end stand on it.
Result<CivilDate> DayOfInterview(const v1::RecordInterviewRequest& request,
                                 const Candidacy& candidacy, const Context& context) {
  const auto today = context.session.today();
  if (!request.has_start_time()) return DayOfAct(request.date(), today);
  const auto zone = ZoneOf(candidacy.organisation(), context);
  const auto start = LocalDay(request.start_time(), zone);
  const auto stated = DayOf(request.date()).value_or(start);
  if (stated != start) return Refuse(InterviewDayDiffers(stated, start));
  if (request.has_end_time() && LocalDay(request.end_time(), zone) != start)
    return Refuse(InterviewTimesInvalid());
  return DayOfAct(start.ToString(), today);
}

}  // namespace

Result<v1::Candidacy> Handle(const v1::RecordInterviewRequest& request, Context& context) {
  TRY(auto candidacy, context.candidacies.Load(request.candidacy(), request.etag()));
  const auto& actor = context.session.actor();
  TRY(const auto day, DayOfInterview(request, candidacy, context));
  TRY(candidacy, context.candidacies.Record(
                     candidacy, candidacy.HoldInterview(InterviewOf(request), actor, day)));
  for (const auto& barrier : request.barriers()) {
    TRY(candidacy,
        context.candidacies.Record(candidacy, candidacy.IdentifyBarrier(barrier, actor, day)));
  }
  return ToProto(candidacy, context);
}

}  // namespace parcours::recruitment
