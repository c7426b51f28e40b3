#include "tests/conformance/real_kafka.h"

#include <atomic>
#include <utility>

#include "services/platform/bus/kafka/topics.h"

namespace parcours::conformance {
namespace {

// Started by the first test that asks, ended with the program's tests.
class BrokerOfTheProgram final : public ::testing::Environment {
 public:
  void TearDown() override { broker_.reset(); }
  [[nodiscard]] KafkaBroker* broker() {
    if (!std::exchange(tried_, true)) broker_ = KafkaBroker::Start();
    return broker_.get();
  }

 private:
  bool tried_ = false;
  std::unique_ptr<KafkaBroker> broker_;
};

// GoogleTest owns it.
auto* const of_the_program = new BrokerOfTheProgram;
[[maybe_unused]] const auto* const registered = ::testing::AddGlobalTestEnvironment(of_the_program);

}  // namespace

KafkaBroker* SharedBroker() { return of_the_program->broker(); }

std::unique_ptr<KafkaWorld> MakeRealWorld() {
  static std::atomic<int> worlds{0};
  auto* broker = SharedBroker();
  if (broker == nullptr) {
    [] { GTEST_SKIP() << "there is no Kafka"; }();
    return nullptr;
  }
  const std::string suffix = "_" + std::to_string(++worlds);
  const auto options = broker->Options("conformance" + suffix);
  auto world = std::make_unique<KafkaWorld>(options, suffix);
  const std::vector<std::string> topics{world->TopicOf(kPartners), world->TopicOf(kInsertion)};
  const auto applied = bus::ApplyTopics(
      options, {.services = {{.service = "conformance", .writes = topics, .reads = {}}},
                .restricted_readers = {}});
  EXPECT_TRUE(applied) << (applied ? "" : applied.error().english);
  const auto checked = world->bus().CheckTopics(topics);
  EXPECT_TRUE(checked) << (checked ? "" : checked.error().english);
  return world;
}

}  // namespace parcours::conformance
