#include "services/platform/testing/scripted_bus.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace parcours::testing {
namespace {

std::unique_ptr<bus::Consumer> Listen(ScriptedBus& bus) {
  return bus.MakeConsumer({.group = "g", .instance = {}, .topics = {"t"}, .resume = {}}).value();
}

std::vector<std::string> ReadAll(bus::Consumer& consumer) {
  std::vector<std::string> values;
  while (true) {
    const auto records = consumer.Poll(std::chrono::milliseconds(0), 100).value();
    if (records.empty()) return values;
    for (const auto& received : records)
      values.push_back(received.record.key + received.record.value);
  }
}

void Send(ScriptedBus& bus, int keys, int records) {
  for (int i = 0; i < records; ++i) {
    for (int key = 0; key < keys; ++key) {
      bus.Publish({.topic = "t",
                   .key = std::string(1, static_cast<char>('a' + key)),
                   .headers = {},
                   .value = std::to_string(100 + i)});
    }
  }
}

// The first delivery of each record, by key.
std::vector<std::string> FirstOf(const std::vector<std::string>& values, char key) {
  std::vector<std::string> first;
  for (const auto& value : values) {
    if (value[0] == key && std::find(first.begin(), first.end(), value) == first.end())
      first.push_back(value);
  }
  return first;
}

TEST(ScriptedBus, DeliversEverythingInOrderWithinAKey) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    FixedRandom random(seed);
    ScriptedBus bus(random, {});
    const auto consumer = Listen(bus);
    Send(bus, 4, 10);
    const auto values = ReadAll(*consumer);
    for (char key = 'a'; key < 'e'; ++key) {
      const auto first = FirstOf(values, key);
      EXPECT_EQ(first.size(), 10) << "seed " << seed;
      EXPECT_TRUE(std::is_sorted(first.begin(), first.end())) << "seed " << seed;
    }
  }
}

TEST(ScriptedBus, ReordersAcrossKeysAndRepeats) {
  FixedRandom random(1);
  ScriptedBus bus(random, {});
  const auto consumer = Listen(bus);
  Send(bus, 4, 10);
  const auto values = ReadAll(*consumer);
  EXPECT_GT(values.size(), 40) << "repeats";
  FixedRandom calm(1);
  ScriptedBus orderly(calm, {.delay_percent = 0, .repeat_percent = 0});
  const auto other = Listen(orderly);
  Send(orderly, 4, 10);
  EXPECT_EQ(ReadAll(*other).size(), 40);
}

TEST(ScriptedBus, TheSameSeedGivesTheSameDeliveries) {
  const auto run = [](std::uint64_t seed) {
    FixedRandom random(seed);
    ScriptedBus bus(random, {});
    const auto consumer = Listen(bus);
    Send(bus, 4, 10);
    return ReadAll(*consumer);
  };
  EXPECT_EQ(run(5), run(5));
  EXPECT_NE(run(5), run(6));
}

}  // namespace
}  // namespace parcours::testing
