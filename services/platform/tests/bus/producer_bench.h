#pragma once

// A journal that grows, and a bus whose producers do as a test says.

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/bus/relay.h"
#include "services/platform/store/sqlite.h"
#include "services/platform/store/writer.h"
#include "services/platform/tests/bus/bus_bench.h"

namespace parcours::bus {

// What every producer of a test has in common; thread-safe.
class Script {
 public:
  struct Sent {
    std::uint64_t token = 0;
    Record record;
  };

  // Delivered at once, unless told otherwise.
  void Hold();                      // reports wait for Deliver()
  void Deliver(std::size_t index);  // of what is held, in order of sending
  void DeliverAll();
  void Fail(std::size_t index, const Error& error);
  void RefuseSends(std::optional<Error> error);  // each Send answers this
  void FailMake(int times);                      // the next producers cannot be made
  void SetTail(std::vector<AggregateOnTopic> tail);
  void FailTail(int times);

  [[nodiscard]] std::vector<std::string> Delivered() const;  // ce_id, in order of the topic
  [[nodiscard]] std::vector<std::string> Held() const;
  [[nodiscard]] int made() const;

 private:
  friend class ScriptedProducer;
  friend class ScriptedRelayBus;
  void Put(const Sent& sent);

  mutable std::mutex mutex_;
  bool holding_ = false;
  std::optional<Error> refusal_;
  int failing_makes_ = 0;
  int failing_tails_ = 0;
  int made_ = 0;
  std::vector<AggregateOnTopic> tail_;
  std::vector<Sent> held_;
  std::vector<DeliveryReport> reports_;
  std::vector<std::string> topic_;
};

class ScriptedRelayBus final : public Bus {
 public:
  explicit ScriptedRelayBus(Script& script) : script_(script) {}
  [[nodiscard]] bool NeedsRelay() const override { return true; }
  [[nodiscard]] Result<std::unique_ptr<Producer>> MakeProducer() override;
  [[nodiscard]] Result<std::unique_ptr<Consumer>> MakeConsumer(ConsumerOptions options) override;
  [[nodiscard]] Result<void> CheckTopics(const std::vector<std::string>& topics) override;
  [[nodiscard]] Result<std::vector<AggregateOnTopic>> LastVersions(const std::string& topic,
                                                                   std::int64_t limit) override;
  [[nodiscard]] Result<std::vector<Position>> Ends(const std::vector<std::string>& topics) override;
  void Wake(std::string_view /*context*/) override {}

 private:
  Script& script_;
};

// The context "partners": a journal in a temporary file, its writer (driven by hand) and a relay
// without its thread.
class ProducerBench {
 public:
  explicit ProducerBench(RelayOptions options = {});

  // Commits facts, one transaction each; `hand_over` = the relay gets the rows from memory.
  void Record(const std::string& aggregate, bool hand_over = true);
  void RecordPrivate(const std::string& aggregate);
  // Turns of the relay until nothing more happens, the writer's jobs included.
  void Turn();
  // A process that died and came back: the relay starts from what is on disk.
  void Restart();

  [[nodiscard]] std::int64_t SavedWatermark();
  [[nodiscard]] Script& script() { return script_; }
  [[nodiscard]] Relay& relay() { return *relay_; }
  [[nodiscard]] store::Writer& writer() { return *writer_; }
  [[nodiscard]] journal::Journal& journal() { return journal_; }
  [[nodiscard]] Result<std::unique_ptr<store::Connection>> OpenForReading() const;

  std::vector<std::string> passed;  // crash points

 private:
  void Append(const google::protobuf::Message& fact, const std::string& aggregate, bool hand_over);

  RelayOptions options_;
  std::mutex passing_;
  testing::TemporaryFolder folder_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  testing::FixedRandom random_{1};
  std::unique_ptr<security::Keyring> keyring_ = security::MakeEphemeralKeyring();
  journal::Journal journal_{"partners", *keyring_};
  Script script_;
  ScriptedRelayBus bus_{script_};
  std::unique_ptr<store::Writer> writer_;
  std::unique_ptr<Relay> relay_;
};

}  // namespace parcours::bus
