#include "services/followup/domain/action_plan.h"

#include <gmock/gmock.h>

#include "services/followup/tests/domain/pathways.h"
#include "services/followup/tests/domain/random.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kBy[] = "agents/1";

v1::PlanObjective Objective(const char* text, int number = 0) {
  v1::PlanObjective objective;
  objective.set_number(number);
  objective.set_text(text);
  objective.set_measure("Une attestation");
  objective.set_due_date("2025-06-30");
  return objective;
}

v1::PlanAction Action(const char* text, int number = 0) {
  v1::PlanAction action;
  action.set_number(number);
  action.set_text(text);
  action.set_owner("persons/p");
  action.set_due_date("2025-04-30");
  return action;
}

ActionPlan::Draft TwoObjectives() {
  ActionPlan::Draft draft;
  *draft.Add() = Objective("Trouver un employeur");
  *draft.Add() = Objective("Passer le permis");
  *draft[0].add_actions() = Action("Écrire un CV");
  *draft[0].add_actions() = Action("Appeler cinq entreprises");
  return draft;
}

void TakeFacts(ActionPlan& plan, const std::vector<ActionPlan::Fact>& facts) {
  for (const auto& fact : facts) std::visit([&](const auto& one) { plan.Apply(one); }, fact);
}

// Version 1 of 2025-03-10: two objectives, two actions for the first.
ActionPlan Agreed() {
  ActionPlan plan("actionPlans/a");
  TakeFacts(plan, plan.Open(TwoObjectives(), Opened(), Day("2025-03-10"), kBy).value());
  return plan;
}

std::string WhyNotOpen(const ActionPlan::Draft& draft) {
  const auto facts = ActionPlan("actionPlans/a").Open(draft, Opened(), Day("2025-03-10"), kBy);
  return facts ? "" : facts.error().reason;
}

struct Step {
  int objective = 0;
  int action = 0;
  v1::PlanStatus status = v1::PLAN_STATUS_UNSPECIFIED;
  const char* day = "2025-03-12";
};

Result<ActionPlan::Fact> Try(const ActionPlan& plan, const Step& step) {
  v1::ChangePlanStatusRequest request;
  request.set_objective(step.objective);
  request.set_action(step.action);
  request.set_status(step.status);
  request.set_reason("Autre projet");
  request.set_measured("Attestation du 12 mars");
  return plan.Change(request, Day(step.day));
}

void Move(ActionPlan& plan, const Step& step) { TakeFacts(plan, {Try(plan, step).value()}); }

std::string WhyNot(const ActionPlan& plan, const Step& step) {
  const auto fact = Try(plan, step);
  return fact ? "" : fact.error().reason;
}

// What the plan says of itself, to be said again in a revision.
ActionPlan::Draft DraftOf(const ActionPlan& plan) {
  ActionPlan::Draft draft;
  for (const auto& [number, objective] : plan.content().objectives) {
    if (!IsUnderWay(objective.status)) continue;
    *draft.Add() = Objective(objective.text.c_str(), number);
    for (const auto& [action_number, action] : plan.content().actions) {
      if (action.objective != number || !IsUnderWay(action.status)) continue;
      *draft.rbegin()->add_actions() = Action(action.text.c_str(), action_number);
    }
  }
  return draft;
}

v1::ReviseActionPlanRequest Revision(const ActionPlan::Draft& draft) {
  v1::ReviseActionPlanRequest request;
  *request.mutable_objectives() = draft;
  request.set_reason("L'entreprise a fermé");
  return request;
}

Result<std::vector<ActionPlan::Fact>> Revise(const ActionPlan& plan,
                                             const v1::ReviseActionPlanRequest& request,
                                             const Pathway& pathway = Opened()) {
  return plan.Revise(request, pathway, Day("2025-04-01"), kBy);
}

TEST(ActionPlan, NumbersObjectivesAndActionsOverTheWholePlan) {
  const ActionPlan plan = Agreed();
  ASSERT_EQ(plan.content().objectives.size(), 2U);
  ASSERT_EQ(plan.content().actions.size(), 2U);
  EXPECT_EQ(plan.content().objectives.at(2).text, "Passer le permis");
  EXPECT_EQ(plan.content().actions.at(2).objective, 1);
  EXPECT_EQ(plan.content().actions.at(2).status, v1::PLANNED);
  EXPECT_EQ(plan.versions().size(), 1U);
}

TEST(ActionPlan, AnObjectiveIsNamedMeasuredAndDated) {
  auto draft = TwoObjectives();
  draft[1].clear_text();
  EXPECT_EQ(WhyNotOpen(draft), "PLAN_TEXT_MISSING");
  draft = TwoObjectives();
  draft[1].clear_measure();
  EXPECT_EQ(WhyNotOpen(draft), "OBJECTIVE_MEASURE_MISSING");
  draft = TwoObjectives();
  draft[1].clear_due_date();
  EXPECT_EQ(WhyNotOpen(draft), "OBJECTIVE_DATE_MISSING");
  draft[1].set_due_date("2025-03-09");
  EXPECT_EQ(WhyNotOpen(draft), "PLAN_DATE_PASSED");
  draft[1].set_due_date("2025-03-10");
  EXPECT_EQ(WhyNotOpen(draft), "");
}

TEST(ActionPlan, AnActionHasAnOwnerAndADeadline) {
  auto draft = TwoObjectives();
  draft[0].mutable_actions(1)->clear_owner();
  EXPECT_EQ(WhyNotOpen(draft), "ACTION_OWNER_MISSING");
  draft = TwoObjectives();
  draft[0].mutable_actions(1)->clear_due_date();
  EXPECT_EQ(WhyNotOpen(draft), "ACTION_DEADLINE_MISSING");
}

TEST(ActionPlan, IsForAPathwayThatIsOpen) {
  const ActionPlan plan("actionPlans/a");
  const Pathway unheard("pathways/x");
  EXPECT_EQ(plan.Open(TwoObjectives(), unheard, Day("2025-03-10"), kBy).error().reason,
            "PATHWAY_NOT_OPEN");
}

// The whole table: what may follow each status.
TEST(ActionPlan, AStatusFollowsAnotherAsTheTableSays) {
  const auto after = [](v1::PlanStatus from) {
    std::vector<v1::PlanStatus> next;
    for (int to = v1::PlanStatus_MIN; to <= v1::PlanStatus_MAX; ++to) {
      if (MayFollow(from, static_cast<v1::PlanStatus>(to))) {
        next.push_back(static_cast<v1::PlanStatus>(to));
      }
    }
    return next;
  };
  EXPECT_THAT(after(v1::PLANNED),
              ElementsAre(v1::IN_PROGRESS, v1::STANDBY, v1::DONE, v1::CANCELLED));
  EXPECT_THAT(after(v1::IN_PROGRESS), ElementsAre(v1::STANDBY, v1::DONE, v1::ABANDONED));
  EXPECT_THAT(after(v1::STANDBY), ElementsAre(v1::IN_PROGRESS, v1::DONE, v1::ABANDONED));
  EXPECT_THAT(after(v1::DONE), IsEmpty()) << "what was gained stays";
  EXPECT_THAT(after(v1::ABANDONED), ElementsAre(v1::PLANNED));
  EXPECT_THAT(after(v1::CANCELLED), IsEmpty());
}

TEST(ActionPlan, RefusesAStepThatTheTableForbids) {
  ActionPlan plan = Agreed();
  Move(plan, {.action = 1, .status = v1::DONE});
  EXPECT_EQ(WhyNot(plan, {.action = 1, .status = v1::IN_PROGRESS}), "PLAN_TRANSITION_FORBIDDEN");
  Move(plan, {.action = 2, .status = v1::IN_PROGRESS});
  EXPECT_EQ(WhyNot(plan, {.action = 2, .status = v1::CANCELLED}), "PLAN_TRANSITION_FORBIDDEN");
  EXPECT_EQ(WhyNot(plan, {.action = 2, .status = v1::DONE, .day = "2025-03-11"}),
            "PLAN_DATE_BEFORE_CURRENT");
}

TEST(ActionPlan, AStepIsOfOneItemOfThePlan) {
  const ActionPlan plan = Agreed();
  EXPECT_EQ(WhyNot(plan, {.status = v1::DONE}), "PLAN_ITEM_NOT_NAMED");
  EXPECT_EQ(WhyNot(plan, {.objective = 1, .action = 1, .status = v1::DONE}), "PLAN_ITEM_NOT_NAMED");
  EXPECT_EQ(WhyNot(plan, {.objective = 3, .status = v1::DONE}), "PLAN_ITEM_UNKNOWN");
  EXPECT_EQ(WhyNot(plan, {.action = 3, .status = v1::DONE}), "PLAN_ITEM_UNKNOWN");
}

TEST(ActionPlan, AnObjectiveIsAttainedWithItsMeasureAndGivenUpWithAReason) {
  const ActionPlan plan = Agreed();
  v1::ChangePlanStatusRequest request;
  request.set_objective(1);
  request.set_status(v1::DONE);
  EXPECT_EQ(plan.Change(request, Day("2025-03-12")).error().reason, "OBJECTIVE_NOT_MEASURED");
  request.set_status(v1::CANCELLED);
  EXPECT_EQ(plan.Change(request, Day("2025-03-12")).error().reason, "PLAN_REASON_MISSING");

  const auto late = [&](const char* day) {
    const auto fact = Try(plan, {.objective = 1, .status = v1::DONE, .day = day}).value();
    return std::get<v1::ObjectiveAchieved>(fact).late();
  };
  EXPECT_FALSE(late("2025-06-30"));
  EXPECT_TRUE(late("2025-07-01"));
}

TEST(ActionPlan, ARevisionKeepsWhatWasGainedAndGivesUpWhatItDoesNotName) {
  ActionPlan plan = Agreed();
  Move(plan, {.objective = 2, .status = v1::DONE});
  Move(plan, {.action = 1, .status = v1::DONE});
  Move(plan, {.action = 2, .status = v1::IN_PROGRESS});
  ActionPlan::Draft draft;
  *draft.Add() = Objective("Créer son entreprise");
  TakeFacts(plan, Revise(plan, Revision(draft)).value());

  ASSERT_EQ(plan.versions().size(), 2U);
  const v1::PlanVersion& second = plan.versions().back();
  EXPECT_THAT(second.kept_objectives(), ElementsAre(2));
  EXPECT_THAT(second.kept_actions(), ElementsAre(1));
  EXPECT_THAT(second.dropped_objectives(), ElementsAre(1));
  EXPECT_THAT(second.dropped_actions(), ElementsAre(2));
  EXPECT_EQ(plan.content().objectives.at(1).status, v1::CANCELLED) << "it had not begun";
  EXPECT_EQ(plan.content().actions.at(2).status, v1::ABANDONED) << "it had begun";
  EXPECT_EQ(plan.content().objectives.at(2).status, v1::DONE);
  EXPECT_EQ(plan.content().objectives.at(3).text, "Créer son entreprise");

  EXPECT_EQ(plan.ContentOf(1).objectives.size(), 2U);
  EXPECT_EQ(plan.ContentOf(1).objectives.at(1).status, v1::PLANNED) << "as version 1 had it";
  EXPECT_EQ(plan.ContentOf(2).objectives.size(), 3U);
}

TEST(ActionPlan, ARevisionSaysOnlyWhatChanged) {
  const ActionPlan plan = Agreed();
  auto draft = DraftOf(plan);
  EXPECT_EQ(Revise(plan, Revision(draft)).error().reason, "PLAN_NOT_CHANGED");
  draft[1].set_due_date("2025-07-31");
  const auto facts = Revise(plan, Revision(draft)).value();
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(std::get<v1::ObjectiveRevised>(facts[1]).number(), 2);
}

TEST(ActionPlan, ARevisionDoesNotTouchWhatWasGained) {
  ActionPlan plan = Agreed();
  Move(plan, {.objective = 2, .status = v1::DONE});
  auto draft = DraftOf(plan);
  *draft.Add() = Objective("Passer le permis moto", 2);
  EXPECT_EQ(Revise(plan, Revision(draft)).error().reason, "PLAN_GAIN_CHANGED");
}

TEST(ActionPlan, ARevisionNamesItemsInForceAndEachOnce) {
  ActionPlan plan = Agreed();
  auto draft = DraftOf(plan);
  *draft.Add() = Objective("Trouver un employeur", 1);
  EXPECT_EQ(Revise(plan, Revision(draft)).error().reason, "PLAN_ITEM_TWICE");
  draft[2].set_number(7);
  EXPECT_EQ(Revise(plan, Revision(draft)).error().reason, "PLAN_ITEM_UNKNOWN");
  Move(plan, {.objective = 2, .status = v1::CANCELLED});
  draft[2].set_number(0);
  EXPECT_EQ(Revise(plan, Revision(draft)).error().reason, "PLAN_ITEM_UNKNOWN") << "given up";
}

TEST(ActionPlan, AReorientationNeedsPrescriberAndFunder) {
  Enrolment prescribed = OneYear();
  prescribed.prescriber = "organisations/ml";
  Pathway pathway("pathways/x");
  Take(pathway, pathway.Open(prescribed).value());
  const ActionPlan plan = Agreed();
  auto request = Revision(DraftOf(plan));
  auto& reorientation = *request.mutable_reorientation();
  reorientation.set_funder("organisations/region");
  reorientation.set_funder_accept_date("2025-03-31");
  EXPECT_EQ(Revise(plan, request, pathway).error().reason, "REORIENTATION_NOT_ACCEPTED");
  EXPECT_TRUE(Revise(plan, request, Opened())) << "nobody prescribed that one";
  reorientation.set_prescriber_accept_date("2025-04-02");
  EXPECT_EQ(Revise(plan, request, pathway).error().reason, "REORIENTATION_NOT_ACCEPTED")
      << "the day after";
  reorientation.set_prescriber_accept_date("2025-04-01");
  const auto facts = Revise(plan, request, pathway).value();
  EXPECT_EQ(std::get<v1::ActionPlanRevised>(facts[0]).reorientation().prescriber(),
            "organisations/ml");
}

TEST(ActionPlan, IsClosedOnce) {
  ActionPlan plan = Agreed();
  Move(plan, {.objective = 1, .status = v1::DONE});
  EXPECT_EQ(plan.Close("Bilan", Day("2025-03-11"), kBy).error().reason, "PLAN_DATE_BEFORE_CURRENT");
  const auto closed = plan.Close("Bilan", Day("2025-04-01"), kBy).value();
  EXPECT_EQ(closed.achieved(), 1);
  EXPECT_EQ(closed.objectives(), 2);
  const auto draft = DraftOf(plan);
  plan.Apply(closed);
  EXPECT_EQ(plan.Close("Bilan", Day("2025-04-01"), kBy).error().reason,
            "ACTION_PLAN_ALREADY_CLOSED");
  EXPECT_EQ(Revise(plan, Revision(draft)).error().reason, "ACTION_PLAN_ALREADY_CLOSED");
  EXPECT_EQ(WhyNot(plan, {.objective = 2, .status = v1::DONE, .day = "2025-04-02"}),
            "ACTION_PLAN_ALREADY_CLOSED");
}

// However a plan is worked at: nothing gained is lost, every version says what became of each item
// of the one before, and it stays under 200 facts with room for its closing.
TEST(ActionPlan, KeepsEveryGainThroughAnyHistory) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    ActionPlan plan = Agreed();
    int facts = 5;
    std::map<int, std::string> gained;
    for (int i = 0; i < 300; ++i) {
      if (random.Between(0, 4) == 0) {
        auto draft = DraftOf(plan);
        if (!draft.empty() && random.Between(0, 1) == 0) draft.RemoveLast();
        *draft.Add() = Objective(("Objectif " + std::to_string(i)).c_str());
        const auto revised = Revise(plan, Revision(draft));
        if (!revised) {
          ASSERT_EQ(revised.error().reason, "ACTION_PLAN_FULL");
          continue;
        }
        const PlanContent before = plan.content();
        TakeFacts(plan, *revised);
        facts += static_cast<int>(revised->size());
        const auto& told = plan.versions().back();
        const auto standing = std::ranges::count_if(before.objectives, [](const auto& entry) {
          return entry.second.status == v1::DONE || IsUnderWay(entry.second.status);
        });
        ASSERT_EQ(told.kept_objectives_size() + told.dropped_objectives_size(), standing);
      } else {
        const int number = random.Between(1, static_cast<int>(plan.content().objectives.size()));
        const auto status = static_cast<v1::PlanStatus>(random.Between(1, v1::PlanStatus_MAX));
        const auto fact = Try(plan, {.objective = number, .status = status, .day = "2025-04-01"});
        if (!fact) continue;
        TakeFacts(plan, {*fact});
        ++facts;
        if (status == v1::DONE) gained[number] = plan.content().objectives.at(number).text;
      }
    }
    for (const auto& [number, text] : gained) {
      EXPECT_EQ(plan.content().objectives.at(number).status, v1::DONE) << seed;
      EXPECT_EQ(plan.content().objectives.at(number).text, text) << seed;
    }
    EXPECT_LT(facts, ActionPlan::kMostFacts) << seed;
    EXPECT_TRUE(plan.Close("Bilan", Day("2025-04-01"), kBy)) << seed;
  }
}

}  // namespace
}  // namespace parcours::followup
