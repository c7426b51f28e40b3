#pragma once

#include <utility>
#include <vector>

#include "services/platform/core/check.h"
#include "services/platform/rpc/dispatch.h"
#include "services/platform/testing/actors.h"
#include "services/platform/testing/service_bench.h"

namespace parcours::testing {

// One service as its tests see it: real store, journal, policy, validation and idempotency, a clock
// that stands still, no thread and no gRPC. `Context` is the service's own; its Handle functions
// must be declared where this is used.
//
//   ServiceFixture<Context> fixture(Define(), CivilDate(2025, 3, 6));
//   const auto mission = fixture.Execute(request, Agent({.organisation = kCfa, .roles =
//   {options::v1::REFERENT}})); ASSERT_TRUE(mission) << mission.error().reason;
//   EXPECT_EQ(fixture.FactsOf<v1::MissionSubmitted>().size(), 1);
template <typename Context>
class ServiceFixture {
 public:
  explicit ServiceFixture(execution::ServiceDefinition definition,
                          CivilDate today = CivilDate(2025, 3, 6), std::uint64_t seed = 1)
      : world_(today, seed), bench_(std::move(definition), world_) {}

  // A command or a query: Result<Response> of the service's Handle.
  template <typename Request>
  [[nodiscard]] auto Execute(const Request& request, const security::Actor& actor) {
    using Answer = decltype(Handle(request, std::declval<Context&>()));
    typename Answer::value_type response;
    const auto done =
        bench_.Run(actor, request, response, rpc::BodyOf<Context>(request, response, Always));
    if (!done) return Answer(Refuse(done.error()));
    return Answer(std::move(response));
  }

  // A method with the `batch` option: ExecuteBatch<v1::ImportDossiersResponse>(request, actor).
  template <typename Response, typename Request>
  [[nodiscard]] Result<Response> ExecuteBatch(const Request& request,
                                              const security::Actor& actor) {
    Response response;
    TRY(bench_.RunBatch(actor, request, rpc::BatchOf<Context>(request, response, Always)));
    return response;
  }

  // A fact of another service, without its sensitive fields; its projections and reactions. What is
  // left out of `known` is filled in. A refusal of a reaction is returned with its class.
  template <typename Fact>
  [[nodiscard]] Result<void> Deliver(const Fact& fact, journal::FactMeta known = {}) {
    return bench_.Deliver(fact, std::move(known));
  }

  // Sets the day and fires the timers due by it; how many did.
  int AdvanceTo(CivilDate day) {
    CHECK(day >= today());
    world_.clock.Set(day);
    return bench_.FireTimers();
  }

  // What was recorded, in order; sensitive fields included.
  [[nodiscard]] std::vector<RecordedFact> Facts() { return bench_.Facts(); }
  template <typename Fact>
  [[nodiscard]] std::vector<Fact> FactsOf() {
    std::vector<Fact> facts;
    for (const auto& recorded : bench_.Facts()) {
      if (recorded.message->GetDescriptor() == Fact::descriptor()) {
        facts.push_back(static_cast<const Fact&>(*recorded.message));
      }
    }
    return facts;
  }

  [[nodiscard]] CivilDate today() const { return world_.clock.Today(); }
  [[nodiscard]] BenchWorld& world() { return world_; }
  [[nodiscard]] ServiceBench& bench() { return bench_; }

 private:
  static Result<void> Always() { return {}; }

  BenchWorld world_;
  ServiceBench bench_;
};

}  // namespace parcours::testing
