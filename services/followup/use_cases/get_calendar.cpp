#include "services/followup/calendar.h"
#include "services/followup/phrases.h"
#include "services/followup/projections/records.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

constexpr int kDaysBack = 30;
constexpr int kMostEvents = 1'000;

}  // namespace

Result<v1::CalendarFeed> Handle(const v1::GetCalendarRequest& request, Context& context) {
  const CivilDate since = context.session.today().AddDays(-kDaysBack);
  std::vector<Appointment> appointments;
  for (const auto& place :
       RecordsAfter(context.session.db(), {.collection = Appointment::kCollection,
                                          .agent = request.name(),
                                          .after = {.day = since.ToString()},
                                          .limit = kMostEvents})) {
    auto appointment = context.appointments.Find(place.name);
    if (context.appointments.MaySee(appointment)) appointments.push_back(std::move(appointment));
  }
  v1::CalendarFeed feed;
  feed.set_agent(request.name());
  feed.set_text(
      CalendarText(appointments, Say(context.session.origin().language, "calendar.summary")));
  return feed;
}

}  // namespace parcours::followup
