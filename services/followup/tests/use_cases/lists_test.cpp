#include "services/followup/tests/followup_test.h"

namespace parcours::followup {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string PathwayOf(int n) {
  return "pathways/01890000-0000-7000-8000-0000000001" + std::to_string(10 + n);
}

class Lists : public FollowupTest {
 protected:
  // Pathway n, opened on the n-th of September, with contract and break where they are given.
  void Import(int n, const char* start = nullptr, const char* broken_on = nullptr) {
    auto record = Imported();
    record.set_enrolment("enrolments/" + PathwayOf(n).substr(9));
    record.set_pathway(PathwayOf(n));
    const std::string day = "2024-09-0" + std::to_string(n);
    record.set_start_date(day);
    Hear(record);
    if (start == nullptr) return;
    auto contract = ImportedContract(("apprenticeshipContracts/" + PathwayOf(n).substr(9)).c_str(),
                                     1, start, kEmployerA);
    contract.set_pathway(PathwayOf(n));
    Hear(contract);
    if (broken_on != nullptr) {
      auto reported = BreakReported(broken_on);
      reported.set_contract(contract.contract());
      reported.set_pathway(PathwayOf(n));
      Hear(reported);
    }
    MoveTo("2025-03-06");
  }
  // One INSCRIT given up, one APPRENTI, one RUPTURANT.
  void ImportThree() {
    Import(1);
    Import(2, "2024-10-01");
    Import(3, "2024-10-01", "2024-12-01");
  }
  std::vector<std::string> Names(v1::ListPathwaysRequest request,
                                 const security::Actor& actor = Lead()) {
    std::vector<std::string> names;
    while (true) {
      const auto page = fixture_.Execute(request, actor);
      EXPECT_TRUE(page) << page.error().reason;
      if (!page) return names;
      for (const auto& pathway : page->pathways()) names.push_back(pathway.name());
      if (page->next_page_token().empty()) return names;
      request.set_page_token(page->next_page_token());
    }
  }
};

TEST_F(Lists, PathwaysComeByOpeningPageByPage) {
  ImportThree();
  v1::ListPathwaysRequest request;
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(1), PathwayOf(2), PathwayOf(3)));
  request.set_page_size(1);
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(1), PathwayOf(2), PathwayOf(3)));
}

TEST_F(Lists, AForeignPageTokenIsRefused) {
  v1::ListPathwaysRequest request;
  request.set_page_token("tomorrow");
  EXPECT_EQ(fixture_.Execute(request, Lead()).error().reason, "PAGE_TOKEN_INVALID");
}

TEST_F(Lists, PathwaysAreFoundByTheirStatusOnADay) {
  ImportThree();
  v1::ListPathwaysRequest request;
  request.add_statuses(v1::RUPTURANT);
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(3)));
  request.add_statuses(v1::ABANDON);
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(1), PathwayOf(3)));
  request.clear_statuses();
  request.add_statuses(v1::APPRENTI);
  request.set_on("2024-11-15");
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(2), PathwayOf(3)));
}

TEST_F(Lists, APathwayIsListedFromItsOpeningOn) {
  ImportThree();
  v1::ListPathwaysRequest request;
  request.set_on("2024-09-02");
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(1), PathwayOf(2)));
}

TEST_F(Lists, PathwaysAreFoundByTheirReferent) {
  ImportThree();
  v1::AssignReferentRequest assign;
  assign.set_pathway(PathwayOf(2));
  assign.set_referent(kReferent);
  assign.set_request_id("assign");
  ASSERT_TRUE(fixture_.Execute(assign, Lead()));
  v1::ListPathwaysRequest request;
  request.set_referent(kReferent);
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(2)));
  request.clear_referent();
  request.set_referent_by_default(true);
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(1), PathwayOf(3)));
}

TEST_F(Lists, PathwaysPastTheirEndAreToClose) {
  ImportThree();
  v1::ListPathwaysRequest request;
  request.set_to_close(true);
  EXPECT_THAT(Names(request), IsEmpty());
  MoveTo("2025-09-01");
  v1::CompletePathwayRequest complete;
  complete.set_name(PathwayOf(2));
  complete.set_result(v1::CERTIFIED);
  complete.mutable_review()->set_reached("CAP");
  complete.set_request_id("complete");
  ASSERT_TRUE(fixture_.Execute(complete, Referent()));
  EXPECT_THAT(Names(request), ElementsAre(PathwayOf(1), PathwayOf(3)));
}

TEST_F(Lists, EveryoneSeesWhatIsTheirs) {
  ImportThree();
  const v1::ListPathwaysRequest all;
  EXPECT_THAT(Names(all, Adviser()), ElementsAre(PathwayOf(1), PathwayOf(2), PathwayOf(3)))
      << "by the convention";
  EXPECT_THAT(Names(all, StrangeReferent()), IsEmpty());
  EXPECT_THAT(Names(all, testing::Beneficiary(kPerson)),
              ElementsAre(PathwayOf(1), PathwayOf(2), PathwayOf(3)));
  EXPECT_THAT(Names(all, testing::Beneficiary("persons/01890000-0000-7000-8000-0000000000f9")),
              IsEmpty());
  auto trainer = testing::Agent({.organisation = kSite, .roles = {options::v1::TRAINER}});
  EXPECT_THAT(Names(all, trainer), ElementsAre(PathwayOf(1), PathwayOf(2), PathwayOf(3)))
      << "the site is a named party";
}

TEST_F(Lists, AlertsComeOldestFirstOpenOnesAlone) {
  ImportThree();
  v1::ListAlertsRequest request;
  const auto open = fixture_.Execute(request, Referent());
  ASSERT_TRUE(open);
  ASSERT_EQ(open->alerts_size(), 1);
  EXPECT_EQ(open->alerts(0).pathway(), PathwayOf(3));
  EXPECT_EQ(open->alerts(0).days_without_contract(), 95);
  EXPECT_EQ(fixture_.Execute(request, StrangeReferent())->alerts_size(), 0);

  v1::CompletePathwayRequest left;
  left.set_name(PathwayOf(3));
  left.set_result(v1::LEFT_EARLY);
  left.mutable_review()->set_reached("rien");
  left.set_request_id("left");
  ASSERT_TRUE(fixture_.Execute(left, Referent()));
  EXPECT_EQ(fixture_.Execute(request, Referent())->alerts_size(), 0);
  request.set_include_closed(true);
  EXPECT_EQ(fixture_.Execute(request, Referent())->alerts_size(), 1);
}

TEST_F(Lists, OrganisationsAreThoseOfTheNetwork) {
  v1::ListOrganisationsRequest request;
  request.set_page_size(2);
  const auto page = fixture_.Execute(request, testing::Operator());
  ASSERT_TRUE(page) << page.error().reason;
  EXPECT_EQ(page->total_size(), 5);
  EXPECT_EQ(page->organisations_size(), 2);
  EXPECT_FALSE(page->next_page_token().empty());
}

}  // namespace
}  // namespace parcours::followup
