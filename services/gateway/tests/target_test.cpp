#include "services/gateway/target.h"

#include <gmock/gmock.h>

namespace parcours::gateway {
namespace {

std::string ReasonOf(const std::string& target) {
  const auto read = ReadTarget(target);
  return read ? "NONE" : read.error().reason;
}

TEST(Target, IsDecodedSegmentBySegment) {
  const auto target = ReadTarget("/v1/programmes/a%3Ab%C3%A9:close?day=2025-01-02&text=a+b%2Bc&x");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->segments, ::testing::ElementsAre("v1", "programmes", "a:bé"));
  EXPECT_EQ(target->verb, "close");
  ASSERT_EQ(target->parameters.size(), 3U);
  EXPECT_EQ(target->parameters[0].value, "2025-01-02");
  EXPECT_EQ(target->parameters[1].value, "a b+c");
  EXPECT_EQ(target->parameters[2].value, "");
}

TEST(Target, APathThatIsNotPlainIsRefused) {
  for (const auto* path : {"",          "v1",           "/",
                           "/v1/",      "//v1",         "/v1/../x",
                           "/v1/./x",   "/v1/%2e%2E/x", "/v1/a%2Fb",
                           "/v1/a%5cb", "/v1/a%00",     "/v1/a%0A",
                           "/v1/a%7f",  "/v1/%",        "/v1/%4",
                           "/v1/%zz",   "/v1/%ff",      "/v1/%c0%af",
                           "/v1/x:",    "/v1/x:%2e%2e", "http://host/v1",
                           "*"})
    EXPECT_EQ(ReasonOf(path), "PATH_MALFORMED") << path;
  std::string deep;
  for (int i = 0; i < 17; ++i) deep += "/x";
  EXPECT_EQ(ReasonOf(deep), "PATH_MALFORMED");
}

TEST(Target, AQueryThatIsNoneIsRefused) {
  for (const auto* query : {"=x", "a=1&&b=2", "a=%", "a=%00", "%ff=1"})
    EXPECT_EQ(ReasonOf(std::string("/v1?") + query), "QUERY_MALFORMED") << query;
  std::string many = "/v1?x=1";
  for (int i = 0; i < 100; ++i) many += "&x=1";
  EXPECT_EQ(ReasonOf(many), "QUERY_MALFORMED");
}

TEST(Target, ATokenHasNoPlaceInAnAddress) {
  EXPECT_EQ(ReasonOf("/v1/alerts?access_token=x"), "TOKEN_IN_QUERY");
  EXPECT_EQ(ReasonOf("/v1/alerts?a=1&%74oken=x"), "TOKEN_IN_QUERY");
  EXPECT_EQ(ReasonOf("/v1/alerts?page_token=x"), "NONE");
}

}  // namespace
}  // namespace parcours::gateway
