#include "services/platform/bus/relay_window.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/platform/testing/fakes.h"

namespace parcours::bus {
namespace {

using ::testing::ElementsAre;

Place At(std::int64_t offset, std::int32_t partition = 0) {
  return {.topic = "t", .partition = partition, .offset = offset};
}

TEST(RelayWindow, StartsWhereItEnded) {
  const RelayWindow window(41, {{.topic = "t", .partition = 3, .next_offset = 9}});
  EXPECT_EQ(window.next(), 42);
  EXPECT_EQ(window.watermark(), 41);
  EXPECT_THAT(window.Heads(),
              ElementsAre(Position{.topic = "t", .partition = 3, .next_offset = 9}));
}

TEST(RelayWindow, TheWatermarkNeverPassesAnUnreportedRow) {
  RelayWindow window(0, {});
  for (std::int64_t position = 1; position <= 4; ++position) window.Sent(position);
  window.Reported(3, At(0));
  window.Reported(4, At(1));
  window.Reported(2, At(2));
  EXPECT_EQ(window.watermark(), 0);
  window.Reported(1, At(3));
  EXPECT_EQ(window.watermark(), 4);
  EXPECT_EQ(window.in_flight(), 0U);
}

TEST(RelayWindow, RowsThatDoNotTravelArePassedInTheirTurn) {
  RelayWindow window(0, {});
  window.Pass(1);
  EXPECT_EQ(window.watermark(), 1);
  window.Sent(2);
  window.Pass(3);
  EXPECT_EQ(window.watermark(), 1);
  window.Reported(2, At(0));
  EXPECT_EQ(window.watermark(), 3);
}

TEST(RelayWindow, AReportThatComesTwiceOrForNothingIsIgnored) {
  RelayWindow window(0, {});
  window.Sent(1);
  window.Sent(2);
  window.Reported(1, At(0));
  window.Reported(1, At(0));
  window.Reported(99, At(5));
  EXPECT_EQ(window.watermark(), 1);
  EXPECT_EQ(window.in_flight(), 1U);
  EXPECT_THAT(window.Heads(),
              ElementsAre(Position{.topic = "t", .partition = 0, .next_offset = 1}));
}

TEST(RelayWindow, ARestartSendsTheUnreportedAgainAndOnlyThose) {
  RelayWindow window(0, {});
  for (std::int64_t position = 1; position <= 4; ++position) window.Sent(position);
  window.Reported(1, At(0));
  window.Reported(3, At(1));
  window.Restart();
  EXPECT_EQ(window.next(), 2);
  EXPECT_EQ(window.watermark(), 1);
  EXPECT_FALSE(window.WasReported(2));
  EXPECT_TRUE(window.WasReported(3));
  window.Sent(2);
  window.Pass(3);
  window.Sent(4);
  window.Reported(4, At(2));
  EXPECT_EQ(window.watermark(), 1);
  window.Reported(2, At(3));
  EXPECT_EQ(window.watermark(), 4);
}

TEST(RelayWindow, HoldsForReportsInAnyOrder) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    testing::FixedRandom random(seed);
    RelayWindow window(0, {});
    std::vector<std::int64_t> unreported;
    for (std::int64_t position = 1; position <= 60; ++position) {
      if (random.Chance(20)) {
        window.Pass(position);
      } else {
        window.Sent(position);
        unreported.push_back(position);
      }
      while (!unreported.empty() && random.Chance(50)) {
        const auto pick =
            unreported.begin() + static_cast<std::ptrdiff_t>(random.Below(unreported.size()));
        window.Reported(*pick, At(*pick));
        unreported.erase(pick);
      }
      const auto lowest = std::min_element(unreported.begin(), unreported.end());
      ASSERT_EQ(window.watermark(), lowest == unreported.end() ? position : *lowest - 1)
          << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace parcours::bus
