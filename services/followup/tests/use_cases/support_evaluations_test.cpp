// The support is evaluated, and adjusted where that is called for (001 7).

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

class SupportEvaluations : public FollowupTest {
 protected:
  SupportEvaluations() { ImportLearner(); }

  v1::EvaluateSupportRequest Evaluating(v1::AutonomyLevel autonomy, int quality) {
    v1::EvaluateSupportRequest request;
    request.set_pathway(kPathway);
    request.set_autonomy(autonomy);
    request.set_interaction_quality(quality);
    request.set_request_id("evaluation" + std::to_string(++requests_));
    return request;
  }
  static v1::EvaluateSupportRequest Adjusted(v1::EvaluateSupportRequest request) {
    auto& adjustment = *request.add_adjustments();
    adjustment.set_kind(v1::COMPLEMENTARY_ACTIVITY);
    adjustment.set_text("Atelier du mardi");
    return request;
  }
  std::string Reason(const v1::EvaluateSupportRequest& request,
                     const security::Actor& actor = Referent()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }

 private:
  int requests_ = 0;
};

TEST_F(SupportEvaluations, AFallOfAutonomyCallsForAnAdjustment) {
  EXPECT_EQ(Reason(Evaluating(v1::AUTONOMOUS, 4)), "") << "nothing came before";
  EXPECT_EQ(Reason(Evaluating(v1::AUTONOMOUS, 4)), "");
  const auto fallen = Evaluating(v1::MINIMUM_USABLE, 4);
  EXPECT_EQ(Reason(fallen), "ADJUSTMENT_MISSING");
  EXPECT_EQ(Reason(Adjusted(fallen)), "");
  EXPECT_EQ(Reason(Evaluating(v1::MINIMUM_USABLE, 4)), "");
  const auto levels = fixture_.FactsOf<v1::AutonomyAssessed>();
  ASSERT_EQ(levels.size(), 4U);
  EXPECT_EQ(levels[0].previous_level(), v1::AUTONOMY_LEVEL_UNSPECIFIED);
  EXPECT_EQ(levels[2].previous_level(), v1::AUTONOMOUS);
  EXPECT_EQ(levels[2].level(), v1::MINIMUM_USABLE);
}

TEST_F(SupportEvaluations, PoorInteractionsCallForOneToo) {
  EXPECT_EQ(Reason(Evaluating(v1::AUTONOMOUS, 2)), "ADJUSTMENT_MISSING");
  EXPECT_EQ(Reason(Adjusted(Evaluating(v1::AUTONOMOUS, 2))), "");
  EXPECT_EQ(Reason(Evaluating(v1::AUTONOMOUS, 3)), "");
}

TEST_F(SupportEvaluations, CountTheObjectivesOfTheOpenPlan) {
  v1::OpenActionPlanRequest plan;
  plan.set_pathway(kPathway);
  plan.set_request_id("plan");
  for (const char* text : {"Signer", "Passer le permis"}) {
    auto& objective = *plan.add_objectives();
    objective.set_text(text);
    objective.set_measure("Le document");
    objective.set_due_date("2025-06-01");
  }
  const auto opened = fixture_.Execute(plan, Referent());
  ASSERT_TRUE(opened) << opened.error().reason;
  v1::ChangePlanStatusRequest done;
  done.set_name(opened->name());
  done.set_objective(1);
  done.set_status(v1::IN_PROGRESS);
  done.set_request_id("begun");
  ASSERT_TRUE(fixture_.Execute(done, Referent()));
  done.set_status(v1::DONE);
  done.set_measured("Signé");
  done.set_request_id("done");
  ASSERT_TRUE(fixture_.Execute(done, Referent()));

  const auto evaluation = fixture_.Execute(Evaluating(v1::AUTONOMOUS, 4), Referent());
  ASSERT_TRUE(evaluation) << evaluation.error().reason;
  EXPECT_EQ(evaluation->objectives(), 2);
  EXPECT_EQ(evaluation->achieved(), 1);
}

TEST_F(SupportEvaluations, TheTimelineNamesTheKindOfAdjustment) {
  ASSERT_EQ(Reason(Adjusted(Evaluating(v1::AUTONOMOUS, 4))), "");
  v1::GetTimelineRequest request;
  request.set_name(kPathway);
  const auto timeline = fixture_.Execute(request, Referent());
  ASSERT_TRUE(timeline);
  EXPECT_NE(timeline->ShortDebugString().find("activit\\303\\251 compl\\303\\251mentaire"),
            std::string::npos);
  for (const auto& fact : fixture_.Facts()) {
    EXPECT_EQ(fact.row.payload.find("Atelier"), std::string::npos) << fact.row.meta.type;
  }
}

TEST_F(SupportEvaluations, AreOfWhoMaySeeThePathway) {
  ASSERT_EQ(Reason(Evaluating(v1::AUTONOMOUS, 4)), "");
  EXPECT_EQ(Reason(Evaluating(v1::AUTONOMOUS, 4), StrangeReferent()), "RESOURCE_NOT_FOUND");
  v1::ListSupportEvaluationsRequest list;
  list.set_pathway(kPathway);
  EXPECT_EQ(fixture_.Execute(list, Referent())->support_evaluations_size(), 1);
  EXPECT_EQ(fixture_.Execute(list, StrangeReferent())->support_evaluations_size(), 0);
}

}  // namespace
}  // namespace parcours::followup
