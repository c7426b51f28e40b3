#include "services/platform/security/secrets.h"

#include <gtest/gtest.h>

#include "services/platform/security/cipher.h"

namespace parcours::security {
namespace {

TEST(Secrets, AreLongPlainAndNeverTheSame) {
  StartSodium();
  const auto secret = NewSecret();
  EXPECT_EQ(secret.size(), 43U);
  EXPECT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-_"),
            std::string::npos);
  EXPECT_NE(NewSecret(), secret);
}

TEST(Secrets, AreTheSameOrNot) {
  EXPECT_TRUE(SameSecret("abc", "abc"));
  EXPECT_FALSE(SameSecret("abc", "abd"));
  EXPECT_FALSE(SameSecret("abc", "abcd"));
  EXPECT_FALSE(SameSecret("abc", ""));
}

}  // namespace
}  // namespace parcours::security
