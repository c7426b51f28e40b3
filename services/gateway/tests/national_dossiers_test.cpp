#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>

#include "services/gateway/national/dossiers.h"
#include "services/platform/observe/metrics.h"
#include "services/platform/testing/fakes.h"

namespace parcours::gateway::national {
namespace {

using nlohmann::json;

// What the door itself decides; no service answers here.
class DossiersTest : public ::testing::Test {
 protected:
  void Open(int requests_per_minute = 100) {
    dossiers_.emplace(DossiersOptions{.issuer = issuer_.get(),
                                      .clock = &clock_,
                                      .requests_per_minute = requests_per_minute,
                                      .timeout = std::chrono::seconds(5)},
                      rpc::Endpoints{{"partners", "127.0.0.1:1"}, {"recruitment", "127.0.0.1:1"}},
                      http_metrics_);
  }
  Response Post(const std::string& authorization, const std::string& query = "") {
    Request request(http::verb::post, "/api/v3/dossiers-apprenants" + query, 11);
    if (!authorization.empty()) request.set(http::field::authorization, authorization);
    request.set(http::field::content_type, "application/json");
    request.body() = "[]";
    std::promise<Response> answered;
    dossiers_->Handle(std::move(request),
                      [&answered](Answer answer) { answered.set_value(std::move(answer.head)); });
    return answered.get_future().get();
  }
  static std::string ReasonIn(const Response& response) {
    return json::parse(response.body())["reason"];
  }

  const security::KeyPair keys_ = security::GenerateKeyPair().value();
  const testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  const std::unique_ptr<security::TokenIssuer> issuer_ =
      security::MakeTokenIssuer(keys_.private_key_pem, clock_).value();
  observe::MetricsRegistry metrics_;
  observe::HttpMetrics http_metrics_{metrics_};
  std::optional<Dossiers> dossiers_;
};

TEST_F(DossiersTest, OneAddressIsServedWhereTokensCanBeSigned) {
  Open();
  EXPECT_TRUE(dossiers_->Serves("/api/v3/dossiers-apprenants"));
  EXPECT_TRUE(dossiers_->Serves("/api/v3/dossiers-apprenants?x=y"));
  EXPECT_FALSE(dossiers_->Serves("/api/v3/dossiers-apprenants/test"));
  EXPECT_FALSE(dossiers_->Serves("/v1/pathways"));
  const Dossiers without_key({}, {{"partners", "127.0.0.1:1"}, {"recruitment", "127.0.0.1:1"}},
                             http_metrics_);
  EXPECT_FALSE(without_key.Serves("/api/v3/dossiers-apprenants"));
}

TEST_F(DossiersTest, WithoutABearerKeyNobodyIsAsked) {
  Open();
  EXPECT_EQ(ReasonIn(Post("")), "API_KEY_MISSING");
  EXPECT_EQ(ReasonIn(Post("Basic x")), "API_KEY_NOT_BEARER");
  EXPECT_EQ(ReasonIn(Post("Bearer \xC3\xA9")), "API_KEY_INVALID");
}

TEST_F(DossiersTest, AKeyInTheAddressIsRefused) {
  Open();
  EXPECT_EQ(ReasonIn(Post("Bearer key", "?access_token=key")), "TOKEN_IN_QUERY");
}

TEST_F(DossiersTest, AServiceThatIsAwayIsSaidWithoutItsAddress) {
  Open();
  const auto away = Post("Bearer key");
  EXPECT_EQ(away.result(), http::status::service_unavailable);
  EXPECT_EQ(away[http::field::retry_after], "1");
  EXPECT_EQ(json::parse(away.body())["status"], "ERROR");
  EXPECT_EQ(away.body().find("127.0.0.1"), std::string::npos);
}

TEST_F(DossiersTest, EachKeyHasARateOfItsOwn) {
  Open(/*requests_per_minute=*/1);
  EXPECT_EQ(Post("Bearer one")["RateLimit-Remaining"], "0");
  const auto again = Post("Bearer one");
  EXPECT_EQ(again.result(), http::status::too_many_requests);
  EXPECT_EQ(ReasonIn(again), "RATE_EXCEEDED");
  EXPECT_EQ(again[http::field::retry_after], again["RateLimit-Reset"]);
  EXPECT_EQ(Post("Bearer two").result(), http::status::service_unavailable);
}

}  // namespace
}  // namespace parcours::gateway::national
