// The proxy before the gateway: what it speaks, what it passes on, what it refuses and how.

#include <gtest/gtest.h>

#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

class Proxy : public BadInput {
 protected:
  void SetUp() override {
    BadInput::SetUp();
    gateway_ = platform().StartGateway().value();
    StartBefore(gateway_);
  }
  void StartBefore(const std::string& gateway) {
    const auto program = std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/gateway/proxy";
    const auto started = platform().StartProxy(program, gateway);
    ASSERT_TRUE(started) << started.error().english;
    proxy_ = *started;
  }

  // "[version] [status]" after what was answered.
  [[nodiscard]] std::string Ask(const std::string& arguments) const {
    return testing::RunCommand("curl -sk -w ' [%{http_version}] [%{http_code}]' " + arguments)
        .output;
  }
  [[nodiscard]] std::string Address(const std::string& path) const {
    return "https://" + proxy_ + path;
  }

  std::string gateway_;
  std::string proxy_;
};

TEST_F(Proxy, SpeaksTls13AndHttp2) {
  ExpectWords(Ask(Address("/v1/pathways")), {"TOKEN_MISSING", "[2] [401]"});
  ExpectWords(Ask("--http1.1 " + Address("/v1/pathways")), {"TOKEN_MISSING", "[1.1] [401]"});
  constexpr int kHandshakeFailed = 35;
  EXPECT_EQ(testing::RunCommand("curl -sk --tls-max 1.2 " + Address("/")).status, kHandshakeFailed);
}

TEST_F(Proxy, AnswersWhatTheGatewayAnswersAndSmaller) {
  const auto through = testing::RunCommand("curl -sk " + Address("/openapi.json"));
  EXPECT_EQ(through.output,
            testing::RunCommand("curl -s http://" + gateway_ + "/openapi.json").output);
  const auto size = "-o /dev/null -w '%{size_download}' " + Address("/openapi.json");
  const auto packed = std::stoul(testing::RunCommand("curl -sk --compressed " + size).output);
  EXPECT_LT(packed * 4, through.output.size());
}

TEST_F(Proxy, RefusesInTheWordsOfTheGateway) {
  ExpectWords(
      Ask("--http1.1 -H 'X-Flood: " + std::string(20'000, 'a') + "' " + Address("/v1/pathways")),
      {"HEADERS_TOO_LARGE", "16 Kio", "[431]"});
  const auto large = File("large", std::string(9'000'000, ' '));
  ExpectWords(
      Ask("-H 'Accept-Language: en' --data-binary @" + large + " " + Address("/v1/candidacies")),
      {"BODY_TOO_LARGE", "larger than 8 MiB", "[413]"});
  ExpectWords(Ask("http://" + proxy_ + "/"), {"HTTP_MALFORMED", "[400]"});
  StartBefore("127.0.0.1:9");
  ExpectWords(Ask(Address("/v1/pathways")), {"SERVICE_UNREACHABLE", "[503]"});
}

TEST_F(Proxy, GivesUpARequestThatDoesNotArrive) {
  constexpr int kStillOpen = 124;
  const auto slow =
      testing::RunCommand("exec bash -c \"timeout 20 openssl s_client -quiet -connect " + proxy_ +
                          " < <(printf 'GET / HTTP/1.1\\r\\nHost:'; sleep 25) 2>/dev/null\"");
  EXPECT_NE(slow.status, kStillOpen);
  EXPECT_EQ(slow.output.find("HTTP/1.1 200"), std::string::npos);
}

}  // namespace
}  // namespace parcours::end_to_end
