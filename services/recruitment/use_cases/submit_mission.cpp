#include "services/platform/core/id.h"
#include "services/platform/execution/refusals.h"
#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/journeys.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {
namespace {

// The journey, as the actor may see a mission on it: staff of its organisation, or the employer
// that is named.
Result<Journey> LoadJourney(const v1::SubmitMissionRequest& request, const Context& context) {
  auto journey = FindJourney(request.pathway(), context);
  const bool visible = journey && context.session.MaySee({.name = request.pathway(),
                                                          .organisation = journey->organisation,
                                                          .person = journey->person,
                                                          .parties = {request.employer()}},
                                                         context.directory);
  if (!visible) return Refuse(execution::NotFound(request.pathway()));
  return *std::move(journey);
}

}  // namespace

Result<v1::Mission> Handle(const v1::SubmitMissionRequest& request, Context& context) {
  TRY(const auto journey, LoadJourney(request, context));
  TRY(context.directory.RequireOrganisation(request.employer(), "employer"));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  const Mission blank(ResourceName(Mission::kCollection, context.session.NewId()));
  TRY(const auto mission,
      context.missions.Record(blank, blank.Submit({.organisation = journey.organisation,
                                                   .person = journey.person,
                                                   .pathway = journey.pathway,
                                                   .employer = request.employer(),
                                                   .title = request.title(),
                                                   .description = request.description(),
                                                   .progression = request.progression()},
                                                  context.session.actor(), day)));
  context.session.timers().Set(
      {.kind = kMissionValidationDue, .aggregate = mission.name(), .due = mission.overdue_from()});
  return ToProto(mission, context);
}

}  // namespace parcours::recruitment
