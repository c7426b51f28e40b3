#include <algorithm>

#include "services/followup/domain/rules.h"
#include "services/followup/phrases.h"
#include "services/followup/projections/timeline.h"
#include "services/followup/use_cases/clock_view.h"
#include "services/followup/use_cases/timeline_text.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/execution/refusals.h"

namespace parcours::followup {
namespace {

// The record as it was sent: what the platform itself brought about is left out.
Training AsImported(const Pathway& pathway) {
  Training training{.session = pathway.state().session, .excluded_on = pathway.state().excluded_on};
  for (const auto& [name, attached] : pathway.state().contracts) {
    if (attached.imported && attached.start_known) training.contracts.push_back(attached.contract);
  }
  return training;
}

std::optional<v1::WithoutPlatform> Without(const Pathway& pathway, CivilDate day,
                                           Language language) {
  if (!pathway.IsApprenticeship() || pathway.state().origin != v1::IMPORT) return std::nullopt;
  const auto changes = StatusChanges(AsImported(pathway), RulesOn(day).dashboard);
  if (changes.empty()) return std::nullopt;
  v1::WithoutPlatform without;
  without.set_status(ToProto(changes.back().status));
  without.set_from_date(changes.back().from.ToString());
  without.set_text(Say(language, "without_platform",
                       {{"status", std::string(StatusName(changes.back().status))},
                        {"from", changes.back().from.ToString()}}));
  return without;
}

}  // namespace

Result<v1::Timeline> Handle(const v1::GetTimelineRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.name()));
  if (!pathway.state().open) return Refuse(execution::NotFound(request.name()));
  const auto last_day = CivilDate::Parse(request.on());
  const bool support = MaySeeSupport(context.session.actor(), pathway);

  auto rows = TimelineOf(context.session.db(), pathway.name());
  std::erase_if(rows, [&](const TimelineRow& row) {
    return (last_day && row.day > *last_day) || (!support && TimelineKindOf(row.kind).restricted);
  });
  v1::Timeline timeline;
  timeline.set_pathway(pathway.name());
  timeline.set_person(pathway.person());
  for (auto& entry : TimelineEntries(std::move(rows), pathway, context)) {
    *timeline.add_entries() = std::move(entry);
  }
  const Language language = context.session.origin().language;
  if (auto without = Without(pathway, context.session.today(), language)) {
    *timeline.mutable_without_platform() = *std::move(without);
  }
  return timeline;
}

}  // namespace parcours::followup
