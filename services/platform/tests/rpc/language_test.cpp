#include <gtest/gtest.h>

#include "services/platform/rpc/call.h"

namespace parcours::rpc {
namespace {

TEST(PreferredLanguage, IsFrenchUnlessEnglishIsLikedBetter) {
  EXPECT_EQ(PreferredLanguage(""), Language::kFrench);
  EXPECT_EQ(PreferredLanguage("de"), Language::kFrench);
  EXPECT_EQ(PreferredLanguage("en"), Language::kEnglish);
  EXPECT_EQ(PreferredLanguage("en-GB,en;q=0.9"), Language::kEnglish);
  EXPECT_EQ(PreferredLanguage("fr-FR, fr;q=0.9, en;q=0.8"), Language::kFrench);
  EXPECT_EQ(PreferredLanguage("fr;q=0.3, en;q=0.7"), Language::kEnglish);
  EXPECT_EQ(PreferredLanguage("enochian"), Language::kFrench);
  EXPECT_EQ(PreferredLanguage("en;q=x,,;;"), Language::kFrench);
}

}  // namespace
}  // namespace parcours::rpc
