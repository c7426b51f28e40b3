// `parcours topics apply` on a broker that asks who one is: SASL, and rights per service.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "services/platform/bus/kafka/kafka_bus.h"
#include "services/platform/bus/kafka/topics.h"
#include "services/platform/bus/topic_names.h"
#include "tests/conformance/kafka_broker.h"

namespace parcours::conformance {
namespace {

using bus::AccessOf;
using bus::ApplyTopics;
using bus::KafkaBus;
using bus::KafkaOptions;
using bus::PublicTopic;
using bus::Record;
using bus::RestrictedTopic;

constexpr std::chrono::seconds kRefusedWithin{30};
// Set by the test that runs these again with a client that speaks SCRAM.
constexpr const char* kMechanismVariable = "PARCOURS_TEST_SASL";

class Access : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    broker_ = KafkaBroker::Start({{"admin", "admin-1"},
                                  {"followup", "followup-1"},
                                  {"support", "support-1"},
                                  {"insertion", "insertion-1"}});
  }
  static void TearDownTestSuite() { broker_.reset(); }

  void SetUp() override {
    if (broker_ == nullptr) GTEST_SKIP() << "there is no Kafka";
    const auto applied = ApplyTopics(As("admin"), Plan());
    ASSERT_TRUE(applied) << applied.error().english;
    EXPECT_TRUE(applied->access_enforced);
    EXPECT_EQ(applied->created.size() + applied->existing.size(), 6U);
  }

  [[nodiscard]] static KafkaOptions As(const std::string& user, const std::string& password = {}) {
    const char* mechanism = std::getenv(kMechanismVariable);
    auto options = broker_->Options(user);
    options.settings["security.protocol"] = "SASL_PLAINTEXT";
    options.settings["sasl.mechanism"] = mechanism == nullptr ? "PLAIN" : mechanism;
    options.settings["sasl.username"] = user;
    options.settings["sasl.password"] = password.empty() ? user + "-1" : password;
    return options;
  }

  [[nodiscard]] static bus::TopicsPlan Plan() {
    return {
        .services = {AccessOf("followup", {PublicTopic("support"), RestrictedTopic("support")}),
                     AccessOf("support", {PublicTopic("followup"), RestrictedTopic("followup")}),
                     AccessOf("insertion", {PublicTopic("followup")})},
        .restricted_readers = {"followup", "support", "pilotage"}};
  }

  // The reason why a record of `user` is refused on the topic; empty when it is delivered.
  [[nodiscard]] static std::string Write(const KafkaOptions& as, const std::string& topic) {
    KafkaBus bus(as);
    const auto producer = bus.MakeProducer();
    if (!producer) return producer.error().reason;
    const auto sent = (*producer)->Send(
        {.topic = topic, .key = "persons/p", .headers = {{"ce_id", "a/b/1"}}, .value = "x"}, 1);
    if (!sent) return sent.error().reason;
    const auto until = std::chrono::steady_clock::now() + kRefusedWithin;
    while (std::chrono::steady_clock::now() < until) {
      const auto reports = (*producer)->Poll(std::chrono::milliseconds{100});
      if (reports.empty()) continue;
      return reports[0].delivered ? "" : reports[0].delivered.error().reason;
    }
    return "NO_REPORT";
  }

  // The reason why nothing comes; empty once a record has.
  [[nodiscard]] static std::string Read(const KafkaOptions& as, const std::string& topic) {
    KafkaBus bus(as);
    const auto consumer =
        bus.MakeConsumer({.group = as.client_id, .instance = {}, .topics = {topic}, .resume = {}});
    if (!consumer) return consumer.error().reason;
    const auto until = std::chrono::steady_clock::now() + kRefusedWithin;
    while (std::chrono::steady_clock::now() < until) {
      const auto records = (*consumer)->Poll(std::chrono::milliseconds{100}, 10);
      if (!records) return records.error().reason;
      if (!records->empty()) return "";
    }
    return "NOTHING_CAME";
  }

  static inline std::unique_ptr<KafkaBroker> broker_;
};

TEST_F(Access, InsertionIsRefusedTheRestrictedTopicsAndReadsThePublicOnes) {
  EXPECT_EQ(Write(As("followup"), PublicTopic("followup")), "");
  EXPECT_EQ(Write(As("followup"), RestrictedTopic("followup")), "");
  EXPECT_EQ(Read(As("insertion"), PublicTopic("followup")), "");
  EXPECT_EQ(Read(As("insertion"), RestrictedTopic("followup")), "BUS_NOT_AUTHORISED");
  EXPECT_EQ(Read(As("support"), RestrictedTopic("followup")), "");
}

TEST_F(Access, NobodyWritesOnTopicsOfAnother) {
  EXPECT_EQ(Write(As("insertion"), PublicTopic("insertion")), "");
  EXPECT_EQ(Write(As("insertion"), PublicTopic("followup")), "BUS_NOT_AUTHORISED");
  EXPECT_EQ(Write(As("insertion"), RestrictedTopic("followup")), "BUS_NOT_AUTHORISED");
  EXPECT_EQ(Write(As("support"), RestrictedTopic("followup")), "BUS_NOT_AUTHORISED");
}

TEST_F(Access, AServiceChecksAndMeasuresItsTopics) {
  KafkaBus followup(As("followup"));
  EXPECT_TRUE(followup.CheckTopics(
      {PublicTopic("followup"), RestrictedTopic("followup"), PublicTopic("support")}));
  EXPECT_EQ(Write(As("followup"), RestrictedTopic("followup")), "");
  const auto last = followup.LastVersions(RestrictedTopic("followup"), 10);
  EXPECT_TRUE(last) << last.error().english;
  EXPECT_TRUE(followup.Ends({PublicTopic("support"), RestrictedTopic("support")}));
  KafkaBus insertion(As("insertion"));
  const auto refused = insertion.CheckTopics({RestrictedTopic("followup")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "BUS_NOT_AUTHORISED");
  EXPECT_EQ(refused.error().field, RestrictedTopic("followup"));
}

TEST_F(Access, AWrongPasswordIsSaid) {
  const auto reason = Read(As("insertion", "wrong"), PublicTopic("followup"));
  EXPECT_EQ(reason, "BUS_UNREACHABLE");
}

TEST_F(Access, ApplyingAgainChangesNothing) {
  const auto again = ApplyTopics(As("admin"), Plan());
  ASSERT_TRUE(again) << again.error().english;
  EXPECT_TRUE(again->created.empty());
  EXPECT_EQ(again->existing.size(), 6U);
  EXPECT_EQ(again->rights_added, 0);
  EXPECT_EQ(again->rights_removed, 0);
}

TEST_F(Access, RightsThatThePlanNoLongerNamesAreTaken) {
  EXPECT_EQ(Write(As("followup"), RestrictedTopic("followup")), "");
  auto stricter = Plan();
  stricter.services[1].reads = {PublicTopic("followup")};
  const auto applied = ApplyTopics(As("admin"), stricter);
  ASSERT_TRUE(applied);
  EXPECT_EQ(applied->rights_removed, 2);
  EXPECT_EQ(Read(As("support"), RestrictedTopic("followup")), "BUS_NOT_AUTHORISED");
}

TEST_F(Access, OnlyTheOperatorApplies) {
  const auto refused = ApplyTopics(As("insertion"), Plan());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "BUS_NOT_AUTHORISED");
}

TEST(TopicsPlan, AServiceThatMayNotReadARestrictedTopicIsRefusedBeforeAnyBrokerIsAsked) {
  const auto refused =
      ApplyTopics({}, {.services = {AccessOf("insertion", {RestrictedTopic("followup")})},
                       .restricted_readers = {"followup", "support", "pilotage"}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "RESTRICTED_TOPIC_REFUSED");
}

// The distribution's client repeats its SCRAM nonce, which brokers since 3.9.1 refuse: the same
// tests with a newer one.
TEST(Scram, TheSameHoldsWithScram) {
  if (std::getenv(kMechanismVariable) != nullptr)
    GTEST_SKIP() << "these tests are the ones run with SCRAM";
  const char* library = std::getenv("PARCOURS_LIBRDKAFKA");
  if (library == nullptr || *library == '\0') {
    if (std::getenv("CI") != nullptr)
      FAIL() << "PARCOURS_LIBRDKAFKA names no client that speaks SCRAM";
    GTEST_SKIP() << "PARCOURS_LIBRDKAFKA names no client that speaks SCRAM";
  }
  const auto ran = testing::RunCommand(
      "LD_PRELOAD=" + std::string(library) + " " + kMechanismVariable + "=SCRAM-SHA-256 /proc/" +
      std::to_string(::getpid()) + "/exe --gtest_filter='Access.*'");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_THAT(ran.output, ::testing::HasSubstr("[  PASSED  ] 7 tests"));
}

}  // namespace
}  // namespace parcours::conformance
