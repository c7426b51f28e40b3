#include "services/followup/use_cases/plan_view.h"

#include <algorithm>

namespace parcours::followup {
namespace {

template <typename Item>
bool IsOverdue(const Item& item, CivilDate day) {
  return IsUnderWay(item.status) && item.due < day;
}

void AddPlannedAction(v1::PlanObjective& view, int number, const PlannedAction& action) {
  auto& entry = *view.add_actions();
  entry.set_number(number);
  entry.set_text(action.text);
  entry.set_owner(action.owner);
  entry.set_due_date(action.due.ToString());
  entry.set_status(action.status);
}

v1::PlanObjective ObjectiveView(int number, const PlannedObjective& objective) {
  v1::PlanObjective view;
  view.set_number(number);
  view.set_text(objective.text);
  view.set_measure(objective.measure);
  view.set_due_date(objective.due.ToString());
  view.set_status(objective.status);
  view.set_measured(objective.measured);
  return view;
}

}  // namespace

bool HasOverdue(const ActionPlan& plan, CivilDate day) {
  const auto overdue = [&](const auto& entry) { return IsOverdue(entry.second, day); };
  return !plan.closed() && (std::ranges::any_of(plan.content().objectives, overdue) ||
                            std::ranges::any_of(plan.content().actions, overdue));
}

v1::ActionPlan View(const ActionPlan& plan, const Context& context, int version) {
  const int last = static_cast<int>(plan.versions().size());
  const int shown = version == 0 ? last : version;
  const PlanContent& content = plan.ContentOf(shown);
  const CivilDate today = context.session.today();
  const bool current = shown == last && !plan.closed();

  v1::ActionPlan view;
  view.set_name(plan.name());
  view.set_pathway(plan.pathway());
  view.set_person(plan.person());
  view.set_version(shown);
  for (const auto& [number, objective] : content.objectives) {
    auto& entry = *view.add_objectives() = ObjectiveView(number, objective);
    entry.set_overdue(current && IsOverdue(objective, today));
    for (const auto& [action_number, action] : content.actions) {
      if (action.objective != number) continue;
      AddPlannedAction(entry, action_number, action);
      entry.mutable_actions()->rbegin()->set_overdue(current && IsOverdue(action, today));
    }
  }
  for (const auto& told : plan.versions()) *view.add_versions() = told;
  view.set_close_date(plan.closing().meta().effective_date());
  view.set_review(plan.closing().review());
  view.set_etag(context.plans.Etag(plan));
  return view;
}

}  // namespace parcours::followup
