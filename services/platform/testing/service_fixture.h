#pragma once

#include <utility>
#include <vector>

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
      : bench_(std::move(definition), today, seed) {}

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

  // Fires the timers due by then; how many did.
  int AdvanceTo(CivilDate day) { return bench_.AdvanceTo(day); }

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

  [[nodiscard]] CivilDate today() { return bench_.clock().Today(); }
  [[nodiscard]] ServiceBench& bench() { return bench_; }

 private:
  static Result<void> Always() { return {}; }

  ServiceBench bench_;
};

}  // namespace parcours::testing
