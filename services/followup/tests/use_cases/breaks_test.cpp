// Breaks that several sources speak of, and orientations after an interruption or a failure.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

class Breaks : public FollowupTest {
 protected:
  Breaks() {
    Hear(Imported());
    Hear(ImportedContract());
  }

  v1::DeclareBreakRequest Declaring(const std::string& day,
                                    type::v1::BreakSource source = type::v1::OTHER_SOURCE) {
    v1::DeclareBreakRequest request;
    request.set_pathway(kPathway);
    request.set_contract(kContract1);
    request.set_break_date(day);
    request.set_source(source);
    request.set_reason("Fermeture");
    request.set_request_id("declare" + std::to_string(++requests_));
    return request;
  }
  v1::CompletePathwayRequest Leaving() {
    v1::CompletePathwayRequest request;
    request.set_name(kPathway);
    request.set_result(v1::LEFT_EARLY);
    request.mutable_review()->set_reached("Deux blocs");
    request.set_request_id("leave");
    return request;
  }
  static v1::OrientPersonRequest Orienting(const char* body = kMissionLocale) {
    v1::OrientPersonRequest request;
    request.set_pathway(kPathway);
    request.set_body(body);
    request.set_reason("Projet à reprendre");
    request.set_request_id("orient");
    return request;
  }
  v1::AnswerOrientationRequest Answering(v1::OrientationAnswer answer) {
    v1::AnswerOrientationRequest request;
    request.set_pathway(kPathway);
    request.set_body(kMissionLocale);
    request.set_answer(answer);
    request.set_request_id("answer" + std::to_string(++requests_));
    return request;
  }
  template <typename Request>
  std::string Reason(const Request& request, const security::Actor& actor = Referent()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }
  v1::ContractBreakRecord Record() {
    v1::GetContractBreakRequest request;
    request.set_name(kBreak1);
    const auto record = fixture_.Execute(request, Referent());
    EXPECT_TRUE(record) << record.error().reason;
    return record.value_or(v1::ContractBreakRecord{});
  }
  int OpenOrientations() {
    v1::ListOrientationsRequest list;
    list.set_open_only(true);
    return fixture_.Execute(list, Referent())->orientations_size();
  }

 private:
  int requests_ = 0;
};

TEST_F(Breaks, AreDeclaredByWhoeverKnowsFirstAndSettledByWhoKnowsBest) {
  ASSERT_EQ(Reason(Declaring("2025-03-01")), "");
  EXPECT_EQ(Record().break_date(), "2025-03-01");
  EXPECT_EQ(Get()->continuation().cover_until_date(), "2025-08-31") << "the training ends";
  ASSERT_EQ(Reason(Declaring("2025-02-20", type::v1::CONTRACT_OFFICE)), "");
  ASSERT_EQ(Reason(Declaring("2025-03-03", type::v1::ERP)), "");

  const auto record = Record();
  EXPECT_EQ(record.break_date(), "2025-02-20") << "the contract office outranks";
  ASSERT_EQ(record.testimonies_size(), 3) << "what does not hold is kept";
  for (const auto& testimony : record.testimonies()) {
    EXPECT_EQ(testimony.holds(), testimony.source() == type::v1::CONTRACT_OFFICE);
    EXPECT_EQ(testimony.declared_by(), kReferent);
  }
  EXPECT_EQ(Count("ContractBroken"), 1U);
  EXPECT_EQ(Count("BreakRectified"), 1U);
  EXPECT_EQ(Get()->continuation().cover_until_date(), "2025-08-20");
}

TEST_F(Breaks, TheSameStatementIsKeptOnce) {
  ASSERT_EQ(Reason(Declaring("2025-03-01")), "");
  ASSERT_EQ(Reason(Declaring("2025-03-01")), "");
  EXPECT_EQ(Record().testimonies_size(), 1);
  EXPECT_EQ(Count("ContractBroken"), 1U);
}

TEST_F(Breaks, TooManyStatementsAreRefused) {
  for (int i = 0; i < 60; ++i) {
    ASSERT_EQ(Reason(Declaring(i % 2 == 0 ? "2025-03-01" : "2025-03-02")), "") << i;
  }
  EXPECT_EQ(Reason(Declaring("2025-03-01")), "BREAK_STATED_TOO_OFTEN");
}

TEST_F(Breaks, InsideARankTheLaterStatementHoldsInEitherOrder) {
  for (const bool later_first : {true, false}) {
    const auto early = BreakReported("2024-12-01", "2025-03-01");
    const auto late = BreakReported("2024-12-15", "2025-03-05");
    SCOPED_TRACE(later_first);
    testing::ServiceFixture<Context> fixture(Define(), CivilDate(2025, 3, 6));
    for (const auto& fact : {later_first ? late : early, later_first ? early : late}) {
      ASSERT_TRUE(fixture.Deliver(fact, {.aggregate = kContract1}));
    }
    ContractBreak known(kBreak1);
    for (const auto& fact : fixture.Facts()) {
      (void)ContractBreak::Facts::Apply(known, *fact.message);
    }
    EXPECT_EQ(known.broken_on(), CivilDate(2024, 12, 15));
  }
}

TEST_F(Breaks, NoneIsToComeNorOutsideItsContract) {
  EXPECT_EQ(Reason(Declaring("2025-03-07")), "FOLLOWUP_DATE_IN_THE_FUTURE");
  EXPECT_EQ(Reason(Declaring("2024-09-30")), "BREAK_BEFORE_CONTRACT");
  MoveTo("2025-10-01");
  EXPECT_EQ(Reason(Declaring("2025-09-01")), "BREAK_AFTER_CONTRACT");
  auto elsewhere = Declaring("2025-03-01");
  elsewhere.set_contract(kContract2);
  EXPECT_EQ(Reason(elsewhere), "CONTRACT_NOT_OF_PATHWAY");
  EXPECT_EQ(Reason(Declaring("2025-03-01"), StrangeReferent()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Count("BreakStated"), 0U) << "nothing half done";
}

TEST_F(Breaks, ASourceTakesItsStatementBack) {
  ASSERT_EQ(Reason(Declaring("2025-03-01", type::v1::CFA)), "");
  ASSERT_EQ(Reason(Declaring("", type::v1::CFA)), "");
  EXPECT_EQ(Record().break_date(), "");
  EXPECT_EQ(Get()->contracts(0).break_date(), "");
}

TEST_F(Breaks, AnInterruptionAsksForANamedBodyAndItsAnswer) {
  EXPECT_EQ(OpenOrientations(), 0);
  ASSERT_EQ(Reason(Leaving()), "");
  EXPECT_EQ(Count("OrientationProposed"), 1U);
  EXPECT_EQ(OpenOrientations(), 1);
  EXPECT_EQ(Reason(Answering(v1::RECEIVES)), "ORIENTATION_NOT_MADE");
  EXPECT_EQ(Reason(Orienting(kStranger)), "ORIENTATION_BODY_UNKNOWN");
  EXPECT_EQ(Reason(Orienting(kCfa)), "ORIENTATION_TO_ITSELF");
  ASSERT_EQ(Reason(Orienting()), "");
  auto again = Orienting();
  again.set_request_id("again");
  EXPECT_EQ(Reason(again), "ORIENTATION_AWAITS_ANSWER");
  ASSERT_EQ(Reason(Answering(v1::DECLINES)), "");
  EXPECT_EQ(OpenOrientations(), 1) << "another body is to be found";
  ASSERT_EQ(Reason(again), "");
  ASSERT_EQ(Reason(Answering(v1::RECEIVES)), "");
  EXPECT_EQ(OpenOrientations(), 0);
  v1::ListOrientationsRequest list;
  const auto page = fixture_.Execute(list, Referent());
  ASSERT_EQ(page->orientations_size(), 1);
  EXPECT_EQ(page->orientations(0).propose_date(), "2025-03-06");
  ASSERT_EQ(page->orientations(0).attempts_size(), 2);
  EXPECT_EQ(page->orientations(0).attempts(0).answer(), v1::DECLINES);
  EXPECT_EQ(page->orientations(0).attempts(1).body(), kMissionLocale);
  EXPECT_TRUE(page->orientations(0).settled());
}

TEST_F(Breaks, AFailureAsksForOne) {
  MoveTo("2025-09-01");
  auto closing = Leaving();
  closing.set_result(v1::NOT_CERTIFIED);
  ASSERT_EQ(Reason(closing), "");
  EXPECT_EQ(Count("OrientationProposed"), 1U);
}

TEST_F(Breaks, ASuccessAsksForNoOrientation) {
  MoveTo("2025-09-01");
  auto closing = Leaving();
  closing.set_result(v1::CERTIFIED);
  ASSERT_EQ(Reason(closing), "");
  EXPECT_EQ(Count("OrientationProposed"), 0U);
}

}  // namespace
}  // namespace parcours::followup
