// What is due and has not been done, through policy, filters and pages.

#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string GapPathway(int n) {
  return "pathways/01890000-0000-7000-8000-0000000002" + std::to_string(10 + n);
}

class GapLists : public FollowupTest {
 protected:
  // Pathways 0 to 2, opened on the first, second and third of September.
  GapLists() {
    for (int n = 0; n < 3; ++n) {
      auto record = Imported();
      record.set_pathway(GapPathway(n));
      record.set_enrolment("enrolments/" + GapPathway(n).substr(9));
      record.set_start_date("2024-09-0" + std::to_string(n + 1));
      if (n == 1) record.mutable_certification()->set_rncp("RNCP1");
      Hear(record);
    }
  }
  std::vector<std::string> Listed(v1::ListGapsRequest request,
                                  const security::Actor& actor = Lead()) {
    std::vector<std::string> names;
    while (true) {
      const auto page = fixture_.Execute(request, actor);
      EXPECT_TRUE(page) << page.error().reason;
      if (!page) return names;
      for (const auto& gap : page->gaps()) names.push_back(gap.pathway());
      if (page->next_page_token().empty()) return names;
      request.set_page_token(page->next_page_token());
    }
  }
  static v1::ListGapsRequest Asking(v1::GapKind kind) {
    v1::ListGapsRequest request;
    request.set_kind(kind);
    return request;
  }
  void Interview(int n, const char* note) {
    v1::RecordInterviewRequest request;
    request.set_pathway(GapPathway(n));
    request.set_kind(type::v1::FOLLOW_UP);
    request.set_minutes(30);
    request.set_objective("Faire le point");
    request.set_objective_verdict(type::v1::REACHED);
    request.set_note(note);
    request.set_request_id("interview " + std::to_string(n));
    const auto answer = fixture_.Execute(request, Referent());
    ASSERT_TRUE(answer) << answer.error().reason;
  }
};

TEST_F(GapLists, ComeByOpeningPageByPage) {
  auto request = Asking(v1::NO_INTERVIEW);
  EXPECT_THAT(Listed(request), ElementsAre(GapPathway(0), GapPathway(1), GapPathway(2)));
  request.set_page_size(1);
  EXPECT_THAT(Listed(request), ElementsAre(GapPathway(0), GapPathway(1), GapPathway(2)));
  request.set_page_token("tomorrow");
  EXPECT_EQ(fixture_.Execute(request, Lead()).error().reason, "PAGE_TOKEN_INVALID");
}

TEST_F(GapLists, NoInterviewForSoManyDays) {
  Interview(0, "Tout va bien");
  EXPECT_THAT(Listed(Asking(v1::NO_INTERVIEW)), ElementsAre(GapPathway(1), GapPathway(2)));
  MoveTo("2025-04-20");
  EXPECT_THAT(Listed(Asking(v1::NO_INTERVIEW)), ElementsAre(GapPathway(1), GapPathway(2)));
  auto ten_days = Asking(v1::NO_INTERVIEW);
  ten_days.set_days(10);
  EXPECT_THAT(Listed(ten_days), ElementsAre(GapPathway(0), GapPathway(1), GapPathway(2)));
}

TEST_F(GapLists, AnInterviewWithoutRecord) {
  Interview(0, "Tout va bien");
  Interview(2, "");
  EXPECT_THAT(Listed(Asking(v1::NO_RECORD)), ElementsAre(GapPathway(2)));
}

TEST_F(GapLists, AreFilteredByOrganisationCertificationAndReferent) {
  auto request = Asking(v1::WITHOUT_OWN_REFERENT);
  request.set_certification("RNCP1");
  EXPECT_THAT(Listed(request), ElementsAre(GapPathway(1)));
  request.set_certification("RNCP2");
  EXPECT_THAT(Listed(request), IsEmpty());
  request.clear_certification();
  request.set_referent(kReferent);
  EXPECT_THAT(Listed(request), IsEmpty());
  request.set_referent(kDefaultReferent);
  EXPECT_EQ(Listed(request).size(), 3U);
  request.set_organisation(kSite);
  EXPECT_THAT(Listed(request), IsEmpty());
}

TEST_F(GapLists, AStrangerSeesNone) {
  EXPECT_THAT(Listed(Asking(v1::NO_INTERVIEW), StrangeReferent()), IsEmpty());
  EXPECT_EQ(fixture_.Execute(Asking(v1::GAP_KIND_UNSPECIFIED), Lead()).error().reason,
            "FIELD_REQUIRED");
}

TEST_F(GapLists, AnAlertWaitsUntilSomebodyTakesItUp) {
  ImportLearner();
  const auto page = fixture_.Execute(Asking(v1::ALERT_NOT_TAKEN_UP), Lead());
  ASSERT_EQ(page->gaps_size(), 1);
  v1::AcknowledgeAlertRequest request;
  request.set_pathway(kPathway);
  request.set_alert(page->gaps(0).subject());
  request.set_request_id("take up");
  ASSERT_TRUE(fixture_.Execute(request, Referent()).has_value());
  EXPECT_THAT(Listed(Asking(v1::ALERT_NOT_TAKEN_UP)), IsEmpty());
}

TEST_F(GapLists, PastTheEndAPathwayIsToClose) {
  EXPECT_THAT(Listed(Asking(v1::TO_CLOSE)), IsEmpty());
  MoveTo("2025-09-01");
  EXPECT_EQ(Listed(Asking(v1::TO_CLOSE)).size(), 3U);
  EXPECT_THAT(Listed(Asking(v1::NO_INTERVIEW)), IsEmpty()) << "the training is over";
}

TEST_F(GapLists, WithoutAPlanUntilOneIsOpen) {
  EXPECT_EQ(Listed(Asking(v1::WITHOUT_PLAN)).size(), 3U);
  v1::OpenActionPlanRequest plan;
  plan.set_pathway(GapPathway(1));
  auto* objective = plan.add_objectives();
  objective->set_text("Signer un contrat");
  objective->set_measure("Un contrat signé");
  objective->set_due_date("2025-05-30");
  plan.set_request_id("plan");
  ASSERT_TRUE(fixture_.Execute(plan, Referent()).has_value());
  EXPECT_THAT(Listed(Asking(v1::WITHOUT_PLAN)), ElementsAre(GapPathway(0), GapPathway(2)));
}

}  // namespace
}  // namespace parcours::followup
