// The plan of action through policy, validation, journal, lists and timeline.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

class ActionPlans : public FollowupTest {
 protected:
  ActionPlans() { ImportLearner(); }

  static v1::OpenActionPlanRequest Opening(const std::string& request_id = "open") {
    v1::OpenActionPlanRequest request;
    request.set_pathway(kPathway);
    request.set_request_id(request_id);
    auto* objective = request.add_objectives();
    objective->set_text("Signer un contrat avant l'été");
    objective->set_measure("Un contrat signé");
    objective->set_due_date("2025-05-30");
    auto* action = objective->add_actions();
    action->set_text("Appeler cinq entreprises");
    action->set_owner(kPerson);
    action->set_due_date("2025-03-31");
    return request;
  }
  v1::ActionPlan Open() {
    const auto plan = fixture_.Execute(Opening(), Referent());
    EXPECT_TRUE(plan) << plan.error().reason;
    return plan.value_or(v1::ActionPlan{});
  }
  static v1::ReviseActionPlanRequest Revision(const v1::ActionPlan& plan) {
    v1::ReviseActionPlanRequest request;
    request.set_name(plan.name());
    request.set_reason("Veut changer de métier");
    *request.mutable_objectives() = plan.objectives();
    request.mutable_objectives(0)->set_due_date("2025-06-30");
    request.set_etag(plan.etag());
    request.set_request_id("revise");
    return request;
  }
  static v1::ChangePlanStatusRequest Done(const v1::ActionPlan& plan) {
    v1::ChangePlanStatusRequest request;
    request.set_name(plan.name());
    request.set_objective(1);
    request.set_status(v1::DONE);
    request.set_measured("Contrat du 28 mars");
    request.set_request_id("done");
    return request;
  }
  static v1::CloseActionPlanRequest Closing(const v1::ActionPlan& plan) {
    v1::CloseActionPlanRequest request;
    request.set_name(plan.name());
    request.set_review("Contrat trouvé");
    request.set_request_id("close");
    return request;
  }
  template <typename Request>
  std::string ReasonOf(const Request& request, const security::Actor& actor = Referent()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }
  std::vector<std::string> Listed(bool overdue) {
    v1::ListActionPlansRequest request;
    request.set_overdue(overdue);
    std::vector<std::string> names;
    while (true) {
      request.set_page_size(1);
      const auto page = fixture_.Execute(request, Referent()).value();
      for (const auto& plan : page.action_plans()) names.push_back(plan.name());
      if (page.next_page_token().empty()) return names;
      request.set_page_token(page.next_page_token());
    }
  }
};

TEST_F(ActionPlans, APathwayHasOneOpenAtATime) {
  const auto first = Open();
  EXPECT_EQ(ReasonOf(Opening("again")), "ACTION_PLAN_ALREADY_OPEN");
  ASSERT_EQ(ReasonOf(Closing(first)), "");
  const auto second = fixture_.Execute(Opening("next"), Referent());
  ASSERT_TRUE(second) << second.error().reason;
  EXPECT_THAT(Listed(false), ::testing::ElementsAre(first.name(), second->name()));
}

TEST_F(ActionPlans, AnActionFallsToThePersonOrToAKnownAgent) {
  auto request = Opening();
  auto& owner = *request.mutable_objectives(0)->mutable_actions(0)->mutable_owner();
  owner = "persons/01890000-0000-7000-8000-0000000000f2";
  EXPECT_EQ(ReasonOf(request), "ACTION_OWNER_UNKNOWN");
  owner = "agents/01890000-0000-7000-8000-0000000000ee";
  EXPECT_EQ(ReasonOf(request), "ACTION_OWNER_UNKNOWN");
  owner = kReferent;
  EXPECT_EQ(ReasonOf(request), "");
}

TEST_F(ActionPlans, WhatIsRefusedLeavesNothingBehind) {
  auto request = Opening();
  request.mutable_objectives(0)->clear_measure();
  const auto facts = fixture_.Facts().size();
  EXPECT_EQ(ReasonOf(request), "OBJECTIVE_MEASURE_MISSING");
  EXPECT_EQ(fixture_.Facts().size(), facts);
}

TEST_F(ActionPlans, AVersionIsKeptWhenTheNextOneComes) {
  const auto plan = Open();
  const auto revised = fixture_.Execute(Revision(plan), Referent());
  ASSERT_TRUE(revised) << revised.error().reason;
  EXPECT_EQ(revised->version(), 2);
  EXPECT_EQ(revised->objectives(0).due_date(), "2025-06-30");
  EXPECT_THAT(revised->versions(1).kept_objectives(), ::testing::ElementsAre(1));

  v1::GetActionPlanRequest request;
  request.set_name(plan.name());
  request.set_version(1);
  EXPECT_EQ(fixture_.Execute(request, Referent())->objectives(0).due_date(), "2025-05-30");
  request.set_version(3);
  EXPECT_EQ(ReasonOf(request), "RESOURCE_NOT_FOUND");
}

TEST_F(ActionPlans, AStaleRevisionChangesNothing) {
  const auto plan = Open();
  ASSERT_EQ(ReasonOf(Done(plan)), "");
  EXPECT_EQ(ReasonOf(Revision(plan)), "ETAG_MISMATCH");
}

TEST_F(ActionPlans, AFunderIsAnOrganisationThatTheNetworkKnows) {
  auto request = Revision(Open());
  request.mutable_reorientation()->set_funder(kStranger);
  request.mutable_reorientation()->set_funder_accept_date("2025-03-06");
  EXPECT_EQ(ReasonOf(request), "FUNDER_UNKNOWN");
}

TEST_F(ActionPlans, WhatIsLateIsListedUntilItIsDone) {
  const auto plan = Open();
  EXPECT_THAT(Listed(true), ::testing::IsEmpty());
  MoveTo("2025-04-01");
  EXPECT_THAT(Listed(true), ::testing::ElementsAre(plan.name()));
  v1::ChangePlanStatusRequest done;
  done.set_name(plan.name());
  done.set_action(1);
  done.set_status(v1::DONE);
  done.set_request_id("done");
  ASSERT_EQ(ReasonOf(done), "");
  EXPECT_THAT(Listed(true), ::testing::IsEmpty());
}

TEST_F(ActionPlans, NoTextOfAPlanTravels) {
  const auto plan = Open();
  ASSERT_EQ(ReasonOf(Done(plan)), "");
  ASSERT_EQ(ReasonOf(Closing(plan)), "");
  for (const auto& fact : fixture_.Facts()) {
    for (const char* text : {"Signer", "entreprises", "28 mars", "trouvé"}) {
      EXPECT_EQ(fact.row.payload.find(text), std::string::npos) << fact.row.meta.type;
    }
  }
}

TEST_F(ActionPlans, AStrangerSeesNone) {
  const auto plan = Open();
  v1::GetActionPlanRequest request;
  request.set_name(plan.name());
  EXPECT_EQ(ReasonOf(request, StrangeReferent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Closing(plan), StrangeReferent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Opening("other"), StrangeReferent()), "RESOURCE_NOT_FOUND");
}

TEST_F(ActionPlans, TheTimelineTellsThePlan) {
  const auto plan = Open();
  ASSERT_EQ(ReasonOf(Revision(plan)), "");
  ASSERT_EQ(ReasonOf(Done(plan)), "");
  ASSERT_EQ(ReasonOf(Closing(plan)), "");
  v1::GetTimelineRequest request;
  request.set_name(kPathway);
  const auto timeline = fixture_.Execute(request, Referent()).value();
  std::vector<std::string> told;
  for (const auto& entry : timeline.entries()) {
    if (entry.date() != "2025-03-06") continue;
    for (const auto& phrase : entry.phrases()) {
      if (phrase.text().find("plan") != std::string::npos) told.push_back(phrase.text());
    }
  }
  EXPECT_THAT(told,
              ::testing::ElementsAre("plan d'action convenu (objectifs : 1, actions : 1)",
                                     "plan d'action révisé (version 2 ; objectifs gardés : 1)",
                                     "objectif 1 du plan atteint",
                                     "plan d'action clos (objectifs atteints : 1 sur 1)"));
}

}  // namespace
}  // namespace parcours::followup
