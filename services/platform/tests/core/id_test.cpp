#include "services/platform/core/id.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

class StandingClock final : public Clock {
 public:
  Instant Now() const override { return now; }
  CivilDate Today() const override { return CivilDate(2025, 3, 6); }
  Instant now{std::chrono::milliseconds{1741219200000}};
};

class CountingRandom final : public RandomSource {
 public:
  std::uint64_t Next() override { return next_ += 0x9E3779B97F4A7C15ULL; }

 private:
  std::uint64_t next_ = 0;
};

TEST(IdSource, MintsUuidVersionSeven) {
  StandingClock clock;
  CountingRandom random;
  IdSource ids(clock, random);
  const std::string id = ids.NewId();
  EXPECT_TRUE(IsUuid(id)) << id;
  EXPECT_EQ(id[14], '7');
  EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
}

TEST(IdSource, StaysStrictlyIncreasingWhileTheClockStandsOrStepsBack) {
  StandingClock clock;
  CountingRandom random;
  IdSource ids(clock, random);
  std::string last = ids.NewId();
  for (int i = 0; i < 300'000; ++i) {
    if (i == 1'000) clock.now -= std::chrono::hours{1};
    std::string next = ids.NewId();
    ASSERT_LT(last, next);
    last = std::move(next);
  }
}

TEST(ResourceName, SplitsIntoCollectionAndId) {
  EXPECT_EQ(ResourceName("pathways", "x"), "pathways/x");
  EXPECT_EQ(IdOf("pathways/x", "pathways"), "x");
  EXPECT_EQ(IdOf("pathways/", "pathways"), "");
  EXPECT_EQ(IdOf("pathway/x", "pathways"), "");
  EXPECT_EQ(CollectionOf("pathways/x"), "pathways");
  EXPECT_EQ(LastSegment("pathways/x"), "x");
}

}  // namespace
}  // namespace parcours
