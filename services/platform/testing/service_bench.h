#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/platform/bus/fact_runner.h"
#include "services/platform/host/service_core.h"
#include "services/platform/host/timer_queue.h"
#include "services/platform/testing/fakes.h"

namespace parcours::testing {

// A fact of the journal as a test looks at it.
struct RecordedFact {
  journal::Row row;
  std::shared_ptr<const google::protobuf::Message> message;  // shared: tests copy these around
};

// One service on a temporary database without threads: the part of ServiceFixture that knows no
// types.
class ServiceBench {
 public:
  ServiceBench(execution::ServiceDefinition definition, CivilDate today, std::uint64_t seed);

  [[nodiscard]] host::ServiceCore& core() { return *core_; }
  [[nodiscard]] FakeClock& clock() { return clock_; }
  [[nodiscard]] FixedRandom& random() { return random_; }
  // Language of the calls that follow; French until told otherwise.
  void Speak(Language language) { language_ = language; }

  // Everything that gRPC would do around a call, with a deadline of a minute.
  [[nodiscard]] Result<void> Run(const security::Actor& actor,
                                 const google::protobuf::Message& request,
                                 google::protobuf::Message& answer, execution::Executor::Body body);
  [[nodiscard]] Result<void> RunBatch(const security::Actor& actor,
                                      const google::protobuf::Message& request,
                                      execution::Executor::Batch batch);

  // Projections and reactions, as if the fact had come over the bus. `known` may leave out what it
  // does not care for: versions follow each other per aggregate, source is the fact's context,
  // effective date and instant are now's.
  [[nodiscard]] Result<void> Deliver(const google::protobuf::Message& fact,
                                     journal::FactMeta known);

  // Sets the day and fires what is due by it; the number that fired. A refused timer fails the
  // test.
  int AdvanceTo(CivilDate day);

  [[nodiscard]] std::vector<RecordedFact> Facts();

 private:
  [[nodiscard]] execution::Call CallOf(const security::Actor& actor);

  TemporaryFolder folder_;
  FakeClock clock_;
  FixedRandom random_;
  FakeTokens tokens_;
  CallNotes notes_;
  std::unique_ptr<host::ServiceCore> core_;
  std::unique_ptr<bus::FactRunner> runner_;
  std::unique_ptr<host::TimerQueue> timers_;
  std::map<std::string, std::int64_t> delivered_;
  Language language_ = Language::kFrench;
};

}  // namespace parcours::testing
