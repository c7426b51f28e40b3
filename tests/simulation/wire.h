#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/platform/testing/scripted_bus.h"

namespace parcours::simulation {

// One service's line to the bus, and what goes wrong on it. What is sent reaches the bus when the
// sender polls, a few records at a time; what did not when the line breaks reaches it in part.
class Wire final : public bus::Bus {
 public:
  struct Faults {
    bool stalled = false;          // the bus cannot be reached; nothing is reported
    unsigned lost_percent = 0;     // of the sends fail without having arrived
    unsigned denied_percent = 0;   // of the sends arrive and are reported as failed
    unsigned fatal_percent = 0;    // of the sends end the producer
    unsigned full_percent = 0;     // of the sends find the queue full
    unsigned revoked_percent = 0;  // of the polls lose every partition and get them again
    unsigned closed_percent = 0;   // of the polls end the consumer
    unsigned behind_percent = 0;   // of the partitions are given from an older position
  };

  // The bus and `random` outlive it.
  Wire(testing::ScriptedBus& bus, testing::FixedRandom& random) : bus_(bus), random_(random) {}

  void Set(Faults faults) { faults_ = faults; }
  [[nodiscard]] const Faults& faults() const { return faults_; }
  // The service has died: what it still sends goes nowhere. Until it has been destroyed.
  void Cut() { cut_ = true; }
  void Mend() { cut_ = false; }

  [[nodiscard]] bool NeedsRelay() const override { return true; }
  [[nodiscard]] Result<std::unique_ptr<bus::Producer>> MakeProducer() override;
  [[nodiscard]] Result<std::unique_ptr<bus::Consumer>> MakeConsumer(
      bus::ConsumerOptions options) override;
  [[nodiscard]] Result<void> CheckTopics(const std::vector<std::string>& topics) override;
  [[nodiscard]] Result<std::vector<bus::AggregateOnTopic>> LastVersions(
      const std::string& topic, std::int64_t limit) override;
  [[nodiscard]] Result<std::vector<bus::Position>> Ends(
      const std::vector<std::string>& topics) override;
  void Wake(std::string_view /*context*/) override {}

 private:
  friend class WireProducer;
  friend class WireConsumer;

  [[nodiscard]] Result<void> Reach() const;
  [[nodiscard]] bool Happens(unsigned percent) { return percent > 0 && random_.Chance(percent); }

  testing::ScriptedBus& bus_;
  testing::FixedRandom& random_;
  Faults faults_;
  bool cut_ = false;
};

}  // namespace parcours::simulation
