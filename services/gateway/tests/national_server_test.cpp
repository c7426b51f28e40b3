#include <gtest/gtest.h>

#include "services/gateway/tests/running_gateway.h"

namespace parcours::gateway::national {
namespace {

using nlohmann::json;

constexpr const char* kAddress = "POST /api/v3/dossiers-apprenants";

// Bodies as connections admit them; no service is asked.
class NationalServerTest : public ::testing::Test {
 protected:
  NationalServerTest() {
    gateway_.options.dossiers = {
        .issuer = issuer_.get(), .clock = &clock_, .body_bytes = 2'000'000};
  }
  Response Ask(const std::string& line, const std::string& headers, const std::string& rest = {}) {
    if (gateway_.server == nullptr)
      gateway_.Start({{"partners", "127.0.0.1:1"}, {"recruitment", "127.0.0.1:1"}});
    Caller caller(gateway_.server->address());
    caller.Send(Written(line, "Content-Type: application/json\r\n" + headers) + rest);
    return caller.Hear();
  }
  static std::string Told(const Response& response) {
    return std::to_string(response.result_int()) + " " + ReasonIn(response);
  }
  static bool IsOfTheDashboard(const Response& response) {
    return json::parse(response.body()).value("status", json()) == "ERROR";
  }

  const testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  const std::unique_ptr<security::TokenIssuer> issuer_ =
      security::MakeTokenIssuer(security::GenerateKeyPair()->private_key_pem, clock_).value();
  RunningGateway gateway_;
};

TEST_F(NationalServerTest, BodiesMayBeLargerThanElsewhereAndHaveAnEndToo) {
  const auto larger = Ask(kAddress, "Content-Length: 2000001\r\n");
  EXPECT_EQ(Told(larger), "413 BODY_TOO_LARGE");
  EXPECT_TRUE(IsOfTheDashboard(larger));
  const auto elsewhere = Ask("POST /v1/partners:import", "Content-Length: 1500000\r\n");
  EXPECT_EQ(Told(elsewhere), "413 BODY_TOO_LARGE");
  EXPECT_FALSE(IsOfTheDashboard(elsewhere));
  EXPECT_EQ(Told(Ask(kAddress, "Content-Length: 1500000\r\n", std::string(1'500'000, ' '))),
            "403 API_KEY_MISSING");
}

TEST_F(NationalServerTest, ABodyOfUnknownLengthHasAnEndToo) {
  gateway_.options.dossiers.body_bytes = 10'000;
  const auto chunk = "ffff\r\n" + std::string(0xffff, ' ') + "\r\n0\r\n\r\n";
  EXPECT_EQ(Told(Ask(kAddress, "Transfer-Encoding: chunked\r\n", chunk)), "413 BODY_TOO_LARGE");
}

TEST_F(NationalServerTest, LargeBodiesAreAFewAtATime) {
  gateway_.options.dossiers.large_bodies_at_once = 0;
  const auto large = Ask(kAddress, "Content-Length: 1500000\r\n");
  EXPECT_EQ(Told(large), "503 CONNECTIONS_EXHAUSTED");
  EXPECT_EQ(large[http::field::retry_after], "1");
  EXPECT_TRUE(IsOfTheDashboard(large));
  EXPECT_EQ(Told(Ask(kAddress, "Content-Length: 2\r\n", "[]")), "403 API_KEY_MISSING");
}

TEST_F(NationalServerTest, APlaceForALargeBodyIsFreeAgainAfterTheAnswer) {
  gateway_.options.dossiers.large_bodies_at_once = 1;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Told(Ask(kAddress, "Content-Length: 1500000\r\n", std::string(1'500'000, ' '))),
              "403 API_KEY_MISSING");
  }
}

}  // namespace
}  // namespace parcours::gateway::national
