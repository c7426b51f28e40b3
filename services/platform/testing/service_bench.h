#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/bus/fact_runner.h"
#include "services/platform/host/service_core.h"
#include "services/platform/host/timer_queue.h"
#include "services/platform/testing/fakes.h"

namespace parcours::testing {

// What the services of a test share: a folder, a day, numbers, tokens.
struct BenchWorld {
  explicit BenchWorld(CivilDate today, std::uint64_t seed) : clock(today), random(seed) {}
  TemporaryFolder folder;
  FakeClock clock;
  FixedRandom random;
  FakeTokens tokens;
  CallNotes notes;
};

// A fact of the journal as a test looks at it.
struct RecordedFact {
  journal::Row row;
  std::shared_ptr<const google::protobuf::Message> message;  // shared: tests copy these around
};

// One service on a temporary database without threads: the part of ServiceFixture that knows no
// types.
class ServiceBench {
 public:
  // The world outlives it.
  ServiceBench(execution::ServiceDefinition definition, BenchWorld& world);

  [[nodiscard]] host::ServiceCore& core() { return *core_; }
  [[nodiscard]] const std::string& name() const { return core_->name(); }

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

  // Fires what is due by the world's day; how many did. A refused timer fails the test.
  int FireTimers();
  // Day of the next timer that has not fired.
  [[nodiscard]] std::optional<CivilDate> NextTimer();

  // Facts in order of recording.
  [[nodiscard]] std::vector<RecordedFact> Facts();

  // A job of the writer, done when this returns.
  void Write(const std::function<void(store::Connection&)>& act);

 private:
  [[nodiscard]] execution::Call CallOf(const security::Actor& actor);

  BenchWorld& world_;
  std::unique_ptr<host::ServiceCore> core_;
  std::unique_ptr<bus::FactRunner> runner_;
  std::unique_ptr<host::TimerQueue> timers_;
  std::map<std::string, std::int64_t> delivered_;
  Language language_ = Language::kFrench;
};

}  // namespace parcours::testing
