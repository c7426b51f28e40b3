#include "services/platform/security/bounded_cache.h"

#include <gtest/gtest.h>

namespace parcours::security {
namespace {

TEST(BoundedCache, ForgetsWhatWasUsedLeastRecently) {
  BoundedCache<int> cache(2);
  cache.Put("a", 1);
  cache.Put("b", 2);
  ASSERT_NE(cache.Find("a"), nullptr);
  cache.Put("c", 3);
  EXPECT_EQ(cache.Find("b"), nullptr);
  EXPECT_EQ(*cache.Find("a"), 1);
  EXPECT_EQ(*cache.Find("c"), 3);
  EXPECT_EQ(cache.size(), 2U);
}

TEST(BoundedCache, ReplacesAndErases) {
  BoundedCache<int> cache(2);
  cache.Put("a", 1);
  cache.Put("a", 2);
  EXPECT_EQ(*cache.Find("a"), 2);
  EXPECT_EQ(cache.size(), 1U);
  cache.Erase("a");
  cache.Erase("a");
  EXPECT_EQ(cache.Find("a"), nullptr);
}

}  // namespace
}  // namespace parcours::security
