#include "services/platform/testing/platform.h"

#include <gtest/gtest.h>

#include "services/platform/tests/sample/sample_service.h"

namespace parcours::sample {
namespace {

using ::parcours::testing::Operator;
using ::parcours::testing::Platform;

constexpr CivilDate kStart(2025, 3, 6);
constexpr CivilDate kEnd(2025, 6, 1);

std::vector<execution::ServiceDefinition> Both() {
  std::vector<execution::ServiceDefinition> both;
  both.push_back(DefinePartners());
  both.push_back(DefineListener());
  return both;
}

void Take(Platform& platform, const std::vector<std::string>& names) {
  v1::ImportPartnersRequest request;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto& organisation = *request.add_records()->mutable_organisation();
    char name[64];
    std::snprintf(name, sizeof(name), "organisations/01950000-0000-7000-8000-%012zu", i);
    organisation.set_name(name);
    organisation.set_display_name(names[i]);
  }
  const auto done =
      platform.ExecuteBatch<Context, v1::ImportPartnersResponse>("partners", request, Operator());
  ASSERT_TRUE(done) << done.error().reason;
}

std::string Tell(Platform& platform) {
  Take(platform, {"A", "B", "C", "D", "E"});
  platform.DeliverSome();
  Take(platform, {"A2", "B", "C2", "D", "E2"});
  platform.Settle();
  platform.AdvanceTo(kEnd);
  EXPECT_TRUE(platform.Problems().empty()) << platform.Problems().front();
  return platform.DatedView(kEnd);
}

TEST(Platform, ReactsAcrossServicesOnceSettled) {
  Platform platform(Both(), {.start = kStart});
  Take(platform, {"A", "B"});
  EXPECT_TRUE(platform.Bench("insertion").Facts().empty());
  platform.Settle();
  EXPECT_EQ(platform.Bench("insertion").Facts().size(), 2);
}

TEST(Platform, TellsTheSameForEveryOrderOfDelivery) {
  Platform orderly(Both(),
                   {.start = kStart,
                    .seed = 1,
                    .script = {.delay_percent = 0, .repeat_percent = 0, .longest_run = 64}});
  const auto expected = Tell(orderly);
  EXPECT_NE(expected.find("2025-04-05 partners EmployerContactNoted"), std::string::npos)
      << expected;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Platform platform(Both(), {.start = kStart, .seed = seed});
    ASSERT_EQ(Tell(platform), expected) << "seed " << seed;
  }
}

TEST(Platform, ReplayedTopicsChangeNothing) {
  Platform platform(Both(), {.start = kStart, .seed = 3});
  const auto before = Tell(platform);
  platform.ReplayTopics();
  EXPECT_EQ(platform.DatedView(kEnd), before);
}

TEST(Platform, NamesWhatIsParkedAndWhatWaits) {
  Platform platform(Both(), {.start = kStart, .seed = 3});
  Take(platform, {"Refused", "Later"});
  platform.Settle();
  const auto problems = platform.Problems();
  ASSERT_EQ(problems.size(), 2);
  EXPECT_NE(problems[0].find("NOT_WANTED"), std::string::npos) << problems[0];
  EXPECT_NE(problems[1].find("holds 1 facts back"), std::string::npos) << problems[1];
}

}  // namespace
}  // namespace parcours::sample
