#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/platform/bus/inbox.h"
#include "services/platform/rpc/dispatch.h"
#include "services/platform/testing/actors.h"
#include "services/platform/testing/scripted_bus.h"
#include "services/platform/testing/service_bench.h"

namespace parcours::testing {

// Services in one process on a scripted bus, without threads, in virtual time: what a story is told
// on thousands of times. The same seed gives the same run.
//
//   Platform platform(AllServices(), {.seed = 7});
//   platform.Execute<recruitment::Context>("recruitment", request, actor);
//   platform.Settle();
//   platform.AdvanceTo(CivilDate(2025, 6, 2));
//   EXPECT_EQ(platform.DatedView(CivilDate(2025, 6, 2)), expected);
class Platform {
 public:
  struct Options {
    CivilDate start{2025, 3, 6};
    std::uint64_t seed = 1;
    Script script = {};
  };
  Platform(std::vector<execution::ServiceDefinition> definitions, Options options);
  ~Platform();

  // As ServiceFixture's; nothing is delivered yet when they return.
  template <typename Context, typename Request>
  [[nodiscard]] auto Execute(std::string_view service, const Request& request,
                             const security::Actor& actor) {
    using Answer = decltype(Handle(request, std::declval<Context&>()));
    typename Answer::value_type response;
    const auto done = Bench(service).Run(actor, request, response,
                                         rpc::BodyOf<Context>(request, response, Always));
    if (!done) return Answer(Refuse(done.error()));
    return Answer(std::move(response));
  }
  template <typename Context, typename Response, typename Request>
  [[nodiscard]] Result<Response> ExecuteBatch(std::string_view service, const Request& request,
                                              const security::Actor& actor) {
    Response response;
    TRY(Bench(service).RunBatch(actor, request, rpc::BatchOf<Context>(request, response, Always)));
    return response;
  }

  // Some deliveries, drawn from the seed: between two commands of a story.
  void DeliverSome();
  // Everything is delivered and reacted to, and what is due by today has fired.
  void Settle();

  // Through each day on which a timer is due, settling before and after; then to `day`.
  void AdvanceTo(CivilDate day);
  [[nodiscard]] CivilDate today() const { return world_.clock.Today(); }

  // Facts that hold by `day` in all services, without ids (host::WithoutIds): equal for runs that
  // did the same.
  [[nodiscard]] std::string DatedView(CivilDate day);

  // Dead letters, facts held back: one sentence each; empty when all is well.
  [[nodiscard]] std::vector<std::string> Problems();

  [[nodiscard]] ServiceBench& Bench(std::string_view service);
  [[nodiscard]] std::vector<std::string> services() const;

  // Reads every topic again from the beginning; what was applied is recognised.
  void ReplayTopics();

 private:
  struct Member;

  static Result<void> Always() { return {}; }
  bool DeliverTo(Member& member);
  bool RetryWaiting(Member& member);
  void DeliverAll();
  // What is due by today; how many fired.
  int FireTimers();
  [[nodiscard]] std::vector<Member*> Shuffled();

  BenchWorld world_;
  ScriptedBus bus_;
  std::vector<std::unique_ptr<Member>> members_;
};

}  // namespace parcours::testing
