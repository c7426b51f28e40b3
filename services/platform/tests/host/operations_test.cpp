#include <gtest/gtest.h>

#include "services/platform/tests/host/running_platform.h"

namespace parcours::host {
namespace {

namespace v1 = operations::v1;
using Operations = RunningPlatform::Operations;

class OperationsTest : public ::testing::Test {
 protected:
  OperationsTest() { platform.Start(); }

  Result<v1::Clock> Advance(const std::string& service, const std::string& date,
                            const std::string& id) {
    auto request = platform.Ask<v1::AdvanceClockRequest>(service);
    request.set_date(date);
    request.set_request_id(id);
    return rpc::Invoke(*platform.operations, &Operations::AdvanceClock, request,
                       platform.AsOperator());
  }

  template <typename Request, typename Item, typename Reader>
  Result<std::vector<Item>> ReadAll(
      std::unique_ptr<Reader> (Operations::*method)(grpc::ClientContext*, const Request&),
      const Request& request, const security::Actor& actor) {
    grpc::ClientContext context;
    rpc::Fill(context, platform.As(actor));
    auto reader = (*platform.operations.*method)(&context, request);
    std::vector<Item> items;
    for (Item item; reader->Read(&item);) items.push_back(item);
    const auto status = reader->Finish();
    if (!status.ok()) return Refuse(rpc::FromStatus(status));
    return items;
  }
  Result<std::vector<std::string>> View(const std::string& service, const std::string& day) {
    auto request = platform.Ask<v1::GetDatedViewRequest>(service);
    request.set_day(day);
    auto lines =
        ReadAll<v1::GetDatedViewRequest, v1::DatedViewLine, grpc::ClientReader<v1::DatedViewLine>>(
            &Operations::GetDatedView, request, testing::Operator());
    if (!lines) return Refuse(lines.error());
    std::vector<std::string> text;
    for (const auto& line : *lines) text.push_back(line.text());
    return text;
  }

  RunningPlatform platform;
};

TEST_F(OperationsTest, StatusTellsWhereAServiceStands) {
  platform.Import({"CFA"});
  ASSERT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("insertion").journal_head() == 1; }));
  const auto producer = platform.StatusOf("partners");
  EXPECT_TRUE(producer.ready());
  EXPECT_EQ(producer.bus(), "embedded");
  EXPECT_EQ(producer.relay_pending(), 0);
  EXPECT_EQ(producer.clock().today(), "2025-03-06");
  EXPECT_EQ(producer.next_timer_date(), "2025-04-05");
  const auto subscriber = platform.StatusOf("insertion");
  ASSERT_EQ(subscriber.subscriptions_size(), 1);
  EXPECT_EQ(subscriber.subscriptions(0).topic(), "parcours.partners.v1");
  std::int64_t head = 0;
  for (const auto& produced : producer.produced()) head = std::max(head, produced.next_offset());
  EXPECT_EQ(subscriber.subscriptions(0).next_offset(), head);
}

TEST_F(OperationsTest, SeveralServicesAreToldApartByName) {
  const auto nameless =
      rpc::Invoke(*platform.operations, &Operations::GetStatus, {}, platform.AsOperator());
  EXPECT_EQ(nameless.error().reason, "SERVICE_REQUIRED");
  const auto unknown =
      rpc::Invoke(*platform.operations, &Operations::GetStatus,
                  platform.Ask<v1::GetStatusRequest>("recruitment"), platform.AsOperator());
  EXPECT_EQ(unknown.error().reason, "SERVICE_UNKNOWN");
}

TEST_F(OperationsTest, OnlyOperatorsAndServicesMayAsk) {
  const auto refused = rpc::Invoke(*platform.operations, &Operations::GetStatus,
                                   platform.Ask<v1::GetStatusRequest>("partners"),
                                   platform.As(testing::Agent({.roles = {options::v1::REFERENT}})));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kPermissionDenied);
}

TEST_F(OperationsTest, TheClockAdvancesFiresTimersAndSurvivesARestart) {
  platform.Import({"CFA"});
  ASSERT_TRUE(Advance("partners", "2025-04-05", "a"));
  EXPECT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("partners").journal_head() == 2; }));
  EXPECT_EQ(platform.StatusOf("partners").timers_due(), 0);
  EXPECT_EQ(platform.StatusOf("insertion").clock().today(), "2025-03-06")
      << "each service has its own day";
  platform.Stop();
  platform.Start();
  EXPECT_EQ(platform.StatusOf("partners").clock().today(), "2025-04-05");
  EXPECT_EQ(platform.StatusOf("partners").journal_head(), 2);
}

TEST_F(OperationsTest, TheClockDoesNotGoBackAndIsAnsweredTheSameWhenAskedAgain) {
  ASSERT_TRUE(Advance("partners", "2025-04-05", "a"));
  EXPECT_EQ(Advance("partners", "2025-04-05", "a").value().today(), "2025-04-05");
  EXPECT_EQ(Advance("partners", "2025-03-07", "b").error().reason, "CLOCK_GOES_BACK");
  EXPECT_EQ(Advance("partners", "2025-02-30", "c").error().reason, "FIELD_NOT_A_DATE");
  EXPECT_EQ(platform.StatusOf("partners").clock().today(), "2025-04-05");
}

TEST_F(OperationsTest, ARealClockIsNotAdvanced) {
  platform.Stop();
  platform.configuration.virtual_day = std::nullopt;
  platform.Start();
  EXPECT_EQ(Advance("partners", "2999-01-01", "a").error().reason, "FIELD_NOT_A_DATE");
  EXPECT_EQ(Advance("partners", "2199-01-01", "b").error().reason, "CLOCK_IS_REAL");
}

TEST_F(OperationsTest, ATimerOverdueAtStartFires) {
  platform.Import({"CFA"});
  platform.Stop();
  platform.configuration.virtual_day = CivilDate(2025, 5, 1);
  platform.Start();
  EXPECT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("partners").journal_head() == 2; }));
}

TEST_F(OperationsTest, ADeadLetterIsListedShownRedrivenAndDiscarded) {
  platform.Import({"Refused"});
  ASSERT_TRUE(RunningPlatform::Becomes(
      [&] { return platform.StatusOf("insertion").open_dead_letters() == 1; }));
  const auto listed =
      rpc::Invoke(*platform.operations, &Operations::ListDeadLetters,
                  platform.Ask<v1::ListDeadLettersRequest>("insertion"), platform.AsOperator());
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->dead_letters_size(), 1);
  EXPECT_EQ(listed->dead_letters(0).reason(), "NOT_WANTED");
  EXPECT_EQ(listed->dead_letters(0).state(), v1::DeadLetter::OPEN);

  auto show = platform.Ask<v1::ShowDeadLetterRequest>("insertion");
  show.set_name(listed->dead_letters(0).name());
  const auto shown =
      rpc::Invoke(*platform.operations, &Operations::ShowDeadLetter, show, platform.AsOperator());
  ASSERT_TRUE(shown) << shown.error().english;
  EXPECT_EQ(shown->headers_size(), 10);
  EXPECT_NE(shown->content_json().find("Refused"), std::string::npos);

  auto redrive = platform.Ask<v1::RedriveDeadLettersRequest>("insertion");
  redrive.mutable_selector()->add_names(show.name());
  redrive.set_request_id("redrive");
  const auto redriven = rpc::Invoke(*platform.operations, &Operations::RedriveDeadLetters, redrive,
                                    platform.AsOperator());
  ASSERT_TRUE(redriven) << redriven.error().english;
  EXPECT_EQ(redriven->failed_count(), 1);

  auto discard = platform.Ask<v1::DiscardDeadLettersRequest>("insertion");
  discard.mutable_selector()->add_names(show.name());
  discard.set_reason("sent by mistake");
  discard.set_request_id("discard");
  const auto discarded = rpc::Invoke(*platform.operations, &Operations::DiscardDeadLetters, discard,
                                     platform.AsOperator());
  ASSERT_TRUE(discarded) << discarded.error().english;
  EXPECT_EQ(discarded->discarded_count(), 1);
  EXPECT_EQ(platform.StatusOf("insertion").open_dead_letters(), 0);
}

TEST_F(OperationsTest, TheGaugeOfOpenLettersFollowsThemBothWays) {
  const auto shows = [this](int letters) {
    const auto line =
        "messaging_dead_letters_open{service_name=\"insertion\"} " + std::to_string(letters) + "\n";
    return RunningPlatform::Becomes(
        [&] { return platform.runtime->Metrics().find(line) != std::string::npos; });
  };
  platform.Import({"Refused"});
  ASSERT_TRUE(shows(1));
  auto discard = platform.Ask<v1::DiscardDeadLettersRequest>("insertion");
  discard.mutable_selector()->mutable_from_time()->set_seconds(1);
  discard.set_reason("sent by mistake");
  discard.set_request_id("discard");
  ASSERT_TRUE(rpc::Invoke(*platform.operations, &Operations::DiscardDeadLetters, discard,
                          platform.AsOperator()));
  EXPECT_TRUE(shows(0));
}

TEST_F(OperationsTest, AnEmptySelectorIsRefused) {
  auto discard = platform.Ask<v1::DiscardDeadLettersRequest>("insertion");
  discard.mutable_selector();
  discard.set_reason("everything");
  discard.set_request_id("discard");
  const auto refused = rpc::Invoke(*platform.operations, &Operations::DiscardDeadLetters, discard,
                                   platform.AsOperator());
  EXPECT_FALSE(refused);
}

TEST_F(OperationsTest, ReplayStreamsWhatTravelsToServicesAlone) {
  platform.Import({"CFA", "Boulangerie"});
  ASSERT_TRUE(Advance("partners", "2025-04-05", "a"));
  ASSERT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("partners").journal_head() == 4; }));
  const auto request = platform.Ask<v1::ReplayRequest>("partners");
  const auto replay = [&](const security::Actor& actor) {
    return ReadAll<v1::ReplayRequest, v1::ReplayedFact, grpc::ClientReader<v1::ReplayedFact>>(
        &Operations::Replay, request, actor);
  };
  const auto facts = replay(security::SystemActor("insertion"));
  ASSERT_TRUE(facts) << facts.error().english;
  ASSERT_EQ(facts->size(), 2) << "the two private facts stay";
  EXPECT_EQ((*facts)[0].headers_size(), 10);
  EXPECT_EQ((*facts)[1].topic(), "parcours.partners.v1");
  EXPECT_EQ(replay(testing::Operator()).error().code, Code::kPermissionDenied);
}

TEST_F(OperationsTest, ReplayedTopicsAreReadAgainAndChangeNothing) {
  platform.Import({"CFA", "Boulangerie"});
  ASSERT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("insertion").journal_head() == 2; }));
  const auto before = View("insertion", "2025-03-06").value();
  auto request = platform.Ask<v1::ReplayTopicsRequest>("insertion");
  request.set_request_id("replay");
  const auto replayed =
      rpc::Invoke(*platform.operations, &Operations::ReplayTopics, request, platform.AsOperator());
  ASSERT_TRUE(replayed) << replayed.error().english;
  EXPECT_EQ(replayed->subscriptions_size(), 1);
  platform.Import({"CFA", "Boulangerie", "Garage"});
  ASSERT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("insertion").journal_head() == 3; }));
  auto after = View("insertion", "2025-03-06").value();
  EXPECT_EQ(after.size(), before.size() + 1);
  request.add_topics("parcours.followup.v1");
  request.set_request_id("other");
  EXPECT_EQ(
      rpc::Invoke(*platform.operations, &Operations::ReplayTopics, request, platform.AsOperator())
          .error()
          .reason,
      "TOPIC_NOT_READ");
}

TEST_F(OperationsTest, TheAuditOfASoundJournalIsSilent) {
  platform.Import({"CFA", "Boulangerie"});
  const auto verdict =
      rpc::Invoke(*platform.operations, &Operations::VerifyAudit,
                  platform.Ask<v1::VerifyAuditRequest>("partners"), platform.AsOperator());
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(verdict->intact());
  EXPECT_EQ(verdict->rows_checked(), 2);
  EXPECT_EQ(verdict->chains_checked(), 2);
}

TEST_F(OperationsTest, TheDatedViewHoldsFactsByTheDayWithoutMeta) {
  platform.Import({"CFA"});
  ASSERT_TRUE(Advance("partners", "2025-04-05", "a"));
  ASSERT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("partners").journal_head() == 2; }));
  const std::string cfa = "organisations/01950000-0000-7000-8000-000000000001";
  const std::string registered = "2025-03-06 partners OrganisationRegistered " + cfa +
                                 " {\"display_name\":\"CFA\",\"organisation\":\"" + cfa + "\"}";
  EXPECT_EQ(View("partners", "2025-04-04").value(), std::vector<std::string>{registered});
  EXPECT_EQ(View("partners", "").value().size(), 2) << "today";
}

TEST_F(OperationsTest, ProjectionsAreListedWithTheirVersions) {
  const auto listed =
      rpc::Invoke(*platform.operations, &Operations::ListProjections,
                  platform.Ask<v1::ListProjectionsRequest>("partners"), platform.AsOperator());
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->projections_size(), 1);
  EXPECT_EQ(listed->projections(0).name(), "projections/names");
  EXPECT_EQ(listed->projections(0).version(), 1);
}

TEST_F(OperationsTest, ActsOfOperatorsAreAudited) {
  ASSERT_TRUE(Advance("partners", "2025-04-05", "a"));
  auto request = platform.Ask<v1::ReplayTopicsRequest>("insertion");
  request.set_request_id("replay");
  ASSERT_TRUE(
      rpc::Invoke(*platform.operations, &Operations::ReplayTopics, request, platform.AsOperator()));
  platform.Stop();
  const auto acts = [&](const std::string& service) {
    const auto db =
        store::OpenSqliteForReading({.file = platform.folder.path() / (service + ".db")}).value();
    return db->Query<std::string, std::string, std::string>(
        "SELECT act, target, actor FROM audit_acts");
  };
  const auto who = testing::Operator().principal;
  using Rows = std::vector<std::tuple<std::string, std::string, std::string>>;
  EXPECT_EQ(acts("partners"), (Rows{{"advance_clock", "2025-04-05", who}}));
  EXPECT_EQ(acts("insertion"), (Rows{{"replay_topics", "parcours.partners.v1", who}}));
}

}  // namespace
}  // namespace parcours::host
