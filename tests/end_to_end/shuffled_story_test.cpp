// The story in every order that the buses may deliver: shuffled across keys, delayed, repeated.

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "services/cli/all_services.h"
#include "services/cli/messages.h"
#include "services/cli/story/teller.h"
#include "tests/end_to_end/command.h"
#include "tests/end_to_end/in_process_stage.h"

namespace parcours::end_to_end {
namespace {

constexpr CivilDate kAfterTheStory(2030, 1, 1);
#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t kSeeds = 20;  // each takes ten times as long
#else
constexpr std::uint64_t kSeeds = 1'000;
#endif

// The agents of the sample, as the tokens of a running platform would say.
std::map<std::string, security::Actor, std::less<>> Agents() {
  std::map<std::string, security::Actor, std::less<>> agents;
  std::ifstream stream(kSample / "partners.json");
  for (const auto& record : nlohmann::json::parse(stream)) {
    if (!record.contains("agent")) continue;
    const auto& content = record["agent"];
    security::Actor agent{.principal = content["name"], .organisation = content["organisation"]};
    for (const auto& name : content["roles"]) {
      options::v1::Role role{};
      EXPECT_TRUE(options::v1::Role_Parse(name.get<std::string>(), &role));
      agent.roles.push_back(role);
    }
    agents[agent.principal] = agent;
  }
  return agents;
}

struct Told {
  std::string view;
  nlohmann::json timeline;
  std::vector<std::string> failures;
};

Told Tell(std::uint64_t seed, const testing::Script& script) {
  static const auto kAgents = Agents();
  testing::Platform platform(cli::AllServices(), {.seed = seed, .script = script});
  InProcessStage stage(platform);
  cli::Teller teller(
      cli::ReadScript(kSample / "story.json").value(),
      {.stage = stage,
       .cast = {.token = [&stage](const security::Actor& actor) { return stage.TokenFor(actor); },
                .agent = [](std::string_view name) -> Result<security::Actor> {
                  return kAgents.find(name)->second;
                }},
       .stunts = {},
       .folder = kSample,
       .say = [](const std::string&) {}});
  static_cast<void>(teller.Tell());
  Told told{.view = platform.DatedView(kAfterTheStory), .failures = teller.failures()};
  if (const auto timeline = teller.Timeline()) told.timeline = *timeline;
  for (auto& problem : platform.Problems()) told.failures.push_back(std::move(problem));
  return told;
}

Told Orderly() { return Tell(0, {.delay_percent = 0, .repeat_percent = 0, .longest_run = 1'000}); }

// A slice of the seeds, so that slices run side by side.
constexpr std::uint64_t kSlices = 10;

class EveryOrder : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(EveryOrder, EndsInTheSameDatedView) {
  const Told expected = Orderly();
  ASSERT_TRUE(expected.failures.empty()) << expected.failures.front();
  ASSERT_GT(expected.view.size(), 10'000U);
  const std::uint64_t first = 1 + GetParam() * (kSeeds / kSlices);
  for (std::uint64_t seed = first; seed < first + kSeeds / kSlices; ++seed) {
    const Told told = Tell(seed, {});
    ASSERT_TRUE(told.failures.empty()) << "seed " << seed << ": " << told.failures.front();
    ASSERT_EQ(told.view, expected.view) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, EveryOrder, ::testing::Range<std::uint64_t>(0, kSlices));

}  // namespace
}  // namespace parcours::end_to_end
