#include "services/platform/bus/embedded/embedded_bus.h"
#include "services/platform/bus/kafka/kafka_bus.h"
#include "tests/conformance/flow_suite.h"
#include "tests/conformance/kafka_world.h"
#include "tests/conformance/mock_cluster.h"

namespace parcours::conformance {
namespace {

class EmbeddedFlow final : public FlowWorld {
 public:
  bus::Bus& bus() override { return bus_; }
  void Join(FlowProducer& producer) override {
    bus_.Register(producer.journal(), [&producer] { return producer.OpenForReading(); });
  }

 private:
  bus::EmbeddedBus bus_;
};

class MockFlow final : public FlowWorld {
 public:
  MockFlow() { cluster_.CreateTopic("parcours.partners.v1", kPartitions); }
  bus::Bus& bus() override { return bus_; }
  void Break() override { cluster_.SetDown(true); }
  void Mend() override { cluster_.SetDown(false); }

 private:
  MockCluster cluster_;
  bus::KafkaBus bus_{cluster_.Options("partners")};
};

INSTANTIATE_TEST_SUITE_P(
    Adapters, FlowSuite,
    ::testing::Values(
        FlowAdapter{.name = "embedded", .make = [] { return std::make_unique<EmbeddedFlow>(); }},
        FlowAdapter{.name = "mock", .make = [] { return std::make_unique<MockFlow>(); }}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace parcours::conformance
