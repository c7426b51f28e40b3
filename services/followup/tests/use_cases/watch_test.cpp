// What changed, for whom, and from where one goes on.

#include "services/followup/use_cases/watch.h"

#include "services/followup/tests/followup_test.h"
#include "services/followup/watchers.h"

namespace parcours::followup {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class Watch : public FollowupTest {
 protected:
  template <typename Request>
  Result<Changes> After(std::optional<std::int64_t> after, const Request& request,
                        const security::Actor& actor) {
    Changes changes;
    v1::Change unused;
    TRY(fixture_.bench().Run(actor, request, unused,
                             [&](execution::Session& session) -> Result<void> {
                               Context context(session);
                               TRY(changes, ChangesAfter(after, request, context));
                               return {};
                             }));
    return changes;
  }
  Result<Changes> OfPathway(std::optional<std::int64_t> after,
                            const security::Actor& actor = Referent()) {
    v1::WatchPathwayRequest request;
    request.set_name(kPathway);
    return After(after, request, actor);
  }
  Result<Changes> OfAlerts(std::optional<std::int64_t> after, const security::Actor& actor) {
    return After(after, v1::WatchAlertsRequest(), actor);
  }

  static std::vector<std::string> FactsIn(const Changes& changes) {
    std::vector<std::string> facts;
    for (const auto& change : changes.told) facts.push_back(change.fact());
    return facts;
  }
};

constexpr const char* kConfirmed = "parcours.support.v1.BarrierConfirmed";
constexpr const char* kRaised = "parcours.followup.v1.AlertRaised";

TEST_F(Watch, WhoeverBeginsHearsWhatComesFromThenOn) {
  ImportLearner();
  const auto begun = OfPathway(std::nullopt);
  ASSERT_TRUE(begun) << begun.error().reason;
  EXPECT_THAT(begun->told, IsEmpty());
  EXPECT_TRUE(begun->all);
  Hear(Confirmed());
  const auto news = OfPathway(begun->position);
  ASSERT_TRUE(news);
  ASSERT_THAT(FactsIn(*news), ElementsAre(kConfirmed));
  EXPECT_EQ(news->told[0].pathway(), kPathway);
  EXPECT_EQ(news->told[0].date(), "2025-03-10");
  EXPECT_EQ(news->told[0].position(), news->position);
  EXPECT_THAT(OfPathway(news->position)->told, IsEmpty());
}

TEST_F(Watch, WhereverOneGoesOnThereIsNoHole) {
  ImportLearner();
  Hear(Confirmed());
  MoveTo("2025-04-02");
  Hear(Lifted());
  const auto all = OfPathway(0);
  ASSERT_TRUE(all);
  ASSERT_GT(all->told.size(), 5U);
  for (std::size_t heard = 0; heard < all->told.size(); ++heard) {
    const auto rest = OfPathway(all->told[heard].position());
    ASSERT_TRUE(rest);
    ASSERT_EQ(rest->told.size(), all->told.size() - heard - 1);
    for (std::size_t i = 0; i < rest->told.size(); ++i)
      EXPECT_EQ(rest->told[i].position(), all->told[heard + 1 + i].position());
  }
}

TEST_F(Watch, APositionThatWasNeverToldIsRefused) {
  ImportLearner();
  const auto refused = OfPathway(1'000'000);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "POSITION_NOT_REACHED");
}

TEST_F(Watch, WhatTheTimelineHidesIsNotToldEither) {
  ImportLearner();
  Hear(Confirmed());
  EXPECT_THAT(FactsIn(*OfPathway(0)), Contains(kConfirmed));
  EXPECT_THAT(FactsIn(*OfPathway(0, Lead())), Not(Contains(kConfirmed)));
  EXPECT_THAT(FactsIn(*OfPathway(0, Lead())), Contains(kRaised));
  const auto stranger = OfPathway(0, StrangeReferent());
  ASSERT_FALSE(stranger);
  EXPECT_EQ(stranger.error().reason, "RESOURCE_NOT_FOUND");
}

TEST_F(Watch, AlertsOfARiskAreToldToThoseWhoSeeTheRisk) {
  ImportLearner();
  auto blocking = Confirmed("2025-03-06");
  blocking.set_severity(4);
  Hear(blocking);
  MoveTo("2025-03-07");
  const auto raised = [](const Changes& changes) {
    const auto facts = FactsIn(changes);
    return std::count(facts.begin(), facts.end(), kRaised);
  };
  EXPECT_EQ(raised(*OfPathway(0)), 2);
  EXPECT_EQ(raised(*OfPathway(0, Lead())), 1);  // that the contract is broken
}

TEST_F(Watch, AlertsAreToldToThoseWhoSeeTheirPathways) {
  ImportLearner();
  Hear(Confirmed());
  EXPECT_THAT(FactsIn(*OfAlerts(0, Referent())), ElementsAre(kRaised));
  const auto stranger = OfAlerts(0, StrangeReferent());
  EXPECT_THAT(stranger->told, IsEmpty());
  EXPECT_EQ(stranger->position, OfAlerts(0, Referent())->position);
}

class Waiting final : public Watcher {
 public:
  void Look() override { ++looks; }
  int looks = 0;
};

TEST_F(Watch, ThoseWhomACommitConcernsLookAgainAndNobodyElse) {
  ImportLearner();
  auto& executor = fixture_.bench().core().executor();
  const auto watchers = std::make_shared<Watchers>(executor);
  executor.Listen({.committed = [watchers] { watchers->Committed(); },
                   .draining = [watchers] { watchers->TellAll(); }});
  const auto of_pathway = std::make_shared<Waiting>();
  const auto of_another = std::make_shared<Waiting>();
  const auto of_alerts = std::make_shared<Waiting>();
  const auto place = watchers->Add(kPathway, of_pathway);
  static_cast<void>(watchers->Add("pathways/another", of_another));
  static_cast<void>(watchers->Add(std::string(kAlerts), of_alerts));
  Hear(Confirmed());  // the first reading cannot know what is news
  const int once = of_pathway->looks;
  EXPECT_GE(once, 1);
  Hear(Confirmed("2025-03-11", type::v1::HOUSING));
  EXPECT_GT(of_pathway->looks, once);
  EXPECT_EQ(of_another->looks, once);
  EXPECT_EQ(of_alerts->looks, once);
  watchers->Remove(place);
  const int before = of_pathway->looks;
  Hear(Confirmed("2025-03-12", type::v1::HEALTH));
  EXPECT_EQ(of_pathway->looks, before);
  executor.Drain();
  EXPECT_EQ(of_another->looks, once + 1);
}

}  // namespace
}  // namespace parcours::followup
