#include <gtest/gtest.h>

#include <fstream>

#include "services/gateway/session_desk.h"
#include "services/gateway/tests/running_gateway.h"
#include "services/platform/testing/fakes.h"

namespace parcours::gateway {
namespace {

using nlohmann::json;

constexpr const char* kReferent = "agents/01950000-0000-7000-8000-000000000012";
constexpr const char* kPartners = R"([
  {"organisation": {"name": "organisations/01950000-0000-7000-8000-000000000001",
                    "displayName": "CFA d'été"}},
  {"agent": {"name": "agents/01950000-0000-7000-8000-000000000012",
             "organisation": "organisations/01950000-0000-7000-8000-000000000001",
             "roles": ["REFERENT", "TRAINER"], "displayName": "Maëlle Trégastel"}}])";

class SessionTest : public ::testing::Test {
 protected:
  SessionTest() : file_(::testing::TempDir() + "parcours_session_partners.json") {
    std::ofstream(file_) << kPartners;
    desk_.emplace(sessions_, SampleAgents::Read(file_, *issuer_).value());
  }

  static Request Asking(http::verb method, const std::string& target) {
    Request request(method, target, 11);
    request.set(http::field::host, "parcours.example");
    return request;
  }
  Response Ask(const Request& request) { return desk_->Answer(request).value(); }

  // The cookie of someone who is signed in, as a browser sends it.
  std::string SignIn(const std::string& agent = kReferent) {
    auto request = Asking(http::verb::post, "/session");
    request.set(http::field::content_type, "application/json");
    request.body() = json{{"agent", agent}}.dump();
    const auto response = Ask(request);
    EXPECT_EQ(response.result(), http::status::ok) << response.body();
    csrf_ = json::parse(response.body()).value("csrf", "");
    set_cookie_ = std::string(response[http::field::set_cookie]);
    return set_cookie_.substr(0, set_cookie_.find(';'));
  }
  static Request With(const std::string& cookie, http::verb method, const std::string& target) {
    auto request = Asking(method, target);
    request.set(http::field::cookie, "theme=dark; " + cookie);
    return request;
  }
  // What the door would be told of a request: the reason why it is not let in, or "".
  std::string Admitted(Request request) {
    const auto admitted = desk_->Admit(request);
    return admitted ? "" : admitted.error().reason;
  }

  const std::string file_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  const std::unique_ptr<security::TokenIssuer> issuer_ =
      security::MakeTokenIssuer(security::GenerateKeyPair()->private_key_pem, clock_).value();
  Sessions sessions_{clock_, std::chrono::hours(8), /*most=*/3};
  std::optional<SessionDesk> desk_;
  std::string csrf_;
  std::string set_cookie_;
};

TEST_F(SessionTest, TheSamplesAgentsAreOfferedAndOneMaySeeThePlatformAsThem) {
  const auto offered = json::parse(Ask(Asking(http::verb::get, "/session/agents")).body());
  EXPECT_EQ(offered["agents"][0],
            json::parse(R"({"id": "agents/01950000-0000-7000-8000-000000000012",
      "name": "Maëlle Trégastel", "role": "REFERENT, TRAINER", "organisation": "CFA d'été"})"));
  EXPECT_EQ(offered["agents"][1]["role"], "PLATFORM_OPERATOR");
  const auto cookie = SignIn();
  const auto session = json::parse(Ask(With(cookie, http::verb::get, "/session")).body());
  EXPECT_EQ(session["agent"], offered["agents"][0]);
  EXPECT_EQ(session["csrf"], csrf_);
  EXPECT_EQ(session["expires"], "2025-03-06T20:00:00Z");
}

TEST_F(SessionTest, NoScriptReadsTheCookieAndNoOtherSiteSendsIt) {
  const auto cookie = SignIn();
  EXPECT_NE(set_cookie_.find("; HttpOnly; SameSite=Strict; Max-Age=28800"), std::string::npos);
  EXPECT_EQ(set_cookie_.find("Secure"), std::string::npos);
  auto request = Asking(http::verb::post, "/session");
  request.set("X-Forwarded-Proto", "https");
  request.body() = json{{"agent", kReferent}}.dump();
  request.set(http::field::content_type, "application/json");
  const auto encrypted = Ask(request);
  EXPECT_NE(encrypted[http::field::set_cookie].find("; Secure"), std::string::npos);
  EXPECT_EQ(encrypted.body().find("eyJ"), std::string::npos);  // no token
}

TEST_F(SessionTest, TheDoorGetsTheTokenThatTheBrowserNeverSees) {
  auto request = With(SignIn(), http::verb::get, "/v1/pathways");
  ASSERT_TRUE(desk_->Admit(request));
  EXPECT_TRUE(request[http::field::authorization].starts_with("Bearer eyJ"));
  auto partner = With(SignIn(), http::verb::get, "/v1/pathways");
  partner.set(http::field::authorization, "Bearer own");
  ASSERT_TRUE(desk_->Admit(partner));
  EXPECT_EQ(partner[http::field::authorization], "Bearer own");
}

TEST_F(SessionTest, ACookieReplayedAfterSignOutIsRefused) {
  const auto cookie = SignIn();
  auto out = With(cookie, http::verb::delete_, "/session");
  out.set("X-CSRF-Token", csrf_);
  const auto response = Ask(out);
  EXPECT_EQ(response.result(), http::status::no_content);
  EXPECT_NE(response[http::field::set_cookie].find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(ReasonIn(Ask(With(cookie, http::verb::get, "/session"))), "SESSION_ENDED");
  EXPECT_EQ(Admitted(With(cookie, http::verb::get, "/v1/pathways")), "SESSION_ENDED");
}

TEST_F(SessionTest, ASessionEndsWithItsTime) {
  const auto cookie = SignIn();
  clock_.Tick(std::chrono::hours(8) - std::chrono::seconds(1));
  EXPECT_EQ(Admitted(With(cookie, http::verb::get, "/v1/pathways")), "");
  clock_.Tick(std::chrono::seconds(1));
  EXPECT_EQ(Admitted(With(cookie, http::verb::get, "/v1/pathways")), "SESSION_ENDED");
}

TEST_F(SessionTest, WhatChangesSomethingNeedsTheTokenOfThePage) {
  const auto cookie = SignIn();
  auto post = With(cookie, http::verb::post, "/v1/missions");
  EXPECT_EQ(Admitted(post), "CSRF_TOKEN_WRONG");
  post.set("X-CSRF-Token", csrf_ + "x");
  EXPECT_EQ(Admitted(post), "CSRF_TOKEN_WRONG");
  post.set("X-CSRF-Token", csrf_);
  EXPECT_EQ(Admitted(post), "");
  const auto other = csrf_;
  const auto another = SignIn("agents/operator");
  auto foreign = With(another, http::verb::post, "/v1/missions");
  foreign.set("X-CSRF-Token", other);
  EXPECT_EQ(Admitted(foreign), "CSRF_TOKEN_WRONG");
  EXPECT_EQ(ReasonIn(Ask(With(cookie, http::verb::delete_, "/session"))), "CSRF_TOKEN_WRONG");
}

TEST_F(SessionTest, WhatComesFromAnotherSiteChangesNothing) {
  auto post = With(SignIn(), http::verb::post, "/v1/missions");
  post.set("X-CSRF-Token", csrf_);
  post.set(http::field::origin, "https://parcours.example");
  post.set("Sec-Fetch-Site", "same-origin");
  EXPECT_EQ(Admitted(post), "");
  post.set("Sec-Fetch-Site", "cross-site");
  EXPECT_EQ(Admitted(post), "ORIGIN_FOREIGN");
  post.erase("Sec-Fetch-Site");
  for (const auto* origin : {"https://evil.example", "null", "https://evil.parcours.example"}) {
    post.set(http::field::origin, origin);
    EXPECT_EQ(Admitted(post), "ORIGIN_FOREIGN") << origin;
  }
  auto sign_in = Asking(http::verb::post, "/session");
  sign_in.set(http::field::origin, "https://evil.example");
  EXPECT_EQ(ReasonIn(Ask(sign_in)), "ORIGIN_FOREIGN");
}

TEST_F(SessionTest, AForgedCookieIsNobodys) {
  EXPECT_EQ(ReasonIn(Ask(Asking(http::verb::get, "/session"))), "SESSION_MISSING");
  for (const auto* cookie : {"parcours_session=", "parcours_session=x", "parcours_session"})
    EXPECT_NE(ReasonIn(Ask(With(cookie, http::verb::get, "/session"))), "") << cookie;
  EXPECT_EQ(Admitted(With("parcours_session=x", http::verb::get, "/v1/pathways")), "SESSION_ENDED");
}

TEST_F(SessionTest, WhatCannotBeASignInIsRefused) {
  auto request = Asking(http::verb::post, "/session");
  for (const auto& [body, reason] : std::vector<std::pair<std::string, std::string>>{
           {"{\"agent\":", "JSON_MALFORMED"},
           {"[]", "AGENT_NOT_OFFERED"},
           {"{\"agent\":7}", "AGENT_NOT_OFFERED"},
           {"{\"agent\":\"agents/other\"}", "AGENT_NOT_OFFERED"}}) {
    request.body() = body;
    request.set(http::field::content_type, "application/json");
    EXPECT_EQ(ReasonIn(Ask(request)), reason) << body;
  }
  request.set(http::field::content_type, "text/plain");
  EXPECT_EQ(ReasonIn(Ask(request)), "CONTENT_TYPE_UNSUPPORTED");
  EXPECT_EQ(ReasonIn(Ask(Asking(http::verb::get, "/session?token=x"))), "TOKEN_IN_QUERY");
  EXPECT_EQ(ReasonIn(Ask(Asking(http::verb::put, "/session"))), "METHOD_NOT_ALLOWED");
}

TEST_F(SessionTest, SessionsAreBoundedAndThoseThatEndedMakeRoom) {
  for (int i = 0; i < 3; ++i) SignIn();
  const SessionAgent somebody{.id = "agents/x", .name = {}, .role = {}, .organisation = {}};
  const auto refused = sessions_.Open(somebody, "token");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "SESSIONS_EXHAUSTED");
  clock_.Tick(std::chrono::hours(8));
  EXPECT_TRUE(sessions_.Open(somebody, "token"));
}

TEST_F(SessionTest, WithoutASampleNobodySignsIn) {
  SessionDesk desk(sessions_, std::nullopt);
  EXPECT_EQ(desk.Answer(Asking(http::verb::get, "/session/agents"))->result(),
            http::status::not_found);
  EXPECT_EQ(desk.Answer(Asking(http::verb::post, "/session"))->result(), http::status::not_found);
  EXPECT_EQ(desk.Answer(Asking(http::verb::get, "/session"))->result(), http::status::unauthorized);
  EXPECT_FALSE(desk.Answer(Asking(http::verb::get, "/sessions")));
}

TEST(SampleAgents, AFileThatIsNoneIsRefused) {
  const testing::FakeClock clock(CivilDate(2025, 3, 6));
  const auto keys = security::GenerateKeyPair().value();
  const auto issuer = security::MakeTokenIssuer(keys.private_key_pem, clock).value();
  const auto read = SampleAgents::Read("/nowhere", *issuer);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().reason, "AGENTS_UNREADABLE");
}

}  // namespace
}  // namespace parcours::gateway
