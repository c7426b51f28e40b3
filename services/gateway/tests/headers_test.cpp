#include "services/gateway/headers.h"

#include <gmock/gmock.h>

namespace parcours::gateway {
namespace {

using std::chrono::milliseconds;

Request With(std::string_view name, std::string_view value) {
  Request request;
  request.set(boost::beast::string_view(name.data(), name.size()),
              boost::beast::string_view(value.data(), value.size()));
  return request;
}

TEST(Headers, ABearerTokenIsReadInAnyCaseAndOtherSchemesAreNone) {
  EXPECT_EQ(BearerOf(With("Authorization", "Bearer a.b.c")).value(), "a.b.c");
  EXPECT_EQ(BearerOf(With("Authorization", "bEARER  a.b.c ")).value(), "a.b.c");
  EXPECT_EQ(BearerOf(With("Authorization", "Basic eDp5")).value(), "");
  EXPECT_EQ(BearerOf(With("Authorization", "Bearer")).value(), "");
  EXPECT_EQ(BearerOf(Request()).value(), "");
  EXPECT_FALSE(BearerOf(With("Authorization", "Bearer a\tb")));
}

TEST(Headers, IfMatchIsOneStrongTag) {
  EXPECT_EQ(IfMatchOf(With("If-Match", "\"7\"")).value(), "7");
  EXPECT_EQ(IfMatchOf(Request()).value(), "");
  for (const auto* text : {"7", "\"7", "\"", "W/\"7\"", "\"7\", \"8\"", "*", "\"\xC3\xA9\""})
    EXPECT_FALSE(IfMatchOf(With("If-Match", text))) << text;
}

TEST(Headers, TheTimeoutIsInSecondsAndBounded) {
  const auto timeout = [](const char* text) {
    return TimeoutOf(With("Request-Timeout", text), milliseconds{10'000}, milliseconds{60'000});
  };
  EXPECT_EQ(TimeoutOf(Request(), milliseconds{1}, milliseconds{2}).value(), milliseconds{1});
  EXPECT_EQ(timeout("2.5").value(), milliseconds{2'500});
  EXPECT_EQ(timeout("1000000000000").value(), milliseconds{60'000});
  for (const auto* text : {"0", "-1", "1e3", "inf", "nan", "5s", "0.0001"})
    EXPECT_FALSE(timeout(text)) << text;
}

}  // namespace
}  // namespace parcours::gateway
