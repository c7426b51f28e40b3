#include "services/platform/bus/kafka/kafka_bus.h"
#include "services/platform/bus/kafka/topics.h"
#include "tests/conformance/flow_suite.h"
#include "tests/conformance/kafka_broker.h"

namespace parcours::conformance {
namespace {

constexpr const char* kTopic = "parcours.partners.v1";

// A broker of its own: facts stand on their real topic, and it may be killed.
class RealFlow final : public FlowWorld {
 public:
  explicit RealFlow(std::unique_ptr<KafkaBroker> broker)
      : broker_(std::move(broker)), bus_(broker_->Options("partners")) {
    const auto applied =
        bus::ApplyTopics(broker_->Options("admin"),
                         {.services = {{.service = "partners", .writes = {kTopic}, .reads = {}}},
                          .restricted_readers = {}});
    EXPECT_TRUE(applied) << applied.error().english;
  }
  bus::Bus& bus() override { return bus_; }
  void Break() override { broker_->Kill(); }
  void Mend() override { broker_->StartAgain(); }

 private:
  std::unique_ptr<KafkaBroker> broker_;
  bus::KafkaBus bus_;
};

std::unique_ptr<FlowWorld> MakeRealFlow() {
  auto broker = KafkaBroker::Start();
  if (broker != nullptr) return std::make_unique<RealFlow>(std::move(broker));
  [] { GTEST_SKIP() << "there is no Kafka"; }();
  return nullptr;
}

INSTANTIATE_TEST_SUITE_P(Kafka, FlowSuite,
                         ::testing::Values(FlowAdapter{.name = "real", .make = MakeRealFlow}),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace parcours::conformance
