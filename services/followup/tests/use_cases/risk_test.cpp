// Early warning through timers, policy, journal, lists and timeline.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Risks : public FollowupTest {
 protected:
  Risks() { ImportLearner(); }

  v1::Risk RiskOn(const std::string& on = {}) {
    v1::GetRiskRequest request;
    request.set_name(kPathway);
    request.set_on(on);
    const auto risk = fixture_.Execute(request, Referent());
    EXPECT_TRUE(risk) << risk.error().reason;
    return risk.value_or(v1::Risk{});
  }
  static v1::OverrideRiskRequest Overriding(v1::RiskBand band, const char* until,
                                            const char* request_id = "override") {
    v1::OverrideRiskRequest request;
    request.set_name(kPathway);
    request.set_band(band);
    request.set_until_date(until);
    request.set_reason("Vue hier : elle reprend");
    request.set_request_id(request_id);
    return request;
  }
  std::vector<v1::Alert> RiskAlerts(bool include_closed = false) {
    v1::ListAlertsRequest request;
    request.set_include_closed(include_closed);
    std::vector<v1::Alert> alerts;
    const auto page = fixture_.Execute(request, Referent()).value();
    for (const auto& alert : page.alerts()) {
      if (alert.kind() == v1::RUPTURE_RISK) alerts.push_back(alert);
    }
    return alerts;
  }
  // Broken contract and a blocking barrier: 50 points.
  void MakeHigh() {
    auto blocking = Confirmed("2025-03-06");
    blocking.set_severity(4);
    Hear(blocking);
    MoveTo("2025-03-07");
  }
  template <typename Request>
  std::string ReasonOf(const Request& request, const security::Actor& actor = Referent()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }
  std::vector<std::string> Bands() {
    std::vector<std::string> bands;
    for (const auto& fact : fixture_.FactsOf<v1::RiskBandChanged>()) {
      bands.push_back(fact.meta().effective_date() + " " + v1::RiskBand_Name(fact.band()));
    }
    return bands;
  }
};

TEST_F(Risks, TheBrokenContractIsSeenAtOnceAndRecordedTheNextNight) {
  EXPECT_EQ(RiskOn().score(), 30);
  EXPECT_EQ(RiskOn().points(0).fact(), kBreak1);
  EXPECT_EQ(RiskOn().points(0).rule(), "risk.contract_broken");
  EXPECT_THAT(Bands(), IsEmpty());
  MoveTo("2025-03-07");
  EXPECT_THAT(Bands(), ElementsAre("2025-03-07 WATCH"));
}

TEST_F(Risks, AHighBandRaisesOneAlertForItsEpisode) {
  MakeHigh();
  const auto alerts = RiskAlerts();
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0].band(), v1::HIGH_RISK);
  EXPECT_EQ(alerts[0].owner(), kDefaultReferent);
  MoveTo("2025-06-10");
  EXPECT_EQ(RiskAlerts().size(), 1U) << "the episode goes on";
}

TEST_F(Risks, TheAlertClosesWhenTheBandFallsAndTheNextEpisodeHasItsOwn) {
  MakeHigh();
  Hear(Lifted("2025-03-07"));
  MoveTo("2025-03-08");
  EXPECT_THAT(RiskAlerts(), IsEmpty());
  auto again = Confirmed("2025-03-08");
  again.set_severity(4);
  Hear(again);
  MoveTo("2025-03-09");
  EXPECT_EQ(RiskAlerts().size(), 1U);
  EXPECT_EQ(RiskAlerts(true).size(), 2U);
  EXPECT_THAT(Bands(),
              ElementsAre("2025-03-07 HIGH_RISK", "2025-03-08 WATCH", "2025-03-09 HIGH_RISK"));
}

TEST_F(Risks, SilenceAloneChangesTheBandOnItsDay) {
  MoveTo("2025-04-20");
  EXPECT_EQ(RiskOn().score(), 30) << "45 days since the platform knows the pathway";
  MoveTo("2025-06-05");
  EXPECT_EQ(RiskOn("2025-04-21").score(), 40);
  EXPECT_THAT(Bands(), ElementsAre("2025-03-07 WATCH", "2025-06-05 HIGH_RISK"));
}

TEST_F(Risks, AnAlertIsTakenUpOnce) {
  MakeHigh();
  v1::AcknowledgeAlertRequest request;
  request.set_pathway(kPathway);
  request.set_alert(RiskAlerts().at(0).name());
  request.set_note("Appelée ce matin");
  request.set_request_id("take up");
  const auto alert = fixture_.Execute(request, Referent());
  ASSERT_TRUE(alert) << alert.error().reason;
  EXPECT_EQ(alert->acknowledged_by(), kReferent);
  EXPECT_EQ(alert->acknowledge_date(), "2025-03-07");
  request.set_request_id("again");
  EXPECT_EQ(ReasonOf(request), "ALERT_ALREADY_ACKNOWLEDGED");
  request.set_alert(std::string(kPathway) + "/alerts/none");
  EXPECT_EQ(ReasonOf(request), "ALERT_UNKNOWN");
}

TEST_F(Risks, AClosedAlertIsNotTakenUp) {
  MakeHigh();
  v1::AcknowledgeAlertRequest request;
  request.set_pathway(kPathway);
  request.set_alert(RiskAlerts().at(0).name());
  request.set_request_id("late");
  Hear(Lifted("2025-03-07"));
  MoveTo("2025-03-08");
  EXPECT_EQ(ReasonOf(request), "ALERT_CLOSED");
}

TEST_F(Risks, SomebodyWhoKnowsBetterSetsTheBandForATime) {
  MakeHigh();
  ASSERT_EQ(ReasonOf(Overriding(v1::WATCH, "2025-03-20")), "");
  EXPECT_EQ(RiskOn().band(), v1::WATCH);
  EXPECT_EQ(RiskOn().score(), 50) << "what the rules say stays to be seen";
  EXPECT_EQ(RiskOn().risk_override().overridden_by(), kReferent);
  EXPECT_THAT(RiskAlerts(), IsEmpty());
  MoveTo("2025-03-21");
  EXPECT_EQ(RiskOn().band(), v1::HIGH_RISK) << "the rules hold again";
  EXPECT_EQ(RiskAlerts().size(), 1U);
}

TEST_F(Risks, WhatWasSetIsTakenBack) {
  ASSERT_EQ(ReasonOf(Overriding(v1::CRITICAL, "")), "");
  EXPECT_EQ(RiskAlerts().size(), 1U);
  ASSERT_EQ(ReasonOf(Overriding(v1::RISK_BAND_UNSPECIFIED, "", "back")), "");
  EXPECT_EQ(RiskOn().band(), v1::WATCH);
  EXPECT_THAT(RiskAlerts(), IsEmpty());
  EXPECT_EQ(ReasonOf(Overriding(v1::RISK_BAND_UNSPECIFIED, "", "twice")), "RISK_NOT_OVERRIDDEN");
}

TEST_F(Risks, ABandIsSetWithAReasonAndNotForEver) {
  auto request = Overriding(v1::LOW_RISK, "2025-04-05");
  EXPECT_EQ(ReasonOf(request), "RISK_OVERRIDE_TOO_LONG") << "31 days";
  request.set_until_date("2025-03-05");
  EXPECT_EQ(ReasonOf(request), "RISK_OVERRIDE_PAST");
  request.set_until_date("2025-04-04");
  request.clear_reason();
  EXPECT_EQ(ReasonOf(request), "FIELD_REQUIRED");
}

TEST_F(Risks, OverdueActionsAndMissedAppointmentsCount) {
  v1::OpenActionPlanRequest plan;
  plan.set_pathway(kPathway);
  plan.set_request_id("plan");
  auto* objective = plan.add_objectives();
  objective->set_text("Signer un contrat");
  objective->set_measure("Un contrat signé");
  objective->set_due_date("2025-05-30");
  auto* action = objective->add_actions();
  action->set_text("Appeler cinq entreprises");
  action->set_owner(kPerson);
  action->set_due_date("2025-03-31");
  const auto opened = fixture_.Execute(plan, Referent());
  ASSERT_TRUE(opened) << opened.error().reason;

  v1::MakeAppointmentRequest meeting;
  meeting.set_pathway(kPathway);
  meeting.mutable_start_time()->set_seconds(1743148800);  // 2025-03-28T08:00Z
  meeting.mutable_end_time()->set_seconds(1743152400);
  meeting.set_request_id("meet");
  const auto made = fixture_.Execute(meeting, Referent());
  ASSERT_TRUE(made) << made.error().reason;
  MoveTo("2025-03-28");
  v1::SetAppointmentStateRequest missed;
  missed.set_name(made->name());
  missed.set_state(v1::NO_SHOW);
  missed.set_request_id("missed");
  ASSERT_EQ(ReasonOf(missed), "");

  EXPECT_EQ(RiskOn("2025-03-31").score(), 38) << "30 + 8";
  EXPECT_EQ(RiskOn("2025-04-01").score(), 42) << "and 4 for the action";
  v1::ChangePlanStatusRequest done;
  done.set_name(opened->name());
  done.set_action(1);
  done.set_status(v1::DONE);
  done.set_request_id("done");
  MoveTo("2025-04-02");
  ASSERT_EQ(ReasonOf(done), "");
  EXPECT_EQ(RiskOn().score(), 38);
  EXPECT_EQ(RiskOn("2025-04-01").score(), 42) << "as of the day before";
}

TEST_F(Risks, UnjustifiedAbsencesCountUntilTheyAreMended) {
  v1::RecordAttendanceRequest sheet;
  sheet.set_pathway(kPathway);
  sheet.set_request_id("absent");
  auto* day = sheet.add_days();
  day->set_date("2025-03-05");
  day->set_presence(v1::UNJUSTIFIED_ABSENCE);
  ASSERT_EQ(ReasonOf(sheet), "");
  EXPECT_EQ(RiskOn().score(), 35) << "30 for the break, 5 for the day";
  day->set_presence(v1::EXCUSED_ABSENCE);
  sheet.set_request_id("excused");
  ASSERT_EQ(ReasonOf(sheet), "");
  EXPECT_EQ(RiskOn().score(), 30);
}

TEST_F(Risks, AreForReferentsOfTheOrganisationAndLeaveNoTraceElsewhere) {
  MakeHigh();
  v1::GetRiskRequest request;
  request.set_name(kPathway);
  EXPECT_EQ(ReasonOf(request, Lead()), "ROLE_NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(request, StrangeReferent()), "RESOURCE_NOT_FOUND");
  const auto pathway = Get();
  ASSERT_TRUE(pathway);
  for (const auto& alert : pathway->alerts()) EXPECT_NE(alert.kind(), v1::RUPTURE_RISK);
  v1::GetTimelineRequest timeline;
  timeline.set_name(kPathway);
  EXPECT_THAT(fixture_.Execute(timeline, Lead())->ShortDebugString(), Not(HasSubstr("risque")));
}

TEST_F(Risks, WhatTravelsIsBandAndFamiliesAlone) {
  MakeHigh();
  const auto facts = fixture_.Facts();
  const auto changed =
      std::ranges::find(facts, "parcours.followup.v1.RiskBandChanged",
                        [](const auto& recorded) { return recorded.row.meta.type; });
  ASSERT_NE(changed, facts.end());
  v1::RiskBandChanged travels;
  ASSERT_TRUE(travels.ParseFromString(changed->row.payload));
  EXPECT_THAT(travels.families(), ElementsAre(v1::SOCIAL, v1::COMPANY));
  EXPECT_EQ(travels.points_size(), 0);
  EXPECT_EQ(travels.score(), 0);
}

TEST_F(Risks, TheClosingEndsTheEpisode) {
  MakeHigh();
  MoveTo("2025-03-10");
  v1::CompletePathwayRequest request;
  request.set_name(kPathway);
  request.set_result(v1::LEFT_EARLY);
  request.mutable_review()->set_reached("Le bloc 1");
  request.set_request_id("close");
  ASSERT_EQ(ReasonOf(request), "");
  EXPECT_THAT(RiskAlerts(), IsEmpty());
  MoveTo("2025-03-11");
  EXPECT_EQ(RiskOn().band(), v1::LOW_RISK);
}

}  // namespace
}  // namespace parcours::followup
