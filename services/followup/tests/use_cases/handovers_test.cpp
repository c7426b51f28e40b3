// Many pathways handed over in one order.

#include "services/followup/tests/domain/random.h"
#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kNext[] = "agents/01890000-0000-7000-8000-0000000000a2";

std::string HandedOver(int n) {
  return "pathways/01890000-0000-7000-8000-00000000" + std::to_string(1000 + n);
}

class Handovers : public FollowupTest {
 protected:
  Handovers() {
    ImportLearner();
    for (const char* agent : {kNext, kReferent}) {
      partners::v1::AgentAppointed fact;
      fact.set_agent(agent);
      fact.set_organisation(kCfa);
      fact.add_roles(options::v1::REFERENT);
      fact.set_from_date("2024-01-01");
      Hear(fact);
    }
  }
  // Pathways 0 to count - 1, on the default référent.
  void ImportMany(int count) {
    for (int n = 0; n < count; ++n) {
      auto record = Imported();
      record.set_pathway(HandedOver(n));
      record.set_enrolment("enrolments/" + HandedOver(n).substr(9));
      Hear(record);
    }
  }
  static v1::HandOverPathwaysRequest Order(const char* from, const char* to) {
    v1::HandOverPathwaysRequest request;
    request.set_from_referent(from);
    request.set_to_referent(to);
    request.set_request_id(std::string("order to ") + to);
    return request;
  }
  v1::Handover Give(const v1::HandOverPathwaysRequest& request) {
    const auto handover = fixture_.Execute(request, Lead());
    EXPECT_TRUE(handover) << handover.error().reason;
    return handover.value_or(v1::Handover{});
  }
  v1::Handover Ask(const std::string& name) {
    v1::GetHandoverRequest request;
    request.set_name(name);
    return fixture_.Execute(request, Lead()).value();
  }
  std::string ReasonOf(const v1::HandOverPathwaysRequest& request,
                       const security::Actor& actor = Lead()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }
  std::string ReferentOf(const std::string& pathway, const std::string& on = {}) {
    v1::GetPathwayRequest request;
    request.set_name(pathway);
    request.set_on(on);
    return fixture_.Execute(request, Lead()).value().referent();
  }
  std::string Assign(const char* referent, bool cut_at_once) {
    v1::AssignReferentRequest request;
    request.set_pathway(kPathway);
    request.set_referent(referent);
    request.set_cut_at_once(cut_at_once);
    request.set_request_id(std::string("assign ") + referent);
    const auto answer = fixture_.Execute(request, Lead());
    return answer ? "" : answer.error().reason;
  }
  void Settle() { fixture_.AdvanceTo(fixture_.today()); }
};

TEST_F(Handovers, AllOfAReferentGoStepByStepAndProgressIsSeen) {
  ImportMany(450);
  const auto ordered = Give(Order(kDefaultReferent, kNext));
  EXPECT_EQ(ordered.state(), v1::Handover::RUNNING);
  EXPECT_EQ(ordered.total(), 451);
  EXPECT_EQ(ordered.handed_over(), 0);
  Settle();
  const auto done = Ask(ordered.name());
  EXPECT_EQ(done.state(), v1::Handover::DONE);
  EXPECT_EQ(done.handed_over(), 451);
  EXPECT_THAT(done.refusals(), IsEmpty());
  EXPECT_EQ(Count("HandoverStepped"), 3U) << "200, 200, 51";
  EXPECT_EQ(ReferentOf(HandedOver(449)), kNext);
  EXPECT_EQ(ReferentOf(HandedOver(449), "2025-03-05"), kDefaultReferent);
}

TEST_F(Handovers, AllOrNothingWithTheListOfRefusals) {
  ImportMany(2);
  auto order = Order("", kNext);
  order.add_pathways(HandedOver(0));
  order.add_pathways("pathways/none");
  const auto refused = Give(order);
  EXPECT_EQ(refused.state(), v1::Handover::REFUSED);
  ASSERT_THAT(refused.refusals(), SizeIs(1));
  EXPECT_EQ(refused.refusals(0).pathway(), "pathways/none");
  EXPECT_EQ(refused.refusals(0).reason(), "RESOURCE_NOT_FOUND");
  Settle();
  EXPECT_EQ(ReferentOf(HandedOver(0)), kDefaultReferent);

  order.set_partial(true);
  order.set_request_id("what can be");
  const auto partial = Give(order);
  Settle();
  EXPECT_EQ(Ask(partial.name()).handed_over(), 1);
  EXPECT_EQ(Ask(partial.name()).total(), 2);
  EXPECT_THAT(Ask(partial.name()).refusals(), SizeIs(1));
  EXPECT_EQ(ReferentOf(HandedOver(0)), kNext);
  EXPECT_EQ(ReferentOf(HandedOver(1)), kDefaultReferent) << "was not named";
}

TEST_F(Handovers, WhatChangedSinceTheOrderIsListed) {
  ImportMany(1);
  auto order = Order(kDefaultReferent, kNext);
  const auto ordered = Give(order);
  ASSERT_EQ(Assign(kReferent, false), "") << "one of them goes to somebody else before its step";
  Settle();
  const auto done = Ask(ordered.name());
  EXPECT_EQ(done.handed_over(), 1);
  ASSERT_THAT(done.refusals(), SizeIs(1));
  EXPECT_EQ(done.refusals(0).pathway(), kPathway);
  EXPECT_EQ(done.refusals(0).reason(), "REFERENT_NOT_IN_CHARGE");
}

TEST_F(Handovers, AnOrderThatCannotBeIsRefused) {
  EXPECT_EQ(ReasonOf(Order(kDefaultReferent, kAdviser)), "REFERENT_WITHOUT_MANDATE");
  EXPECT_EQ(ReasonOf(Order(kReferent, kNext)), "HANDOVER_EMPTY");
  EXPECT_EQ(ReasonOf(Order("", kNext)), "HANDOVER_EMPTY");
  auto twice = Order("", kNext);
  twice.add_pathways(kPathway);
  twice.add_pathways(kPathway);
  EXPECT_EQ(ReasonOf(twice), "HANDOVER_PATHWAY_TWICE");
  auto tomorrow = Order(kDefaultReferent, kNext);
  tomorrow.set_date("2025-03-07");
  EXPECT_EQ(ReasonOf(tomorrow), "FOLLOWUP_DATE_IN_THE_FUTURE");
  EXPECT_EQ(ReasonOf(Order(kDefaultReferent, kNext), Adviser()), "ROLE_NOT_ALLOWED");
}

TEST_F(Handovers, NoDayIsUncoveredAndNoneHasTwoWhateverTheOrders) {
  ImportMany(5);
  Random random(5);
  const std::vector<const char*> referents{kNext, kReferent, kDefaultReferent};
  for (int round = 0; round < 60; ++round) {
    const auto pick = [&] { return referents[static_cast<std::size_t>(random.Between(0, 2))]; };
    auto order = Order(random.Between(0, 2) == 0 ? "" : pick(), pick());
    for (int n = 0; n < 5; ++n) {
      if (random.Between(0, 1) == 0) order.add_pathways(HandedOver(n));
    }
    order.set_partial(random.Between(0, 1) == 0);
    order.set_cut_at_once(random.Between(0, 1) == 0);
    order.set_date(fixture_.today().AddDays(-random.Between(0, 5)).ToString());
    order.set_request_id("round " + std::to_string(round));
    (void)fixture_.Execute(order, Lead());
    fixture_.AdvanceTo(fixture_.today().AddDays(random.Between(0, 3)));
  }
  EXPECT_GT(Count("HandoverOrdered"), 10U) << "the orders are not all refused";
  for (int n = 0; n < 5; ++n) {
    for (CivilDate day = CivilDate(2024, 9, 1); day <= fixture_.today(); day = day.AddDays(1)) {
      ASSERT_NE(ReferentOf(HandedOver(n), day.ToString()), "") << n << " " << day.ToString();
    }
  }
}

// The pathway without contract has an alert since its import.
TEST_F(Handovers, AnOpenAlertGoesToWhoeverIsInCharge) {
  const auto owner = [this] {
    const auto page = fixture_.Execute(v1::ListAlertsRequest{}, Lead());
    EXPECT_EQ(page->alerts_size(), 1);
    EXPECT_EQ(Get("", Lead())->alerts(0).owner(), page->alerts(0).owner());
    return page->alerts(0).owner();
  };
  EXPECT_EQ(owner(), kDefaultReferent);
  ASSERT_EQ(Assign(kReferent, false), "");
  EXPECT_EQ(owner(), kReferent);
  MoveTo("2025-03-10");
  const auto ordered = Give(Order(kReferent, kNext));
  Settle();
  ASSERT_EQ(Ask(ordered.name()).handed_over(), 1);
  EXPECT_EQ(owner(), kNext);
  EXPECT_EQ(Get("2025-03-09", Lead())->alerts(0).owner(), kReferent) << "as it stood";

  MoveTo("2025-04-01");
  Hear(NewContract());
  Settle();
  MoveTo("2025-04-03");
  ASSERT_EQ(Assign(kDefaultReferent, false), "");
  v1::ListAlertsRequest closed;
  closed.set_include_closed(true);
  EXPECT_EQ(fixture_.Execute(closed, Lead())->alerts(0).owner(), kNext) << "who answered for it";
}

// The former référent works elsewhere now: only what the pathway itself says opens it.
security::Actor GoneElsewhere() {
  return testing::Agent(
      {.agent = kReferent, .organisation = kStranger, .roles = {options::v1::REFERENT}});
}

TEST_F(Handovers, TheFormerReferentReadsForThirtyMoreDays) {
  ASSERT_EQ(Assign(kReferent, false), "");
  ASSERT_EQ(Assign(kNext, false), "");
  EXPECT_TRUE(Get("", GoneElsewhere()).has_value());
  MoveTo("2025-04-04");
  EXPECT_TRUE(Get("", GoneElsewhere()).has_value()) << "thirtieth day";
  v1::ListPathwaysRequest list;
  EXPECT_THAT(fixture_.Execute(list, GoneElsewhere())->pathways(), SizeIs(1));
  MoveTo("2025-04-05");
  EXPECT_EQ(Get("", GoneElsewhere()).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_THAT(fixture_.Execute(list, GoneElsewhere())->pathways(), IsEmpty());
}

TEST_F(Handovers, OrIsCutAtOnce) {
  ASSERT_EQ(Assign(kReferent, false), "");
  ASSERT_EQ(Assign(kNext, true), "");
  EXPECT_EQ(Get("", GoneElsewhere()).error().reason, "RESOURCE_NOT_FOUND");
}

}  // namespace
}  // namespace parcours::followup
