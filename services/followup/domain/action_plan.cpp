#include "services/followup/domain/action_plan.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/refusals.h"

namespace parcours::followup {
namespace {

using Step = std::pair<v1::PlanStatus, v1::PlanStatus>;

// The statuses are DOMAIN 2.3's; what may follow what is a default, to be confirmed by référents.
constexpr std::array kSteps{
    Step{v1::PLANNED, v1::IN_PROGRESS},   Step{v1::PLANNED, v1::STANDBY},
    Step{v1::PLANNED, v1::DONE},          Step{v1::PLANNED, v1::CANCELLED},
    Step{v1::IN_PROGRESS, v1::STANDBY},   Step{v1::IN_PROGRESS, v1::DONE},
    Step{v1::IN_PROGRESS, v1::ABANDONED}, Step{v1::STANDBY, v1::IN_PROGRESS},
    Step{v1::STANDBY, v1::DONE},          Step{v1::STANDBY, v1::ABANDONED},
    Step{v1::ABANDONED, v1::PLANNED},
};

bool IsGivenUp(v1::PlanStatus status) { return status == v1::ABANDONED || status == v1::CANCELLED; }

v1::PlanStatus DroppedFrom(v1::PlanStatus status) {
  return MayFollow(status, v1::CANCELLED) ? v1::CANCELLED : v1::ABANDONED;
}

// A day that has passed is kept, never newly set.
Result<void> CheckDue(const std::string& due, const std::optional<CivilDate>& before,
                      CivilDate today, const Error& missing) {
  const auto day = CivilDate::Parse(due);
  if (!day) return Refuse(missing);
  if (*day < today && day != before) return Refuse(PlanDatePassed());
  return {};
}

Result<void> CheckObjectiveDraft(const v1::PlanObjective& draft, const PlannedObjective* known,
                                 CivilDate day) {
  if (draft.text().empty()) return Refuse(PlanTextMissing());
  if (draft.measure().empty()) return Refuse(ObjectiveMeasureMissing());
  const auto before = known == nullptr ? std::nullopt : std::optional(known->due);
  return CheckDue(draft.due_date(), before, day, ObjectiveDateMissing());
}

Result<void> CheckActionDraft(const v1::PlanAction& draft, const PlannedAction* known,
                              CivilDate day) {
  if (draft.text().empty()) return Refuse(PlanTextMissing());
  if (draft.owner().empty()) return Refuse(ActionOwnerMissing());
  const auto before = known == nullptr ? std::nullopt : std::optional(known->due);
  return CheckDue(draft.due_date(), before, day, ActionDeadlineMissing());
}

bool Says(const PlannedObjective& known, const v1::PlanObjective& draft) {
  return known.text == draft.text() && known.measure == draft.measure() &&
         known.due == DayOr(draft.due_date(), {});
}

bool Says(const PlannedAction& known, const v1::PlanAction& draft, int objective) {
  return known.objective == objective && known.text == draft.text() &&
         known.owner == draft.owner() && known.due == DayOr(draft.due_date(), {});
}

// The item that a draft names; nullptr for a new one.
template <typename Item>
Result<const Item*> Named(const std::map<int, Item>& items, int number) {
  if (number == 0) return static_cast<const Item*>(nullptr);
  const auto found = items.find(number);
  if (found == items.end() || IsGivenUp(found->second.status)) return Refuse(PlanItemUnknown());
  return &found->second;
}

template <typename Item>
int NextNumber(const std::map<int, Item>& items) {
  return items.empty() ? 1 : items.rbegin()->first + 1;
}

template <typename Item, typename Add>
void Divide(const std::map<int, Item>& items, const std::set<int>& named, const Add& keep,
            const Add& drop) {
  for (const auto& [number, item] : items) {
    if (IsGivenUp(item.status)) continue;
    const bool stays = item.status == v1::DONE || named.contains(number);
    (stays ? keep : drop)(number);
  }
}

template <typename Item>
void GiveUp(std::map<int, Item>& items,
            const google::protobuf::RepeatedField<std::int32_t>& numbers, CivilDate day) {
  for (const int number : numbers) {
    auto& item = items[number];
    item.status = DroppedFrom(item.status);
    item.since = day;
  }
}

Result<void> CheckStep(v1::PlanStatus from, CivilDate since,
                       const v1::ChangePlanStatusRequest& request, CivilDate day) {
  if (!MayFollow(from, request.status())) {
    return Refuse(
        PlanTransitionForbidden(v1::PlanStatus_Name(from), v1::PlanStatus_Name(request.status())));
  }
  if (day < since) return Refuse(PlanDateBeforeCurrent(since));
  if (IsGivenUp(request.status()) && request.reason().empty()) return Refuse(PlanReasonMissing());
  return {};
}

// Who prescribed and who pays must have accepted by the day (004 2.2).
Result<v1::Reorientation> Accepted(v1::Reorientation reorientation, const Pathway& pathway,
                                   CivilDate day) {
  const std::string& prescriber = pathway.state().prescriber;
  const auto accepted = [&](const std::string& date) {
    const auto given = CivilDate::Parse(date);
    return given && *given <= day;
  };
  const bool by_prescriber = prescriber.empty() || accepted(reorientation.prescriber_accept_date());
  const bool by_funder =
      !reorientation.funder().empty() && accepted(reorientation.funder_accept_date());
  if (!by_prescriber || !by_funder) return Refuse(ReorientationNotAccepted());
  reorientation.set_prescriber(prescriber);
  if (prescriber.empty()) reorientation.clear_prescriber_accept_date();
  return reorientation;
}

// A fact of the plan that was opened so.
template <typename Fact>
Fact Said(const v1::ActionPlanOpened& plan, CivilDate day) {
  auto fact = Following<Fact>(plan, day);
  fact.set_action_plan(plan.action_plan());
  return fact;
}

}  // namespace

bool MayFollow(v1::PlanStatus from, v1::PlanStatus to) {
  return std::ranges::find(kSteps, Step{from, to}) != kSteps.end();
}

bool IsUnderWay(v1::PlanStatus status) { return status != v1::DONE && !IsGivenUp(status); }

const PlanContent& ActionPlan::ContentOf(int version) const {
  const auto place = static_cast<std::size_t>(version);
  return version >= 1 && place <= past_.size() ? past_[place - 1] : content_;
}

Result<std::vector<ActionPlan::Fact>> ActionPlan::Open(const Draft& draft, const Pathway& pathway,
                                                       CivilDate day, const std::string& by) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  if (pathway.state().closing) return Refuse(PathwayAlreadyClosed(pathway.name()));
  auto opened = FactOf<v1::ActionPlanOpened>(pathway);
  opened.set_action_plan(name_);
  opened.mutable_meta()->set_effective_date(day.ToString());
  opened.set_objectives(draft.size());
  for (const auto& objective : draft) {
    opened.set_actions(opened.actions() + objective.actions_size());
  }
  opened.set_opened_by(by);
  std::vector<Fact> facts{opened};
  TRY(AddDraft(facts, draft, opened, day));
  return facts;
}

Result<std::vector<ActionPlan::Fact>> ActionPlan::Revise(const v1::ReviseActionPlanRequest& request,
                                                         const Pathway& pathway, CivilDate day,
                                                         const std::string& by) const {
  if (closed()) return Refuse(ActionPlanAlreadyClosed());
  if (day < changed_on_) return Refuse(PlanDateBeforeCurrent(changed_on_));
  auto revised = Said<v1::ActionPlanRevised>(opened_, day);
  revised.set_version(static_cast<int>(versions_.size()) + 1);
  revised.set_reason(request.reason());
  revised.set_revised_by(by);
  if (request.has_reorientation()) {
    TRY(*revised.mutable_reorientation(), Accepted(request.reorientation(), pathway, day));
  }
  TRY(Sort(revised, request.objectives()));
  const bool dropped = revised.dropped_objectives_size() + revised.dropped_actions_size() > 0;
  std::vector<Fact> facts{std::move(revised)};
  TRY(AddDraft(facts, request.objectives(), opened_, day));
  if (facts.size() == 1 && !dropped && !request.has_reorientation()) {
    return Refuse(PlanNotChanged());
  }
  if (facts_ + static_cast<int>(facts.size()) >= kMostFacts) return Refuse(ActionPlanFull());
  return facts;
}

Result<void> ActionPlan::Sort(v1::ActionPlanRevised& fact, const Draft& draft) const {
  std::set<int> objectives;
  std::set<int> actions;
  for (const auto& objective : draft) {
    if (objective.number() > 0 && !objectives.insert(objective.number()).second) {
      return Refuse(PlanItemTwice());
    }
    for (const auto& action : objective.actions()) {
      if (action.number() > 0 && !actions.insert(action.number()).second) {
        return Refuse(PlanItemTwice());
      }
    }
  }
  using Add = std::function<void(int)>;
  Divide(content_.objectives, objectives, Add([&](int n) { fact.add_kept_objectives(n); }),
         Add([&](int n) { fact.add_dropped_objectives(n); }));
  Divide(content_.actions, actions, Add([&](int n) { fact.add_kept_actions(n); }),
         Add([&](int n) { fact.add_dropped_actions(n); }));
  return {};
}

Result<void> ActionPlan::AddDraft(std::vector<Fact>& facts, const Draft& draft,
                                  const v1::ActionPlanOpened& plan, CivilDate day) const {
  int next_objective = NextNumber(content_.objectives);
  int next_action = NextNumber(content_.actions);
  const auto say = [](auto fact, int number, const v1::PlanObjective& objective) {
    fact.set_number(number);
    fact.set_text(objective.text());
    fact.set_measure(objective.measure());
    fact.set_due_date(objective.due_date());
    return fact;
  };
  for (const auto& objective : draft) {
    TRY(const auto* known, Named(content_.objectives, objective.number()));
    TRY(CheckObjectiveDraft(objective, known, day));
    const int number = known == nullptr ? next_objective++ : objective.number();
    if (known == nullptr) {
      facts.emplace_back(say(Said<v1::ObjectiveSet>(plan, day), number, objective));
    } else if (!Says(*known, objective)) {
      if (known->status == v1::DONE) return Refuse(PlanGainChanged());
      facts.emplace_back(say(Said<v1::ObjectiveRevised>(plan, day), number, objective));
    }
    for (const auto& action : objective.actions()) {
      TRY(const auto* known_action, Named(content_.actions, action.number()));
      TRY(CheckActionDraft(action, known_action, day));
      if (known_action != nullptr && Says(*known_action, action, number)) continue;
      if (known_action != nullptr && known_action->status == v1::DONE) {
        return Refuse(PlanGainChanged());
      }
      auto set = Said<v1::ActionSet>(plan, day);
      set.set_number(known_action == nullptr ? next_action++ : action.number());
      set.set_objective(number);
      set.set_text(action.text());
      set.set_owner(action.owner());
      set.set_due_date(action.due_date());
      facts.emplace_back(std::move(set));
    }
  }
  return {};
}

Result<ActionPlan::Fact> ActionPlan::Change(const v1::ChangePlanStatusRequest& request,
                                            CivilDate day) const {
  if (closed()) return Refuse(ActionPlanAlreadyClosed());
  if ((request.objective() > 0) == (request.action() > 0)) return Refuse(PlanItemNotNamed());
  if (facts_ + 1 >= kMostFacts) return Refuse(ActionPlanFull());
  const auto objective = content_.objectives.find(request.objective());
  const auto action = content_.actions.find(request.action());
  if (objective != content_.objectives.end()) {
    const PlannedObjective& known = objective->second;
    TRY(CheckStep(known.status, known.since, request, day));
    if (request.status() == v1::DONE) {
      if (request.measured().empty()) return Refuse(ObjectiveNotMeasured());
      auto achieved = Said<v1::ObjectiveAchieved>(opened_, day);
      achieved.set_number(request.objective());
      achieved.set_measured(request.measured());
      achieved.set_late(day > known.due);
      return Fact(std::move(achieved));
    }
  } else if (action != content_.actions.end()) {
    TRY(CheckStep(action->second.status, action->second.since, request, day));
  } else {
    return Refuse(PlanItemUnknown());
  }
  auto changed = Said<v1::PlanStatusChanged>(opened_, day);
  changed.set_objective(request.objective());
  changed.set_action(request.action());
  changed.set_status(request.status());
  changed.set_reason(request.reason());
  return Fact(std::move(changed));
}

Result<v1::ActionPlanClosed> ActionPlan::Close(const std::string& review, CivilDate day,
                                               const std::string& by) const {
  if (closed()) return Refuse(ActionPlanAlreadyClosed());
  if (day < changed_on_) return Refuse(PlanDateBeforeCurrent(changed_on_));
  auto fact = Said<v1::ActionPlanClosed>(opened_, day);
  fact.set_objectives(static_cast<int>(content_.objectives.size()));
  fact.set_achieved(static_cast<int>(std::ranges::count_if(
      content_.objectives, [](const auto& entry) { return entry.second.status == v1::DONE; })));
  fact.set_review(review);
  fact.set_closed_by(by);
  return fact;
}

void ActionPlan::Counted(CivilDate day) {
  ++facts_;
  changed_on_ = std::max(changed_on_, day);
}

void ActionPlan::Apply(const v1::ActionPlanOpened& fact) {
  Counted(EffectiveOf(fact));
  opened_ = fact;
  auto& version = versions_.emplace_back();
  version.set_version(1);
  version.set_date(fact.meta().effective_date());
  version.set_agreed_by(fact.opened_by());
}

void ActionPlan::Apply(const v1::ActionPlanRevised& fact) {
  Counted(EffectiveOf(fact));
  past_.push_back(content_);
  auto& version = versions_.emplace_back();
  version.set_version(fact.version());
  version.set_date(fact.meta().effective_date());
  version.set_reason(fact.reason());
  *version.mutable_kept_objectives() = fact.kept_objectives();
  *version.mutable_kept_actions() = fact.kept_actions();
  *version.mutable_dropped_objectives() = fact.dropped_objectives();
  *version.mutable_dropped_actions() = fact.dropped_actions();
  if (fact.has_reorientation()) *version.mutable_reorientation() = fact.reorientation();
  version.set_agreed_by(fact.revised_by());
  GiveUp(content_.objectives, fact.dropped_objectives(), EffectiveOf(fact));
  GiveUp(content_.actions, fact.dropped_actions(), EffectiveOf(fact));
}

void ActionPlan::Apply(const v1::ObjectiveSet& fact) {
  Counted(EffectiveOf(fact));
  content_.objectives[fact.number()] = {.text = fact.text(),
                                        .measure = fact.measure(),
                                        .due = DayOr(fact.due_date(), {}),
                                        .since = EffectiveOf(fact)};
}

void ActionPlan::Apply(const v1::ObjectiveRevised& fact) {
  Counted(EffectiveOf(fact));
  auto& objective = content_.objectives[fact.number()];
  objective.text = fact.text();
  objective.measure = fact.measure();
  objective.due = DayOr(fact.due_date(), {});
}

void ActionPlan::Apply(const v1::ObjectiveAchieved& fact) {
  Counted(EffectiveOf(fact));
  auto& objective = content_.objectives[fact.number()];
  objective.status = v1::DONE;
  objective.since = EffectiveOf(fact);
  objective.measured = fact.measured();
}

void ActionPlan::Apply(const v1::ActionSet& fact) {
  Counted(EffectiveOf(fact));
  const auto [entry, is_new] = content_.actions.try_emplace(fact.number());
  auto& action = entry->second;
  if (is_new) action.since = EffectiveOf(fact);
  action.objective = fact.objective();
  action.text = fact.text();
  action.owner = fact.owner();
  action.due = DayOr(fact.due_date(), {});
}

void ActionPlan::Apply(const v1::PlanStatusChanged& fact) {
  const CivilDate day = EffectiveOf(fact);
  Counted(day);
  const auto move_on = [&](auto& item) {
    item.status = fact.status();
    item.since = day;
  };
  if (fact.objective() > 0) {
    move_on(content_.objectives[fact.objective()]);
  } else {
    move_on(content_.actions[fact.action()]);
  }
}

void ActionPlan::Apply(const v1::ActionPlanClosed& fact) {
  Counted(EffectiveOf(fact));
  closed_ = fact;
}

}  // namespace parcours::followup
