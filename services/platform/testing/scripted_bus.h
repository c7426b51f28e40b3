#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/testing/fakes.h"

namespace parcours::testing {

// How unruly the bus is. All zero: every record at once and in order.
struct Script {
  unsigned delay_percent = 30;   // of the polls that leave a partition out for a while
  unsigned repeat_percent = 20;  // of the runs that begin a few records back, as after a rebalance
  std::size_t longest_run = 4;   // records of one partition delivered together
  std::size_t partitions = 0;    // of each topic; 0 = every key has one of its own
};

// A bus in memory that delivers when it is polled, in an order drawn from a seed: any order across
// partitions, the order of sending within one, everything at least once. One thread.
class ScriptedBus final : public bus::Bus {
 public:
  using Partition = std::vector<bus::ReceivedRecord>;
  struct Topic {
    std::map<std::string, std::size_t> by_key;
    std::vector<Partition> partitions;
  };
  using Topics = std::map<std::string, Topic>;

  // `random` outlives it.
  ScriptedBus(FixedRandom& random, Script script) : random_(random), script_(script) {}

  [[nodiscard]] const Topics& topics() const { return topics_; }

  void Publish(const bus::Record& record);

  // Records of all topics.
  [[nodiscard]] std::size_t size() const { return appended_; }

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
  friend class ScriptedProducer;
  friend class ScriptedConsumer;
  bus::Place Append(const bus::Record& record);

  FixedRandom& random_;
  const Script script_;
  Topics topics_;
  std::size_t appended_ = 0;
};

}  // namespace parcours::testing
