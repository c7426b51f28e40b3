#include <gtest/gtest.h>

#include <future>

#include "services/platform/testing/actors.h"
#include "services/platform/testing/service_bench.h"
#include "services/platform/tests/sample/sample_service.h"

namespace parcours::execution {
namespace {

namespace v1 = partners::v1;
using std::chrono::milliseconds;

// A service whose writer stands still until told to go on, with room for one caller.
class Overload : public ::testing::Test {
 protected:
  Overload() {
    auto opened = host::ServiceCore::Open(
        sample::DefinePartners(),
        {.folder = world_.folder.path(),
         .writer = {.admission = {.longest_wait = milliseconds{0}, .always = 1}}},
        {.clock = world_.clock,
         .random = world_.random,
         .tokens = world_.tokens,
         .observer = world_.notes,
         .crash_points = {}});
    CHECK(opened.has_value());
    core_ = *std::move(opened);
    CHECK(core_->writer().Submit(
        {.run = [goes_on = going_on_.get_future().share()](store::Connection&) {
          goes_on.wait();
          return true;
        }}));
  }

  void GoOn() { going_on_.set_value(); }

  // Under the number as request_id.
  std::future<Result<void>> Register(int number) {
    auto call = std::make_shared<OneCall>();
    call->request.set_request_id(std::to_string(number));
    call->request.add_records();
    core_->executor().Run(
        {.token = world_.tokens.TokenOf(testing::Operator()),
         .deadline = std::chrono::steady_clock::now() + std::chrono::minutes{1},
         .trace = {}},
        call->request, call->answer,
        [number](Session& session) -> Result<void> {
          sample::Context context(session);
          v1::OrganisationRegistered fact;
          fact.set_organisation("organisations/" + std::to_string(number));
          const auto organisation = context.organisations.Find(fact.organisation());
          TRY(context.organisations.Record(organisation, std::move(fact)));
          return {};
        },
        [call](const Result<void>& outcome) { call->outcome.set_value(outcome); });
    return call->outcome.get_future();
  }

  std::size_t FactsInAll() {
    const auto db = core_->OpenForReading();
    return core_->journal().ReadFrom(**db, 1, 100).size();
  }

 private:
  // Shared by the test and the call's callback.
  struct OneCall {
    v1::ImportPartnersRequest request;
    v1::ImportPartnersResponse answer;
    std::promise<Result<void>> outcome;
  };

  testing::BenchWorld world_{CivilDate(2025, 3, 6), 1};
  std::promise<void> going_on_;
  std::unique_ptr<host::ServiceCore> core_;
};

TEST_F(Overload, TurnsAwayWithAHintChangesNothingAndServesTheSameRequestLater) {
  auto first = Register(1);
  const auto turned_away = Register(2).get();
  GoOn();
  ASSERT_FALSE(turned_away);
  EXPECT_EQ(turned_away.error().code, Code::kResourceExhausted);
  EXPECT_GT(turned_away.error().retry_after, milliseconds{0});
  ASSERT_TRUE(first.get());
  EXPECT_EQ(FactsInAll(), 1U);
  EXPECT_TRUE(Register(2).get());
  EXPECT_TRUE(Register(2).get()) << "answered as the first time";
  EXPECT_EQ(FactsInAll(), 2U);
}

}  // namespace
}  // namespace parcours::execution
