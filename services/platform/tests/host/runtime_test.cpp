#include "services/platform/host/runtime.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "services/platform/tests/host/running_platform.h"

namespace parcours::host {
namespace {

TEST(Runtime, AnswersAndLetsServicesHearEachOther) {
  RunningPlatform platform;
  platform.Start();
  platform.Import({"CFA", "Boulangerie"});
  EXPECT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("insertion").journal_head() == 2; }));
}

TEST(Runtime, MeasuresItsCommits) {
  RunningPlatform platform;
  platform.Start();
  platform.Import({"CFA", "Boulangerie"});
  const auto metrics = platform.runtime->Metrics();
  const auto commits =
      metrics.find("store_commit_duration_seconds_count{service_name=\"partners\"} ");
  ASSERT_NE(commits, std::string::npos);
  EXPECT_GT(std::stoi(metrics.substr(metrics.find("} ", commits) + 2)), 0);
  EXPECT_NE(metrics.find("journal_aggregate_facts_max{service_name=\"partners\"} 1"),
            std::string::npos);
}

TEST(Runtime, KeepsEverythingAcrossARestart) {
  RunningPlatform platform;
  platform.Start();
  platform.Import({"CFA"});
  ASSERT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("insertion").journal_head() == 1; }));
  platform.Stop();
  platform.Start();
  EXPECT_EQ(platform.StatusOf("partners").journal_head(), 1);
  platform.Import({"CFA", "Boulangerie"});
  EXPECT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("insertion").journal_head() == 2; }));
  EXPECT_EQ(platform.StatusOf("insertion").open_dead_letters(), 0);
}

TEST(Runtime, ADirectoryInUseIsRefused) {
  RunningPlatform platform;
  platform.Start();
  RunningPlatform second;
  second.configuration.data = platform.configuration.data;
  const auto refused = second.TryStart();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "DATA_DIRECTORY_IN_USE");
}

TEST(Runtime, APortThatIsTakenIsRefusedAndTheDirectoryIsFreeAgain) {
  RunningPlatform platform;
  platform.Start();
  RunningPlatform second;
  second.configuration.listen = platform.runtime->addresses().at("partners");
  const auto refused = second.TryStart();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "LISTEN_ADDRESS_TAKEN");
  second.configuration.listen = "127.0.0.1:0";
  EXPECT_TRUE(second.TryStart());
}

TEST(Runtime, ADatabaseOfANewerProgramIsRefusedUntouched) {
  RunningPlatform platform;
  platform.Start(2);
  platform.Import({"CFA"});
  platform.Stop();
  const auto refused = platform.TryStart(1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "DATABASE_NEWER_THAN_PROGRAM");
  EXPECT_EQ(refused.error().field, "projections/names");
  platform.Start(2);
  EXPECT_EQ(platform.StatusOf("partners").journal_head(), 1);
}

TEST(Runtime, ADatabaseWithoutItsKeysIsRefusedUntilTheyAreBack) {
  RunningPlatform platform;
  platform.Start();
  platform.Import({"CFA"});
  platform.Stop();
  const auto keys = platform.configuration.data / "partners.keys";
  const auto elsewhere = platform.configuration.data / "elsewhere";
  std::filesystem::rename(keys, elsewhere);
  for (int start = 1; start <= 2; ++start) {
    const auto refused = platform.TryStart();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "KEYS_MISSING");
    EXPECT_EQ(refused.error().field, "partners.keys");
  }
  std::filesystem::rename(elsewhere, keys);
  EXPECT_TRUE(platform.TryStart());
}

TEST(Runtime, TheEmbeddedBusNeedsWhomItListensTo) {
  RunningPlatform platform;
  std::vector<execution::ServiceDefinition> alone;
  alone.push_back(sample::DefineListener());
  const auto refused = Runtime::Start(platform.configuration, std::move(alone));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "EMBEDDED_BUS_NEEDS_ALL");
}

TEST(Runtime, WritesItsAddresses) {
  RunningPlatform platform;
  platform.configuration.write_address = platform.folder.path() / "addresses.json";
  platform.Start();
  std::ifstream file(platform.configuration.write_address);
  const auto addresses = nlohmann::json::parse(file);
  EXPECT_EQ(addresses.at("partners"), platform.runtime->addresses().at("partners"));
  EXPECT_EQ(addresses.at("insertion"), platform.runtime->addresses().at("insertion"));
}

TEST(Runtime, ServesMetricsOfCallsAndFacts) {
  RunningPlatform platform;
  platform.configuration.metrics_port = 0;
  platform.Start();
  platform.Import({"CFA"});
  ASSERT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("insertion").journal_head() == 1; }));
  EXPECT_TRUE(RunningPlatform::Becomes([&] {
    const auto text = platform.runtime->Metrics();
    return text.find("messaging_client_consumed_messages_total{") != std::string::npos &&
           text.find("rpc_server_duration_seconds") != std::string::npos;
  }));
}

TEST(Runtime, AnImportUnderWayIsAnsweredBeforeTheDrainEnds) {
  RunningPlatform platform;
  platform.Start();
  {
    sample::v1::ImportPartnersRequest request;
    for (int i = 0; i < 2'000; ++i) {
      auto& organisation = *request.add_records()->mutable_organisation();
      organisation.set_name("organisations/01950000-0000-7000-8000-00000000" +
                            std::to_string(1'000 + i));
      organisation.set_display_name("CFA");
    }
    std::thread caller([&] {
      const auto done = rpc::Invoke(*platform.partners, &RunningPlatform::Stub::ImportPartners,
                                    request, platform.AsOperator());
      EXPECT_TRUE(done) << done.error().english;
    });
    ASSERT_TRUE(
        RunningPlatform::Becomes([&] { return platform.StatusOf("partners").journal_head() > 0; }));
    platform.runtime->Drain();
    caller.join();
  }
  platform.Start();
  EXPECT_EQ(platform.StatusOf("partners").journal_head(), 2'000);
}

}  // namespace
}  // namespace parcours::host
