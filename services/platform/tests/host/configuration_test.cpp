#include "services/platform/host/configuration.h"

#include <gtest/gtest.h>

#include <fstream>

#include "services/platform/host/crash_point.h"
#include "services/platform/testing/fakes.h"

namespace parcours::host {
namespace {

class ConfigurationTest : public ::testing::Test {
 protected:
  ConfigurationTest() {
    options.token_key = (folder.path() / "key.pem").string();
    std::ofstream(options.token_key) << "-----BEGIN PUBLIC KEY-----\n";
  }
  std::string ReasonOf() {
    const auto checked = Check(options);
    return checked ? "" : checked.error().reason + " " + checked.error().field;
  }

  testing::TemporaryFolder folder;
  Options options;
};

TEST_F(ConfigurationTest, ReadsBusClockAndAddresses) {
  options.bus = "kafka://one:9092,two:9092";
  options.clock = "virtual:2025-03-06";
  options.metrics = "127.0.0.1:9100";
  const auto checked = Check(options);
  ASSERT_TRUE(checked) << checked.error().english;
  EXPECT_EQ(checked->kafka_brokers, "one:9092,two:9092");
  EXPECT_EQ(checked->virtual_day, CivilDate(2025, 3, 6));
  EXPECT_EQ(checked->metrics_port, 9100);
}

TEST_F(ConfigurationTest, NamesTheFlagThatIsWrong) {
  options.bus = "kafka://";
  EXPECT_EQ(ReasonOf(), "BUS_UNKNOWN --bus");
  options.bus = "embedded";
  options.clock = "virtual:2024-02-30";
  EXPECT_EQ(ReasonOf(), "CLOCK_UNKNOWN --clock");
  options.clock = "real";
  options.listen = "localhost";
  EXPECT_EQ(ReasonOf(), "LISTEN_ADDRESS_MALFORMED --listen");
  options.listen = "127.0.0.1:70000";
  EXPECT_EQ(ReasonOf(), "LISTEN_ADDRESS_MALFORMED --listen");
  options.listen = "127.0.0.1:0";
  options.metrics = "0.0.0.0:9100";
  EXPECT_EQ(ReasonOf(), "LISTEN_ADDRESS_MALFORMED --metrics");
  options.metrics = "";
  options.log_level = "loud";
  EXPECT_EQ(ReasonOf(), "LOG_LEVEL_UNKNOWN --log-level");
  options.log_level = "info";
  options.token_key = "/nowhere";
  EXPECT_EQ(ReasonOf(), "TOKEN_KEY_UNREADABLE --token-key");
}

TEST_F(ConfigurationTest, KafkaSettingsComeFromAFileAndFromFlags) {
  options.kafka_settings_file = (folder.path() / "kafka.properties").string();
  std::ofstream(options.kafka_settings_file)
      << "# secret\nsasl.password=a=b,c\n\nsecurity.protocol=SASL_PLAINTEXT\n";
  options.kafka_settings = {"security.protocol=SASL_SSL"};
  const auto checked = Check(options);
  ASSERT_TRUE(checked);
  ASSERT_EQ(checked->kafka_settings.size(), 3);
  EXPECT_EQ(checked->kafka_settings[0],
            std::pair(std::string("sasl.password"), std::string("a=b,c")));
  EXPECT_EQ(checked->kafka_settings[2].second, "SASL_SSL") << "flags come last and win";
}

TEST_F(ConfigurationTest, AMalformedKafkaSettingIsRefusedWithoutShowingItsValue) {
  options.kafka_settings = {"=secret"};
  const auto checked = Check(options);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().reason, "KAFKA_SETTING_MALFORMED");
  EXPECT_EQ(checked.error().english.find("secret"), std::string::npos);
}

TEST(CrashPoint, IsNamedAndCounted) {
  EXPECT_TRUE(CrashPoint::Parse("after_commit"));
  EXPECT_TRUE(CrashPoint::Parse("after_commit_before_publish:3"));
  for (const char* wrong : {"nowhere", "after_commit:", "after_commit:0", "after_commit:x", ""}) {
    const auto parsed = CrashPoint::Parse(wrong);
    ASSERT_FALSE(parsed) << wrong;
    EXPECT_EQ(parsed.error().reason, "CRASH_POINT_UNKNOWN");
  }
}

TEST(CrashPointDeathTest, KillsAtTheGivenPass) {
  CrashPoint point("after_commit", 2);
  point.Pass("after_commit");
  point.Pass("before_commit");
  EXPECT_EXIT(point.Pass("after_commit"), ::testing::KilledBySignal(SIGKILL), "");
}

}  // namespace
}  // namespace parcours::host
